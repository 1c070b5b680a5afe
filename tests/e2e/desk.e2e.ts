// The agent's hand on the queue, and what a status means.
import { expect, test } from './fixtures.js';

test('an agent takes somebody out of turn, and the one before keeps the place', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 1 });
  const ana = await people.agent('ana', 'Online');
  const served = await (await people.visitor()).ask('I am served.');
  await served.expectAgent('Ana');
  const first = await (await people.visitor()).ask('I am first.');
  const second = await (await people.visitor()).ask('I am second.');
  await first.expectPosition(1);
  await second.expectPosition(2);

  await ana.tab('Queue').click();
  await expect(ana.queueRows).toHaveCount(2);
  const row = ana.queueRows.filter({ hasText: 'I am second.' });
  people.expectComplaint(/409/);
  await row.getByRole('button', { name: /^Take/ }).click();
  await expect(ana.page.getByText('You are at your limit')).toBeVisible();
  await people.look(ana, 'at-limit');

  const ben = await people.agent('ben');
  await ben.tab('Queue').click();
  await ben.queueRows.filter({ hasText: 'I am second.' }).getByRole('button', { name: /^Take/ }).click();
  await expect(ben.page.getByText('You are not online')).toBeVisible();
  await row.getByRole('button', { name: /I am second/ }).click();
  await expect(ana.page.getByText('Why they are waiting')).toBeVisible();
  await people.look(ana, 'why-waiting');

  // Room, yet not for the first in line, who asked for a group that is no longer hers: by hand she may take anybody.
  await house.ada.api.change('agents/ana', { limit: 2, groupIds: ['sales'] });
  await row.getByRole('button', { name: /^Take/ }).click();
  await second.expectAgent('Ana');
  await first.expectPosition(1);
  await expect(ana.said('I am second.')).toBeVisible();
  await people.look(ana, 'taken');
});

test('busy keeps what it has and gets nobody new', async ({ people }) => {
  const ana = await people.agent('ana', 'Online');
  const before = await (await people.visitor()).ask('Before you got busy.');
  await before.expectAgent('Ana');
  await ana.choose('Busy');
  const after = await (await people.visitor()).ask('After you got busy.');
  await after.expectForm('Nobody is here at the moment.');
  await ana.open('Before you got busy.');
  await ana.answer('Still here for you.');
  await expect(before.said('Still here for you.')).toBeVisible();
});

test('two agents, one visitor: the second to take is told', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  await house.ada.api.change('agents/ben', { limit: 0 });
  const ana = await people.agent('ana', 'Online');
  const ben = await people.agent('ben', 'Online');
  const visitor = await (await people.visitor()).ask('Who takes me?');
  await visitor.expectPosition(1);
  await ana.tab('Queue').click();
  await ben.tab('Queue').click();
  await expect(ben.queueRows).toHaveCount(1);
  await house.ada.api.change('agents/ana', { limit: 1 });
  await visitor.expectAgent('Ana');
  await expect(ben.queueRows).toHaveCount(0);
  await expect(ana.queueRows).toHaveCount(0);
});
