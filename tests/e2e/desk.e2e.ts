// The agent's hand on the queue, and what a status means.
import { StaffClient } from '../harness/staff-client.js';
import { expect, test } from './fixtures.js';

test('E6a an agent takes somebody out of turn, and the one before keeps the place', async ({ people, house }) => {
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

test('C1a busy keeps what it has and gets nobody new', async ({ people }) => {
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

test('two agents reach for one visitor: the second is told, and the visitor has one agent', async ({
  people,
  house,
}) => {
  // Somebody of the group is there, so that its visitors wait; the two who take them by hand are of another.
  await house.ada.api.change('agents/sue', { limit: 0, groupIds: ['support'] });
  await house.ada.api.change('agents/ana', { groupIds: ['sales'] });
  await house.ada.api.change('agents/ben', { groupIds: ['sales'] });
  const sue = await StaffClient.atWork(house.product.url, 'sue');
  const ana = await people.agent('ana', 'Online');
  const ben = await people.agent('ben', 'Online');
  const visitor = await (await people.visitor()).ask('Who takes me?');
  await visitor.expectPosition(1);
  await ana.tab('Queue').click();
  await ben.tab('Queue').click();
  await expect(ben.queueRows).toHaveCount(1);

  // Ben's list is a moment old.
  const old = JSON.stringify({ data: await sue.queue() });
  await ben.page.route('**/v1/queue', (route) => route.fulfill({ contentType: 'application/json', body: old }));
  await ana.queueRows.getByRole('button', { name: /^Take/ }).click();
  await visitor.expectAgent('Ana');
  people.expectComplaint(/409/);
  await ben.queueRows.getByRole('button', { name: /^Take/ }).click();
  await expect(ben.page.getByText('A colleague was quicker')).toBeVisible();
  await people.look(ben, 'colleague-was-quicker');
  await ben.page.unroute('**/v1/queue');

  await visitor.expectAgent('Ana');
  await expect(ana.said('Who takes me?')).toBeVisible();
  await expect(ben.tab('Mine')).toContainText('0');
  await sue.goodbye();
});
