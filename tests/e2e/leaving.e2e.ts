// Going away: by a button, or by just closing the tab.
import { expect, test } from './fixtures.js';

test('E5b whoever leaves the queue by the button is gone at once, and those behind move up', async ({
  people,
  house,
}) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  const ana = await people.agent('ana', 'Online');
  const first = await (await people.visitor()).ask('I cannot wait long.');
  const second = await (await people.visitor()).ask('I can.');
  await first.expectPosition(1);
  await second.expectPosition(2);

  await first.button('Leave the queue').click();
  await expect(first.heading('This conversation has ended')).toBeVisible();
  await second.expectPosition(1);
  await ana.tab('Queue').click();
  await expect(ana.queueRows).toHaveCount(1);

  await first.button('Start a new chat').click();
  await first.say('Here I am again.');
  await first.expectPosition(2);
});

test('E5c a closed tab leaves the queue when its time is over, and those behind move up', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  await house.ada.api.change('queue', { abandonAfterSeconds: 4 });
  const ana = await people.agent('ana', 'Online');
  const first = await (await people.visitor()).ask('I close my tab.');
  const second = await (await people.visitor()).ask('I stay.');
  await second.expectPosition(2);
  await ana.tab('Queue').click();
  await expect(ana.queueRows).toHaveCount(2);

  await first.page.context().close();
  await expect(second.position).toContainText('You are number 1 ', { timeout: 20_000 });
  await expect(ana.queueRows).toHaveCount(1);
  await expect(ana.queueRows).toContainText('I stay.');
  await people.look(ana, 'queue-after');
  await second.page.reload();
  await second.expectPosition(1);
  const board = await house.ada.board();
  expect(board.today.abandoned).toBeGreaterThan(0);
});

test('E5d while a closed tab may still come back it is passed over, and on return the next is theirs', async ({
  people,
  house,
}) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  const ana = await people.agent('ana', 'Online');
  const away = await (await people.visitor()).ask('I will be back.');
  const there = await (await people.visitor()).ask('I am here.');
  await away.expectPosition(1);
  await there.expectPosition(2);
  const demo = away.page.url();
  await away.page.goto('about:blank');
  await ana.tab('Queue').click();
  await expect(ana.queueRows.filter({ hasText: 'I will be back.' })).toContainText('Away');
  await people.look(ana, 'away');

  await house.ada.api.change('agents/ana', { limit: 1 });
  await there.expectAgent('Ana');
  await away.page.goto(demo);
  await away.expectPosition(1);
  await house.ada.api.change('agents/ana', { limit: 2 });
  await away.expectAgent('Ana');
});

test('the visitor ends the chat, is asked first, and may begin again with the same agent', async ({
  people,
  house,
}) => {
  await house.ada.api.change('agents/ben', { limit: 10 });
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('Thank you for the boots.');
  await visitor.expectAgent('Ana');
  await ana.open('Thank you for the boots.');

  await visitor.button('End chat').click();
  await expect(visitor.panel.getByText('End this chat?')).toBeVisible();
  await people.look(visitor, 'end-chat');
  await visitor.button('Keep chatting').click();
  await visitor.button('End chat').click();
  await visitor.button('Yes, end it').click();
  await expect(visitor.heading('This conversation has ended')).toBeVisible();
  await expect(ana.page.getByTestId('conversation-ended')).toContainText('closed by the visitor');
  await people.look(ana, 'closed-by-visitor');

  // Ben has far more room now, yet who talked to the visitor a moment ago goes first.
  await people.agent('ben', 'Online');
  await visitor.button('Start a new chat').click();
  await visitor.say('One more thing.');
  await visitor.expectAgent('Ana');
  await expect(ana.item('One more thing.')).toBeVisible();
});
