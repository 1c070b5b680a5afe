// What a visitor thinks of it: by keyboard, while it goes on and when it is over; and the agent reads it.
import { expectAccessible } from './axe.js';
import { expect, test } from './fixtures.js';

test('F5a the agent asks, the visitor answers by keyboard, and changes their mind when it is over', async ({
  people,
}) => {
  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('Is my parcel on its way?');
  await visitor.expectAgent('Ana');
  await ana.open('Is my parcel on its way?');
  await ana.answer('It is, until Friday.');
  await ana.page.getByRole('button', { name: 'Ask for a rating' }).click();
  await expect(ana.page.getByRole('button', { name: 'Ask for a rating' })).toHaveCount(0);

  const stars = visitor.panel.getByRole('group', { name: 'How was your chat with us?' });
  await expect(stars).toBeVisible();
  await visitor.button('Send rating').click();
  await expect(visitor.panel.getByRole('alert')).toHaveText('Please choose first.');
  await stars.getByRole('radio', { name: '1 of 5 stars' }).focus();
  for (let i = 0; i < 3; i++) await visitor.page.keyboard.press('ArrowRight');
  await expect(stars.getByRole('radio', { name: '4 of 5 stars' })).toBeChecked();
  await visitor.page.keyboard.press('Tab');
  await visitor.page.keyboard.press('Space');
  await expect(visitor.panel.getByRole('checkbox', { name: 'Friendly' })).toBeChecked();
  await visitor.panel.getByRole('textbox', { name: 'Anything you would like to tell us?' }).fill('Quick and kind.');
  await expectAccessible(visitor.page, 'rating');
  await people.look(visitor, 'rating');
  await visitor.button('Send rating').click();
  await expect(visitor.panel.getByText('Thank you for your rating!')).toBeVisible();
  await expect(ana.page.getByTestId('rating')).toContainText('Quick and kind.');
  await people.look(ana, 'rated');

  await ana.close();
  await expect(visitor.heading('This conversation has ended')).toBeVisible();
  await visitor.button('Rate this chat').click();
  await visitor.panel.getByRole('radio', { name: '2 of 5 stars' }).check({ force: true });
  await visitor.button('Send rating').click();
  await expect(visitor.panel.getByText('Thank you for your rating!')).toBeVisible();
  await expect(ana.page.getByTestId('rating').getByRole('img')).toHaveAccessibleName('2 of 5');
});

test('F5a the end asks by itself; the question is the administrator’s, seen before it is saved', async ({ people }) => {
  const ada = await (await people.administrator()).visit('rating');
  await ada.page.getByLabel('Question', { exact: true }).fill('Did we help?');
  await expect(ada.page.getByText('Did we help?')).toBeVisible();
  await expectAccessible(ada.page, 'ratings');
  await people.look(ada, 'ratings');
  await ada.save();

  const ana = await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('Hello');
  await visitor.expectAgent('Ana');
  await ana.open('Hello');
  await ana.close();
  await expect(visitor.panel.getByRole('group', { name: 'Did we help?' })).toBeVisible();
  await expectAccessible(visitor.page, 'asked at the end');
  await people.look(visitor, 'asked-at-the-end');
  await visitor.button('Not now').click();
  await expect(visitor.panel.getByRole('group', { name: 'Did we help?' })).toHaveCount(0);
});
