// What a host site signs with, and what it is sent signed: keys at an address, secrets made and changed.
import { expectAccessible } from './axe.js';
import { expect, test } from './fixtures.js';

test('A3g keys at an address are checked before they are saved; a secret is shown once', async ({ people, house }) => {
  const { document: before } = await house.ada.api.get<{ document: object }>('/v1/settings/channels/web');
  const ada = await (await people.administrator()).visit('channels');
  const { page } = ada;
  try {
    await page
      .getByRole('button', { name: /^Edit / })
      .first()
      .click();
    const says = page.getByRole('combobox', { name: 'What the site says of its visitors' });
    await says.click();
    await page.getByRole('option', { name: 'Known visitors are signed for' }).click();
    const address = page.getByLabel(/^Address of the site.s public keys/);
    await expect(page.getByRole('button', { name: 'Check it' })).toBeDisabled();
    await address.fill('http://localhost:1/jwks.json');
    await page.getByRole('button', { name: 'Check it' }).click();
    await expect(page.getByTestId('key-set-found')).toContainText('Only https addresses are read here.');
    // Of another address it says nothing.
    await address.fill('https://localhost:1/jwks.json');
    await expect(page.getByTestId('key-set-found')).toHaveCount(0);
    await page.getByRole('button', { name: 'Check it' }).click();
    await expect(page.getByTestId('key-set-found')).toContainText('It belongs to the own network');
    await page.getByLabel(/^Public keys, pasted/).fill('{"kty":');
    await expect(page.getByText('This is not JSON of a key or of a list of keys.')).toBeVisible();
    await page.getByLabel(/^Public keys, pasted/).fill('');
    await expectAccessible(page, 'who visitors are');
    await people.look(ada, 'identity');
    await ada.save();
    expect(await house.ada.api.get('/v1/settings/channels/web')).toMatchObject({
      document: { identity: { mode: 'verified', keys: [], jwksUrl: 'https://localhost:1/jwks.json' } },
    });
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await expect(page.getByTestId('shown-once')).toHaveValue(/^fdis_/);
    await page.getByRole('button', { name: 'I have it, close' }).click();
    await page.getByRole('button', { name: 'Revoke all secrets of this channel' }).click();
    await page.getByRole('button', { name: 'Yes, revoke' }).click();
    await expect(page.getByText('The secrets of this channel count no more.')).toBeVisible();
  } finally {
    await house.ada.api.change('channels/web', () => before);
  }
});

test('G3b the secret of a webhook is changed while both sign, then replaced at once', async ({ people, house }) => {
  const { document } = await house.ada.api.get<{ document: { deliver: object } }>('/v1/settings/submission');
  const url = 'https://receiver.example/hook';
  await house.ada.api.change('submission', { deliver: { ...document.deliver, webhooks: [url] } });
  const ada = await (await people.administrator()).visit('submission');
  const { page } = ada;
  const row = page.getByTestId('webhook-secret');
  await expect(row).toContainText('whsec_');
  const secret = () => row.locator('code').innerText();
  const first = await secret();
  await page.getByRole('button', { name: `Make a new secret for ${url}` }).click();
  await page.getByRole('button', { name: 'Make a new secret', exact: true }).last().click();
  await expect(row).toContainText('The older secret signs, too, until');
  await expect(row).toContainText('by ada');
  const second = await secret();
  expect(second).not.toBe(first);
  await expectAccessible(page, 'two secrets');
  await people.look(ada, 'secrets');
  await page.getByRole('button', { name: `Replace both secrets of ${url} now` }).click();
  await page.getByRole('button', { name: 'Yes, replace both' }).click();
  await expect(row).not.toContainText('The older secret signs');
  expect(await secret()).not.toBe(second);
});
