// What is written: offline, twice, while waiting, while the other one writes, and while nobody looks.
import { expect, test } from './fixtures.js';

test('F1b F1h written offline it is pending, goes out once on return, and the agent sees it exactly once', async ({
  people,
}) => {
  people.expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('My train has a tunnel.');
  await visitor.expectAgent('Ana');
  await ana.open('My train has a tunnel.');

  await visitor.page.context().setOffline(true);
  await expect(visitor.connection).toHaveAttribute('data-state', 'reconnecting');
  await visitor.say('First from the tunnel.');
  await visitor.say('Second from the tunnel.');
  await expect(visitor.log.getByText('Goes out when you are back online')).toHaveCount(2);
  await people.look(visitor, 'offline');
  await expect(ana.said('from the tunnel.')).toHaveCount(0);

  await visitor.page.context().setOffline(false);
  await expect(ana.said('Second from the tunnel.')).toBeVisible({ timeout: 15_000 });
  await expect(visitor.log.getByText('Goes out when you are back online')).toHaveCount(0);
  await expect(ana.log.getByText(/from the tunnel\./)).toHaveText([/First/, /Second/]);
  await expect(visitor.log.getByText(/from the tunnel\./)).toHaveText([/First/, /Second/]);
  await ana.answer('Both are here.');
  await expect(visitor.said('Both are here.')).toBeVisible();
});

test('the agent offline: the reply is kept and goes out once', async ({ people }) => {
  people.expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('Are you in a tunnel?');
  await ana.open('Are you in a tunnel?');
  await ana.page.context().setOffline(true);
  await expect(ana.connection).not.toHaveAttribute('data-state', 'live');
  await ana.answer('Yes, I am.');
  await people.look(ana, 'offline');
  await ana.page.context().setOffline(false);
  await expect(visitor.said('Yes, I am.')).toHaveCount(1, { timeout: 15_000 });
  await expect(ana.log.getByText('Sending…')).toHaveCount(0);
  await expect(ana.said('Yes, I am.')).toHaveCount(1);
});

test('F1e F1h the agent sees what the visitor is writing; the visitor sees only that the agent writes', async ({
  people,
}) => {
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('I have a question.');
  await visitor.expectAgent('Ana');
  await ana.open('I have a question.');

  await visitor.message.pressSequentially('Do you sell');
  await expect(ana.preview).toContainText('Do you sell');
  await people.look(ana, 'preview');
  await visitor.say('Do you sell skis?');
  await expect(ana.preview).toHaveCount(0);
  await expect(ana.said('Do you sell skis?')).toHaveCount(1);

  await ana.reply.pressSequentially('Not in sum');
  await expect(visitor.log.getByText('Ana is writing…')).toHaveCount(1);
  await expect(visitor.log).not.toContainText('Not in sum');
  await people.look(visitor, 'agent-writes');
  await ana.answer('Not in summer.');
  await expect(visitor.log.getByText('Ana is writing…')).toHaveCount(0);
});

test('a new conversation and new words are counted in title and list until they are read', async ({ people }) => {
  const ana = await people.agent('ana', 'Online');
  await expect(ana.page).toHaveTitle('Workbench · Frontdesk');
  const visitor = await (await people.visitor()).ask('Ping.');
  await expect(ana.page).toHaveTitle('(1) Workbench · Frontdesk');
  await expect(ana.item('Ping.')).toContainText('1 unread message');
  await expect(ana.page.getByText(/is here$/)).toBeVisible();
  await visitor.say('Ping again.');
  await expect(ana.page).toHaveTitle('(2) Workbench · Frontdesk');
  await people.look(ana, 'unread');
  await ana.open('Ping again.');
  await expect(ana.page).toHaveTitle('Workbench · Frontdesk');
  await expect(ana.item('Ping again.')).not.toContainText('unread');
});

test('F1h a visitor who has put the chat away is called back when the turn comes', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('Call me.');
  await visitor.expectPosition(1);
  await visitor.button('Minimise').click();
  await expect(visitor.panel).toHaveCount(0);

  await house.ada.api.change('agents/ana', { limit: 1 });
  await expect(visitor.page).toHaveTitle(/^Ana joined · /);
  await ana.open('Call me.');
  await ana.answer('I am calling.');
  await expect(visitor.page).toHaveTitle(/^New messages: 1 · /);
  await expect(visitor.launcher).toHaveAccessibleDescription('New messages: 1');
  await people.look(visitor, 'called-back');
  await visitor.launcher.click();
  await expect(visitor.said('I am calling.')).toBeVisible();
  await expect(visitor.page).toHaveTitle('Alpine Outfitters');
});

test('E3d what was typed while waiting is there for the agent, in order', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('My order is 4711.');
  await visitor.expectPosition(1);
  await visitor.say('It was a red jacket.');
  await visitor.say('Size M.');
  await expect(visitor.said('Size M.')).toBeVisible();

  await house.ada.api.change('agents/ana', { limit: 1 });
  await visitor.expectAgent('Ana');
  await ana.open('Size M.');
  await expect(ana.log.getByText(/order is|red jacket|Size M/)).toHaveText([/4711/, /red jacket/, /Size M/]);
});

test('one visitor in two tabs is one conversation', async ({ people, house }) => {
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('From the first tab.');
  await visitor.expectAgent('Ana');
  const page = await visitor.page.context().newPage();
  people.listen(page);
  const second = people.at(page);
  await page.goto(visitor.page.url());
  await second.expectAgent('Ana');
  await second.say('From the second tab.');
  await expect(visitor.said('From the second tab.')).toHaveCount(1);
  await ana.open('From the second tab.');
  await ana.answer('I see both.');
  await expect(second.said('I see both.')).toHaveCount(1);
  await expect(visitor.said('I see both.')).toHaveCount(1);
  expect(await house.sue.inbox('all')).toHaveLength(1);
});
