// API keys and invitations as an administrator makes them, and as machines and invited people use them.
import { expectAccessible } from './axe.js';
import { expect, test } from './fixtures.js';

test('A3c a key is made by keyboard, shown once, rotated with overlap, and revoked', async ({ people, house }) => {
  const ada = await (await people.administrator()).visit('keys');
  const { page } = ada;
  const statusOf = async (key: string): Promise<number> => {
    const headers = { authorization: `Bearer ${key}` };
    return (await fetch(`${house.product.url}/v1/settings/groups`, { headers })).status;
  };
  const shown = page.getByTestId('shown-once');
  const row = page.getByTestId('key-row').filter({ hasText: 'Shop' });

  await expect(page.getByText('No keys yet')).toBeVisible();
  await page.getByRole('button', { name: 'New key' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await expectAccessible(page, 'the form');
  people.expectComplaint(/422|400/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('must name at least one permission')).toBeVisible();
  await expectAccessible(page, 'the form with faults');
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await page.keyboard.type('Shop');
  await page.getByRole('checkbox', { name: 'Read settings' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Make the key' }).focus();
  await page.keyboard.press('Enter');
  await expect(shown).toHaveValue(/^fd_live_/);
  const first = await shown.inputValue();
  await expectAccessible(page, 'the key');
  await people.look(ada, 'key');
  await page.getByRole('button', { name: 'I have it, close' }).click();
  await expect(shown).toHaveCount(0);
  await expect(row).toContainText('Never used');
  expect(await page.content()).not.toContain(first);

  expect(await statusOf(first)).toBe(200);
  await page.reload();
  await expect(row).not.toContainText('Never used');
  await page.getByRole('button', { name: 'Rotate Shop' }).click();
  await page.getByRole('button', { name: 'Make the new secret' }).click();
  await expect(shown).toHaveValue(/^fd_live_/);
  const second = await shown.inputValue();
  await page.getByRole('button', { name: 'I have it, close' }).click();
  await expect(row).toContainText('The older secret counts until');
  expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
  await expectAccessible(page, 'the list');

  await page.getByRole('button', { name: 'Revoke Shop' }).click();
  await page.getByRole('button', { name: 'Yes, revoke' }).click();
  await expect(row).toContainText('Revoked');
  expect([await statusOf(first), await statusOf(second)]).toEqual([401, 401]);
});

test('A3d an invitation gives a link, which is accepted once or taken back', async ({ people, house }) => {
  const ada = await (await people.administrator()).visit('people');
  const { page } = ada;
  await expect(page.getByText('Invitations are not sent by e-mail yet.')).toBeVisible();
  const invite = async (name: string, email = `${name.toLowerCase()}@example.org`): Promise<string> => {
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill(email);
    await page.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Auditor' }).click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    await expect(page.getByText(`${name} is invited`)).toBeVisible();
    await expectAccessible(page, 'the link');
    const link = await page.getByTestId('shown-once').inputValue();
    await page.getByRole('button', { name: 'I have it, close' }).click();
    return link;
  };
  const open = async (link: string) => {
    const { pathname, hash } = new URL(link);
    const invited = await people.page();
    await invited.goto(`${house.product.url}${pathname}?as=sue${hash}`);
    return invited;
  };

  const row = (name: string) => page.getByTestId('person-row').filter({ hasText: name });
  const kept = await invite('Kim', 'Sue@demo.example');
  const others = await invite('Eve');
  const lost = await invite('Lou');
  await page.getByRole('button', { name: 'Revoke the invitation of Lou' }).click();
  await page.getByRole('button', { name: 'Yes, revoke' }).click();
  await expect(row('Lou')).toHaveCount(0);
  people.expectComplaint(/404/);
  await expect((await open(lost)).getByRole('heading', { name: 'This invitation was taken back' })).toBeVisible();
  await expect((await open(`${lost}x`)).getByRole('heading', { name: 'There is no such invitation' })).toBeVisible();
  const stranger = await open(others);
  await expect(stranger.getByRole('heading', { name: 'This invitation is for somebody else' })).toBeVisible();
  await expect(stranger.getByText('you are signed in as sue@demo.example')).toBeVisible();
  await expect(stranger.getByRole('button', { name: 'Accept the invitation' })).toHaveCount(0);
  await expectAccessible(stranger, 'the invitation of somebody else');
  await people.look({ page: stranger }, 'invitation-of-another');
  await stranger.getByRole('button', { name: 'Sign in as somebody else' }).click();
  await stranger.getByRole('button', { name: 'Choose who to be' }).click();
  await stranger.getByRole('link', { name: /^Ben/ }).click();
  await expect(stranger.getByText('you are signed in as ben@demo.example')).toBeVisible();

  const meant = await open(kept);
  for (const fact of ['Kim (Sue@demo.example)', 'Ada', 'demo', 'Auditor'])
    await expect(meant.getByTestId('invitation')).toContainText(fact);
  await expectAccessible(meant, 'the invitation');
  await people.look({ page: meant }, 'invitation');
  await meant.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(meant.getByText('You belong to demo now: Auditor.')).toBeVisible();
  await meant.reload();
  await expect(meant.getByText('You belong to demo now: Auditor.')).toBeVisible();
  await page.reload();
  await expect(row('Kim')).toContainText('Joined');
  await people.look(ada, 'people');
  await page.getByRole('button', { name: 'Remove Kim' }).click();
  await page.getByRole('button', { name: 'Yes, remove' }).click();
  await expect(row('Kim')).toHaveCount(0);
});
