// Pictures, replies, changes and notes, as both sides see them.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const SOON = 'Goes out as soon as the file is there';

/** A file of that name stays on its way until it is let go. */
async function held(page: Page, name: string) {
  let letGo = (): void => undefined;
  const free = new Promise<void>((done) => (letGo = done));
  await page.route(
    ({ search }) => search.includes(name),
    async (route) => {
      await free;
      await route.continue();
    },
  );
  return { letGo };
}

test('F7a F7b F1a F1c F1f a picture, a reply, a change and a note, each seen by whom it is for', async ({ people }) => {
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('My shoes came in the wrong colour');
  await visitor.expectAgent('Ana');
  await ana.open('My shoes came');

  // What is disguised is refused beside the composer, with the reason.
  const chooser = visitor.page.locator('input[type=file]');
  people.expectComplaint(/status of 4(15|22)/);
  await chooser.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html></html>') });
  await expect(visitor.panel.getByText('photo.jpg is text/html')).toBeVisible();
  await visitor.button('Remove photo.jpg').click();

  // What is sent before its picture is there goes out with it.
  const shoe = await held(visitor.page, 'shoe.png');
  await chooser.setInputFiles({ name: 'shoe.png', mimeType: 'image/png', buffer: PNG });
  await visitor.say('This one');
  await expect(visitor.panel.getByText(SOON)).toBeVisible();
  shoe.letGo();
  await expect(visitor.panel.getByText(SOON)).toHaveCount(0);
  await expect(visitor.log.getByRole('img', { name: 'shoe.png' })).toBeVisible();
  await expect(ana.log.getByRole('img', { name: 'shoe.png' })).toBeVisible();

  const sole = await held(ana.page, 'sole.png');
  await ana.page.locator('input[type=file]').setInputFiles({ name: 'sole.png', mimeType: 'image/png', buffer: PNG });
  await ana.reply.fill('Like this?');
  await ana.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(ana.page.getByText(SOON)).toBeVisible();
  sole.letGo();
  await expect(visitor.log.getByRole('img', { name: 'sole.png' })).toBeVisible();
  await expect(visitor.said('Like this?')).toBeVisible();
  await expect(ana.page.getByText(SOON)).toHaveCount(0);

  // Whoever goes on to another chat meanwhile need not come back for it.
  await ana.answer('And the heel:');
  const heel = await held(ana.page, 'heel.png');
  await ana.page.locator('input[type=file]').setInputFiles({ name: 'heel.png', mimeType: 'image/png', buffer: PNG });
  await ana.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(ana.page.getByText(SOON)).toBeVisible();
  await ana.log.getByText('And the heel:').hover();
  await ana.log.getByRole('group', { name: 'Message' }).last().getByRole('button', { name: 'Change' }).click();
  await expect(ana.page.getByText(SOON)).toHaveCount(0);
  heel.letGo();
  await expect(visitor.log.getByRole('img', { name: 'heel.png' })).toBeVisible();
  await ana.page.getByRole('button', { name: 'Never mind' }).click();

  // A note is for the house alone.
  await ana.page.getByText('Note', { exact: true }).click();
  await ana.page.getByRole('textbox', { name: 'Note' }).fill('Third complaint this week');
  await ana.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(ana.log.getByText('Third complaint this week')).toBeVisible();
  await ana.page.getByText('Reply', { exact: true }).click();

  await ana.log.getByText('This one').hover();
  await ana.log.getByRole('group', { name: 'Message' }).last().getByRole('button', { name: 'Reply' }).focus();
  await ana.answer('I see, that is red');
  await expect(visitor.said('I see, that is red')).toBeVisible();
  await expect(visitor.page.getByText('Third complaint')).toHaveCount(0);

  // The visitor changes their mind.
  await visitor.say('I want blue');
  const deeds = visitor.log.getByRole('group', { name: 'Message' }).last();
  await deeds.getByRole('button', { name: 'Change' }).click();
  await visitor.say('I want green');
  await expect(ana.log.getByText('I want green')).toBeVisible();
  await expect(ana.log.getByText('I want blue')).toHaveCount(0);
  await deeds.getByRole('button', { name: 'Take back' }).click();
  await expect(visitor.log.getByText('Message taken back')).toBeVisible();
  await expect(ana.log.getByText('Message taken back')).toBeVisible();
});

test('F1a F7a the first message of a chat brings its files', async ({ people }) => {
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).visit();
  const chooser = visitor.page.locator('input[type=file]');
  await chooser.setInputFiles([
    { name: 'label.png', mimeType: 'image/png', buffer: PNG },
    { name: 'wrong.png', mimeType: 'image/png', buffer: PNG },
  ]);
  await visitor.button('Remove wrong.png').click();
  await people.look(visitor, 'before-the-first-message');
  await visitor.say('What does this label mean?');
  await visitor.expectAgent('Ana');
  await expect(visitor.log.getByRole('img', { name: 'label.png' })).toBeVisible();
  await ana.open('label.png');
  await expect(ana.said('What does this label mean?')).toBeVisible();
  await expect(ana.log.getByRole('img', { name: 'label.png' })).toBeVisible();
  await expect(ana.log.getByText('wrong.png')).toHaveCount(0);
});
