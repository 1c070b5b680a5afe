// The walk: an agent with room for one, visitors who are answered, wait, move up, and are answered in turn.
import { expect, test } from './fixtures.js';

test('J2a one agent with room for one: the next waits at position 1, moves up by itself, and is answered', async ({
  people,
}) => {
  const ada = await (await people.administrator()).visit('agents');
  await ada.page.getByRole('button', { name: 'Edit Ana' }).click();
  await ada.field('Reception limit').fill('1');
  await people.look(ada, 'reception-limit');
  await ada.save();

  await ada.visit('queue');
  await ada.field('Queue message').fill('You are number {{position}} and {{ahead}} are before you.');
  await ada.save();
  await people.look(ada, 'queue-message');

  const ana = await people.agent('ana', 'Online');
  await people.look(ana, 'ana-online');

  const a = await (await people.visitor()).ask('Where is my parcel?');
  await a.expectAgent('Ana');
  await ana.open('Where is my parcel?');
  await ana.answer('Good morning, let me look.');
  await expect(a.said('Good morning, let me look.')).toBeVisible();
  await people.look(a, 'visitor-a-answered');
  await people.look(ana, 'ana-with-a');

  const b = await (await people.visitor()).ask('Do you ship to Norway?');
  await expect(b.position).toHaveText('You are number 1 and 0 are before you.');
  const c = await (await people.visitor()).ask('Can I return boots?');
  await expect(c.position).toHaveText('You are number 2 and 1 are before you.');
  await people.look(b, 'visitor-b-first');
  await people.look(c, 'visitor-c-second');

  await ada.visit('board');
  await expect(ada.waiting).toHaveText('2');
  await expect(ada.agent('ana')).toContainText('1');
  await people.look(ada, 'board');

  await expect(ana.tab('Queue')).toContainText('2');
  await ana.close();

  await b.expectAgent('Ana');
  await expect(c.position).toHaveText('You are number 1 and 0 are before you.');
  await expect(a.heading('This conversation has ended')).toBeVisible();
  await expect(ada.waiting).toHaveText('1');
  await people.look(a, 'visitor-a-ended');
  await people.look(b, 'visitor-b-assigned');

  await ana.open('Do you ship to Norway?');
  await ana.answer('We do, in three days.');
  await expect(b.said('We do, in three days.')).toBeVisible();
  await people.look(ana, 'ana-with-b');
});
