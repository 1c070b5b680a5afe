// How a conversation goes on, as people see it: words of its own, a lock, a hand-over that is asked for, and the way back.
import { expect, test } from './fixtures.js';

test('B10 F4 words are switched on with a preview, and visitors read them', async ({ people }) => {
  const ada = await (await people.administrator()).visit('conversation');
  const welcome = ada.page.getByRole('group', { name: 'Welcome' });
  await welcome.getByRole('switch').click();
  await welcome.getByRole('textbox', { name: 'Welcome: en', exact: true }).fill('Welcome to {{group}}, {{visitor}}.');
  await expect(ada.page.getByText('Welcome to Support, Mia.')).toBeVisible();
  await people.look(ada, 'conversation');
  await welcome.getByRole('textbox', { name: 'Welcome: en', exact: true }).fill('Welcome, {{agnet}}');
  people.expectComplaint(/422/);
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(welcome.getByText('{{agnet}} is none of')).toBeVisible();
  await welcome.getByRole('textbox', { name: 'Welcome: en', exact: true }).fill('Welcome to {{group}}.');
  await ada.save();
  await people.agent('ana', 'Online');
  const mia = await (await people.visitor()).ask('Where is my parcel?');
  await expect(mia.said('Welcome to Support.')).toBeVisible();
});

test('F4d F3b F2b a lock, a hand-over that its taker agrees to, and the way back', async ({ people, house }) => {
  await house.ada.api.change('conversation', { transfer: { approval: 'agent', timeoutSeconds: 60, order: 'keep' } });
  const ana = await people.agent('ana', 'Online');
  const mia = await (await people.visitor()).ask('Where is my parcel?');
  await mia.expectAgent('Ana');
  await ana.open('Where is my parcel?');
  await ana.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(ana.page.getByText('Ana has locked it')).toBeVisible();
  await expect(ana.page.getByRole('button', { name: 'Unlock' })).toHaveAttribute('aria-pressed', 'true');

  const ben = await people.agent('ben', 'Online');
  await ana.page.getByRole('button', { name: 'Transfer' }).click();
  const dialog = ana.page.getByRole('dialog', { name: 'Hand over' });
  await dialog.getByRole('combobox', { name: 'To whom' }).click();
  await ana.page.getByRole('option', { name: 'Ben' }).click();
  await dialog.getByRole('textbox', { name: 'A word for whoever has it next' }).fill('He knows the parcels.');
  await people.look(ana, 'hand-over');
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await expect(ana.page.getByTestId('pending-transfer')).toHaveText(/Ben is asked to take it over/);

  const card = ben.page.getByTestId('asked-transfer');
  await expect(card).toContainText('He knows the parcels.');
  await people.look(ben, 'asked');
  await card.getByRole('button', { name: 'Yes' }).click();
  await mia.expectAgent('Ben');
  await expect(card).toHaveCount(0);

  await ben.open('Where is my parcel?');
  await ben.close();
  await people.look(ben, 'ended');
  await expect(mia.button('Go on with this chat')).toBeVisible();
  await people.look(mia, 'way-on');
  await mia.button('Go on with this chat').click();
  await mia.expectAgent('Ben');
  await mia.say('One more thing.');
  await expect(ben.page.getByText('Opened again by the visitor')).toBeVisible();
});
