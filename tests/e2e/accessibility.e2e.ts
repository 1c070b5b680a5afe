// Every page and every state of the widget, read by axe; and the widget used with nothing but a keyboard.
import { VisitorClient } from '../harness/visitor-client.js';
import { expectAccessible } from './axe.js';
import { expect, test } from './fixtures.js';
import { CONSOLE_PAGES } from './pages/console.js';

test('M1 the widget in every state', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  const ana = await people.agent('ana', 'Online');
  const visitor = await people.visitor();
  await visitor.page.goto(`${house.product.url}/demo`);
  await expect(visitor.launcher).toBeVisible();
  await expectAccessible(visitor.page, 'closed');
  await visitor.launcher.click();
  await expect(visitor.panel.getByText('We are online')).toBeVisible();
  await expectAccessible(visitor.page, 'welcome');
  await visitor.say('Can everybody read this?');
  await visitor.expectPosition(1);
  await expectAccessible(visitor.page, 'queued');
  await visitor.button('Leave a message').click();
  await visitor.button('Leave message').click();
  await expect(visitor.page.getByLabel('Your e-mail')).toBeFocused();
  await expectAccessible(visitor.page, 'form with faults');
  await visitor.button('Back to the chat').click();

  await house.ada.api.change('agents/ana', { limit: 1 });
  await visitor.expectAgent('Ana');
  await ana.open('Can everybody read this?');
  await ana.answer('I hope so: see https://example.org/help');
  await expect(visitor.said('I hope so')).toBeVisible();
  await visitor.button('End chat').click();
  await expectAccessible(visitor.page, 'chatting');
  await people.look(visitor, 'chatting');
  await visitor.button('Yes, end it').click();
  await expect(visitor.heading('This conversation has ended')).toBeVisible();
  await expectAccessible(visitor.page, 'ended');

  await ana.choose('Offline');
  await visitor.button('Start a new chat').click();
  await visitor.say('And now?');
  await visitor.expectForm('Nobody is here at the moment.');
  await visitor.leaveMessage('sam@example.org');
  await expectAccessible(visitor.page, 'receipt');
});

test('M1 the widget in the dark, on a telephone, in German', async ({ people, house }) => {
  const visitor = await people.visitor();
  await visitor.page.emulateMedia({ colorScheme: 'dark' });
  await visitor.page.setViewportSize({ width: 390, height: 700 });
  await visitor.page.goto(`${house.product.url}/demo?lang=de`);
  await visitor.page.getByRole('button', { name: 'Chat mit uns' }).click();
  await expect(visitor.panel.getByText('Gerade ist niemand am Platz')).toBeVisible();
  await expectAccessible(visitor.page, 'welcome');
  await people.look(visitor, 'welcome');
  await visitor.page.getByRole('textbox', { name: 'Ihre Nachricht', exact: true }).fill('Grüezi!');
  await visitor.page.keyboard.press('Enter');
  await expect(visitor.page.getByLabel('Ihre E-Mail')).toBeVisible();
  await expectAccessible(visitor.page, 'form');
  await people.look(visitor, 'form');
});

test('M2a the workbench in every list', async ({ people, house }) => {
  const { url } = house.product;
  const late = await VisitorClient.asking(url, { text: 'Nobody there?' });
  await late.leaveMessage({ conversationId: late.conversationId, email: 'tom@example.org', text: 'Nobody there?' });
  await house.ada.api.change('agents/ana', { limit: 1 });
  const ana = await people.agent('ana', 'Online');
  await expectAccessible(ana.page, 'nothing to do');
  const served = await VisitorClient.asking(url, { text: 'I am served.' });
  await expect(ana.page.getByText(/is here$/)).toBeVisible();
  await expectAccessible(ana.page, 'somebody is here');
  const waiting = await VisitorClient.asking(url, { text: 'I wait.' });
  await ana.open('I am served.');
  await expectAccessible(ana.page, 'conversation');
  await ana.tab('Queue').click();
  await ana.queueRows.getByRole('button', { name: /I wait/ }).click();
  await expect(ana.page.getByText('Why they are waiting')).toBeVisible();
  await expectAccessible(ana.page, 'queue');
  await ana.tab('Submissions').click();
  await ana.submissions.first().click();
  await expect(ana.page.getByRole('link', { name: 'tom@example.org' })).toBeVisible();
  await expectAccessible(ana.page, 'submissions');
  await people.look(ana, 'submissions');
  await ana.page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(ana.page.getByRole('dialog')).toBeVisible();
  await expectAccessible(ana.page, 'shortcuts');
  await ana.page.keyboard.press('Escape');
  await ana.page.emulateMedia({ colorScheme: 'dark' });
  await ana.page.reload();
  await ana.tab('Mine').click();
  await ana.open('I am served.');
  await expectAccessible(ana.page, 'in the dark');
  await people.look(ana, 'dark');
  await served.goodbye();
  await waiting.goodbye();
});

/** A page takes seconds on a small machine: each half stays well within a test's time. */
const HALF = Math.ceil(CONSOLE_PAGES.length / 2);

for (const [half, names] of [
  ['first', CONSOLE_PAGES.slice(0, HALF)],
  ['second', CONSOLE_PAGES.slice(HALF)],
] as const) {
  test(`M3a every page of the console, the ${half} half`, async ({ people, house }) => {
    const visitor = await VisitorClient.asking(house.product.url, { text: 'For the board.' });
    const ada = await people.administrator();
    for (const name of names) {
      await ada.visit(name);
      await ada.page.waitForLoadState('networkidle');
      await people.look(ada, name);
      await expectAccessible(ada.page, name);
      // No page is below the fold of a small screen.
      const nav = ada.page.getByRole('navigation', { name: 'Console' });
      expect(await nav.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
    }
    await visitor.goodbye();
  });
}

test('the console with an agent open, in the dark, and on a telephone', async ({ people }) => {
  const ada = await (await people.administrator()).visit('agents');
  await ada.page.getByRole('button', { name: 'Edit Ana' }).click();
  await expect(ada.field('Reception limit')).toBeVisible();
  await expectAccessible(ada.page, 'an agent');
  await ada.page.emulateMedia({ colorScheme: 'dark' });
  await ada.visit('queue');
  await expect(ada.field('Queue message')).toBeVisible();
  await expectAccessible(ada.page, 'in the dark');
  await people.look(ada, 'dark');
  await ada.page.setViewportSize({ width: 390, height: 800 });
  await people.look(ada, 'narrow');
  await expectAccessible(ada.page, 'narrow');
});

test('a page for everybody who is not signed in', async ({ people, house }) => {
  const page = await people.page();
  await page.goto(`${house.product.url}/workbench`);
  await page.getByRole('button', { name: 'Choose who to be' }).focus();
  await expectAccessible(page, 'sign-in');
  await people.look({ page }, 'sign-in');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Ana/ }).focus();
  await expectAccessible(page, 'who to be');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Online' })).toBeVisible();
});

test('M1 the widget with a keyboard alone: ask, wait, talk, end, begin again', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  const ana = await people.agent('ana', 'Online');
  const visitor = await people.visitor();
  const { keyboard } = visitor.page;
  await visitor.page.goto(`${house.product.url}/demo`);
  await expect(visitor.launcher).toBeVisible();
  const tabTo = async (name: string) => {
    const wanted = visitor.page.getByRole('button', { name, exact: true });
    for (let i = 0; i < 30 && !(await wanted.evaluate((one) => one.matches(':focus'))); i++)
      await keyboard.press('Tab');
    await expect(wanted).toBeFocused();
  };
  await tabTo('Chat with us');
  await keyboard.press('Enter');
  await expect(visitor.message).toBeFocused();
  await keyboard.type('Typed without a mouse,');
  await keyboard.press('Shift+Enter');
  await keyboard.type('on two lines.');
  await keyboard.press('Enter');
  await visitor.expectPosition(1);
  await expect(visitor.message).toBeFocused();

  await house.ada.api.change('agents/ana', { limit: 1 });
  await visitor.expectAgent('Ana');
  await ana.open('Typed without a mouse');
  await ana.answer('Well typed.');
  await expect(visitor.said('Well typed.')).toBeVisible();
  await expect(visitor.message).toBeFocused();
  await keyboard.press('Escape');
  await expect(visitor.panel).toHaveCount(0);
  await expect(visitor.launcher).toBeFocused();
  await keyboard.press('Enter');
  await expect(visitor.message).toBeFocused();

  await tabTo('End chat');
  await keyboard.press('Enter');
  await tabTo('Yes, end it');
  await keyboard.press('Enter');
  await expect(visitor.button('Start a new chat')).toBeFocused();
  await keyboard.press('Enter');
  await expect(visitor.message).toBeFocused();
});
