// The console's settings as administrators meet them: rules with a visitor to try, races, histories.
import { expect, test } from './fixtures.js';

test('B7d a rule is written, tried before it is saved, and saved', async ({ people, house }) => {
  const ada = await (await people.administrator()).visit('rules');
  const { page } = ada;
  await page.getByRole('button', { name: 'Add rule' }).click();
  await ada.field('Name').fill('French to sales');
  await page.getByRole('button', { name: 'Add condition' }).click();
  const values = page.getByRole('combobox', { name: 'Values', exact: true });
  await values.fill('fr');
  await values.press('Enter');
  await page.getByRole('combobox', { name: 'Group', exact: true }).click();
  await page.getByRole('option', { name: 'Sales' }).click();

  const box = page.getByTestId('explain-rules');
  const ask = async (language: string) => {
    await box.getByLabel('Language').fill(language);
    await box.getByRole('button', { name: 'Which rule counts?' }).click();
  };
  await ask('fr-CA');
  await expect(box.getByRole('status')).toHaveText('French to sales counts.');
  await ask('de');
  await expect(box.getByRole('status')).toContainText('It wants the language to be fr; there is “de”.');
  await ada.save();
  const { document } = await house.ada.api.get<{ document: object }>('/v1/settings/routing-rules');
  expect(document).toMatchObject({
    rules: [{ name: 'French to sales', conditions: [{ field: 'language' }], result: { groupId: 'sales' } }],
  });
  await people.look(ada, 'rules');
});

test('B-race the slower of two administrators chooses between both changes', async ({ people, house }) => {
  const ada = await (await people.administrator()).visit('strategy');
  await ada.field('Wrap-up (seconds)').fill('15');
  await house.ada.api.change('strategy', { rampPerMinute: 4 });
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Somebody else changed this meanwhile' });
  await expect(dialog).toContainText('Most new conversations in a minute');
  await people.look(ada, 'merge');
  people.expectComplaint(/412/);
  await dialog.getByRole('button', { name: 'Keep this choice' }).click();
  await expect(ada.page.getByTestId('saved')).toBeVisible();
  const { document } = await house.ada.api.get<{ document: object }>('/v1/settings/strategy');
  expect(document).toMatchObject({ wrapUpSeconds: 15, rampPerMinute: 4 });
});

test('B-restore an earlier version comes back from the history', async ({ people, house }) => {
  const { document: before } = await house.ada.api.get<{ document: { maxLength: number } }>('/v1/settings/queue');
  await house.ada.api.change('queue', { maxLength: 3 });
  const ada = await (await people.administrator()).visit('queue');
  await expect(ada.field('Maximum length')).toHaveValue('3');
  await ada.page
    .getByRole('button', { name: /^Bring version \d+ back$/ })
    .first()
    .click();
  await ada.field('Why (for the history)').fill('Too short');
  await ada.save();
  await expect(ada.page.getByText('Too short', { exact: true })).toBeVisible();
  const { document } = await house.ada.api.get<{ document: object }>('/v1/settings/queue');
  expect(document).toEqual(before);
});

test('B8 a number that cannot be stays as it was typed, and is refused with words', async ({ people, house }) => {
  const ada = await (await people.administrator()).visit('queue');
  people.expectComplaint(/422/);
  await ada.field('Opens again at').fill('-5');
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ada.page.getByText('One field needs another look.')).toBeVisible();
  await expect(ada.field('Opens again at')).toHaveValue('-5');
  await expect(ada.page.getByText('Must be 0 or more.')).toBeVisible();
  const { document } = await house.ada.api.get<{ document: object }>('/v1/settings/queue');
  expect(document).toMatchObject({ reopenAt: null });
});

test('B15 a channel is made, refused where it is wrong, and removed', async ({ people }) => {
  const ada = await (await people.administrator()).visit('channels');
  const { page } = ada;
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('textbox', { name: 'Id', exact: true }).fill('outlet');
  await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill('Outlet');
  await drawer.getByRole('textbox', { name: 'Site key', exact: true }).fill('no key');
  await drawer.getByRole('combobox', { name: 'Default group' }).click();
  await page.getByRole('option', { name: 'Support' }).click();
  people.expectComplaint(/422/);
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer.getByText('must be letters, digits, - and _, at least 3')).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Site key', exact: true }).fill('outlet');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Outlet was added.')).toBeVisible();
  await people.look(ada, 'channel');
  await drawer.getByRole('button', { name: 'Remove', exact: true }).click();
  // The news of the removal may come before the answer to it, while the form is still there.
  people.expectComplaint(/404 .*channels\/outlet/);
  await page.getByRole('button', { name: 'Yes, remove' }).click();
  await expect(page.getByTestId('document-row')).toHaveCount(1);
});
