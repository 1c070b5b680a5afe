// Every page reloaded in the middle goes on where it was; a server that restarts is only a pause.
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { expect, test } from './fixtures.js';

test('E5a P49 a visitor in the queue keeps the place over a reload', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  await people.agent('ana', 'Online');
  const first = await (await people.visitor()).ask('I was here first.');
  const second = await (await people.visitor()).ask('And I after that.');
  await first.expectPosition(1);
  await second.expectPosition(2);

  await first.reload();
  await first.expectPosition(1);
  await expect(first.said('I was here first.')).toHaveCount(1);
  await second.expectPosition(2);
  expect(await house.sue.queue()).toHaveLength(2);
});

test('a visitor in a chat has transcript and draft after a reload', async ({ people }) => {
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('My zip is broken.');
  await visitor.expectAgent('Ana');
  await ana.open('My zip is broken.');
  await ana.answer('Which jacket is it?');
  await expect(visitor.said('Which jacket is it?')).toBeVisible();
  await visitor.message.fill('The green one, from');

  await visitor.reload();
  await visitor.expectAgent('Ana');
  await expect(visitor.said('My zip is broken.')).toHaveCount(1);
  await expect(visitor.said('Which jacket is it?')).toHaveCount(1);
  await expect(visitor.message).toHaveValue('The green one, from');
  await people.look(visitor, 'after-reload');
  await visitor.say('The green one, from May.');
  await expect(ana.said('The green one, from May.')).toHaveCount(1);
});

test('a form half filled in is still there after a reload', async ({ people }) => {
  const visitor = await (await people.visitor()).ask('Nobody here?');
  await visitor.expectForm('Nobody is here at the moment.');
  await visitor.page.getByLabel('Your e-mail').fill('rosa@example.org');
  await visitor.page.getByLabel('Your message to us').fill('Nobody here? Then please write.');
  await visitor.reload();
  await expect(visitor.page.getByLabel('Your e-mail')).toHaveValue('rosa@example.org');
  await expect(visitor.page.getByLabel('Your message to us')).toHaveValue('Nobody here? Then please write.');
  const receipt = await visitor.leaveMessage('rosa@example.org');
  await visitor.reload();
  await expect(visitor.receipt).toHaveText(receipt);
});

test('the workbench has status, open conversation and draft after a reload', async ({ people, house }) => {
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('Can I pick it up in the shop?');
  await ana.open('Can I pick it up in the shop?');
  await ana.reply.fill('Yes, from ten');

  await ana.page.reload();
  await expect(ana.page.getByRole('radio', { name: 'Online' })).toBeChecked();
  await expect(ana.said('Can I pick it up in the shop?')).toHaveCount(1);
  await expect(ana.reply).toHaveValue('Yes, from ten');
  await people.look(ana, 'after-reload');
  await ana.answer('Yes, from ten to six.');
  await expect(visitor.said('Yes, from ten to six.')).toHaveCount(1);
  const ready = async () => (await house.ada.board()).agents.find(({ agentId }) => agentId === 'ana')?.status;
  await expect.poll(ready).toBe('online');
});

test('P23 a queue that was cut off for a while becomes, without a reload, what a reload shows', async ({
  people,
  house,
}) => {
  people.expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  const { url } = house.product;
  await house.ada.api.change('agents/ana', { limit: 0 });
  // Somebody is online all the time, so that whoever comes meanwhile waits.
  await house.ada.api.change('agents/sue', { limit: 0, groupIds: ['support'] });
  const sue = await StaffClient.atWork(url, 'sue');
  const ana = await people.agent('ana', 'Online');
  const leaves = await VisitorClient.asking(url, { text: 'I leave soon.' });
  const stays = await VisitorClient.asking(url, { text: 'I stay.' });
  await ana.tab('Queue').click();
  await expect(ana.queueRows).toHaveText([/I leave soon/, /I stay/]);

  await ana.page.context().setOffline(true);
  await expect(ana.connection).not.toHaveAttribute('data-state', 'live');
  await leaves.end();
  const comes = await VisitorClient.asking(url, { text: 'I have just come.' });
  await ana.page.context().setOffline(false);
  await expect(ana.connection).toHaveAttribute('data-state', 'live', { timeout: 15_000 });
  await expect(ana.queueRows).toHaveText([/I stay/, /I have just come/]);
  await ana.page.reload();
  await ana.tab('Queue').click();
  await expect(ana.queueRows).toHaveText([/I stay/, /I have just come/]);
  await Promise.all([leaves, stays, comes, sue].map((who) => who.goodbye()));
});

test('the console comes back to the page, the search and the open agent', async ({ people }) => {
  const ada = await (await people.administrator()).visit('agents');
  await ada.field('Search name or e-mail').fill('be');
  await ada.page.getByRole('button', { name: 'Edit Ben' }).click();
  await ada.page.reload();
  await expect(ada.field('Reception limit')).toHaveValue('3');
  await ada.page.getByRole('button', { name: 'Close panel' }).click();
  await expect(ada.page.getByTestId('agent-row')).toHaveCount(1);
});

test('E5a the server restarts under everybody: places, chats and sign-ins are kept', async ({ people, house }) => {
  people.comeBackSoon();
  people.expectComplaint(/ERR_CONNECTION_REFUSED|WebSocket connection|Failed to load resource/);
  await house.ada.api.change('agents/ana', { limit: 1 });
  const ana = await people.agent('ana', 'Online');
  const chatting = await (await people.visitor()).ask('I am in a chat.');
  await chatting.expectAgent('Ana');
  const waiting = await (await people.visitor()).ask('I am waiting.');
  await waiting.expectPosition(1);

  await house.product.stop();
  await expect(chatting.connection).toHaveAttribute('data-state', 'reconnecting');
  await chatting.say('Written while you were away.');
  await expect(chatting.log.getByText('Goes out when you are back online')).toBeVisible();
  await people.look(chatting, 'server-away');
  await people.look(ana, 'workbench-server-away');
  await house.product.restart();

  await expect(ana.connection).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
  await expect(chatting.connection).toHaveAttribute('data-state', 'online', { timeout: 20_000 });
  await expect(waiting.connection).toHaveAttribute('data-state', 'online', { timeout: 20_000 });
  await waiting.expectPosition(1);
  await ana.open('Written while you were away.');
  await expect(ana.said('Written while you were away.')).toHaveCount(1);
  await ana.close();
  await waiting.expectAgent('Ana');
});
