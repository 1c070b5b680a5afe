// Leaving a message: when the queue is full, when nobody is online, out of hours; and what becomes of it.
import { expect, test } from './fixtures.js';
import { VisitorClient } from '../harness/visitor-client.js';

test('the queue is full: a form, a receipt, and the message lies in the workbench', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 1 });
  const ada = await (await people.administrator()).visit('queue');
  await ada.field('Maximum length').fill('1');
  await ada.save();
  await people.look(ada, 'maximum-length');

  const ana = await people.agent('ana', 'Online');
  const served = await VisitorClient.asking(house.product.url, { text: 'I was first.' });
  const waiting = await VisitorClient.asking(house.product.url, { text: 'I wait.' });
  expect([served.conversation?.outcome, waiting.conversation?.outcome]).toEqual(['assigned', 'queued']);

  const visitor = await (await people.visitor()).ask('Is the shell jacket waterproof?');
  await visitor.expectForm('So many people are waiting');
  await expect(visitor.page.getByLabel('Your message to us')).toHaveValue('Is the shell jacket waterproof?');
  await people.look(visitor, 'form');

  const email = visitor.page.getByLabel('Your e-mail');
  for (const mistake of ['', 'not an address']) {
    await email.fill(mistake);
    await visitor.button('Leave message').click();
    await expect(email).toHaveAccessibleDescription(/name@example\.com/);
    await expect(email).toBeFocused();
  }
  await people.look(visitor, 'form-with-faults');

  const receipt = await visitor.leaveMessage('nora@example.org', undefined, 'Nora');
  await people.look(visitor, 'receipt');

  await ana.tab('Submissions').click();
  await ana.submissions.filter({ hasText: 'Nora' }).click();
  await expect(ana.page.getByText(receipt)).toBeVisible();
  await expect(ana.page.getByText(/^Received .*the queue was full/i)).toBeVisible();
  await expect(ana.page.getByRole('link', { name: 'nora@example.org' })).toBeVisible();
  await people.look(ana, 'submission');

  await ana.page.getByRole('button', { name: 'Close submission' }).click();
  await expect(ana.submissions).toHaveCount(0);

  await visitor.button('Start a new chat').click();
  await expect(visitor.button('Start chat')).toBeVisible();
  await served.goodbye();
  await waiting.goodbye();
});

test('who says no to the form leaves no name: none goes along with the next chat', async ({ people }) => {
  const visitor = await (await people.visitor()).ask('Anybody?');
  await visitor.expectForm('Nobody is here at the moment.');
  await visitor.page.getByLabel('Your name').fill('Nora Secret');
  await visitor.button('No, thank you').click();
  await visitor.button('Start a new chat').click();
  const started = visitor.page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/v1/conversations'),
  );
  await visitor.say('Hello again?');
  const body = (await started).postDataJSON() as object;
  expect(body).toHaveProperty('text', 'Hello again?');
  expect(body).not.toHaveProperty('visitorName');
});

test('nobody is online: the visitor is told before writing, and leaves a message', async ({ people, house }) => {
  const visitor = await (await people.visitor()).visit();
  await expect(visitor.panel.getByText('Nobody is at the desk right now')).toBeVisible();
  await expect(visitor.button('Leave a message')).toBeVisible();
  await expect(visitor.button('Start chat')).toHaveCount(0);
  await people.look(visitor, 'nobody-there');
  await visitor.say('Do you have gift cards?');
  await visitor.expectForm('Nobody is here at the moment.');
  await visitor.leaveMessage('olga@example.org', 'Do you have gift cards? For 50 euros.');
  await people.look(visitor, 'receipt');

  const ana = await people.agent('ana');
  await ana.tab('Submissions').click();
  await expect(ana.submissions.filter({ hasText: 'olga@example.org' })).toContainText('For 50 euros.');
  expect((await house.ada.board()).waiting).toBe(0);
});

test('a click on the page’s own button before the chat has come over the wire opens it once it is there', async ({
  people,
}) => {
  const visitor = await people.visitor();
  let letThrough = (): void => undefined;
  const asked = new Promise<void>((resolve) => (letThrough = resolve));
  await visitor.page.route('**/widget.js', async (route) => {
    await asked;
    await route.continue();
  });
  await visitor.page.goto(`${visitor.url}/demo`, { waitUntil: 'commit' });
  await visitor.page.getByRole('button', { name: 'Ask us' }).click();
  await expect(visitor.launcher).toHaveCount(0);
  letThrough();
  await expect(visitor.panel).toBeVisible();
});

test('P48 an agent who goes offline sends the next visitor to the form', async ({ people }) => {
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).visit();
  await expect(visitor.panel.getByText('We are online')).toBeVisible();
  await ana.choose('Offline');
  await visitor.say('Still there?');
  await visitor.expectForm('Nobody is here at the moment.');
});

test('out of hours: set in the console, read by the visitor', async ({ people }) => {
  await people.agent('ana', 'Online');
  const ada = await (await people.administrator()).visit('hours');
  await ada.page.getByRole('switch', { name: 'Always open' }).click();
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await ada.page.getByRole('button', { name: `Remove interval 1 of ${day}` }).click();
  }
  await ada.save();
  await expect(ada.page.getByText('Closed now')).toBeVisible();
  await people.look(ada, 'hours-closed');

  const visitor = await (await people.visitor()).visit();
  await expect(visitor.panel.getByText('We are closed right now')).toBeVisible();
  await visitor.say('Is anybody there?');
  await visitor.expectForm('Leave us a message and we will write to you as soon as we are back.');
  await people.look(visitor, 'out-of-hours');
  await visitor.leaveMessage('pia@example.org');

  await ada.visit('board');
  await expect(ada.page.getByRole('row', { name: /Support/ })).toContainText('Closed');
});

test('whoever waits may leave a message instead, and is out of the queue', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('Which size fits me?');
  await visitor.expectPosition(1);
  await visitor.button('Leave a message').click();
  await expect(visitor.page.getByLabel('Your message to us')).toHaveValue('Which size fits me?');
  await visitor.leaveMessage('quinn@example.org');
  await expect(ana.tab('Queue')).toContainText('0');
  await ana.tab('Submissions').click();
  await expect(ana.submissions.filter({ hasText: 'quinn@example.org' })).toBeVisible();

  const sue = await (await people.administrator('sue')).visit('waits');
  await sue.page
    .getByRole('row', { name: /Left a message/ })
    .getByRole('button')
    .first()
    .click();
  await expect(sue.page.getByRole('dialog')).toContainText('Which size fits me?');
});
