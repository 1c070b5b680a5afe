// Signing in as people do: from the page they wanted, by the provider's page, and on without a loss when time runs out.
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../deploy/native/process.mjs';
import { environmentFor, startIdentityProvider } from '../harness/identity-provider.js';
import { startProduct, type Product } from '../harness/product.js';
import { expectAccessible } from './axe.js';
import { expect, test } from './fixtures.js';

const CLI = resolve(import.meta.dirname, '../../dist/frontdesk.js');

test('A3h the door, the provider, the page that was asked for, and out again', async ({ people, house }) => {
  const page = await people.page();
  await page.goto(`${house.product.url}/console/groups?q=sal`);
  await expect(page.getByRole('button', { name: 'Choose who to be' })).toBeVisible();
  await expectAccessible(page, 'the door');
  await people.look({ page }, 'door');
  await page.getByRole('button', { name: 'Choose who to be' }).click();
  await expect(page.getByRole('heading', { name: 'Who are you today?' })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('code_challenge_method')).toBe('S256');
  await expectAccessible(page, 'the people');
  await people.look({ page }, 'people');
  await page.getByRole('link', { name: /^Ada/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Groups' })).toBeVisible();
  expect(page.url()).toBe(`${house.product.url}/console/groups?q=sal`);

  // A reload asks nobody again; another tab of the browser is somebody else.
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Groups' })).toBeVisible();
  const other = await page.context().newPage();
  people.listen(other);
  await other.goto(`${house.product.url}/workbench?as=ben`);
  await expect(other.getByRole('button', { name: 'Menu of Ben' })).toBeVisible();

  await page.getByRole('button', { name: 'Menu of Ada' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await expectAccessible(page, 'signed out');
  await people.look({ page }, 'signed-out');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Choose who to be' })).toBeVisible();
  await expect(other.getByRole('button', { name: 'Menu of Ben' })).toBeVisible();
});

test('A3h an answer that was not asked for here signs nobody in', async ({ people, house }) => {
  const page = await people.page();
  await page.goto(`${house.product.url}/workbench`);
  await page.getByRole('button', { name: 'Choose who to be' }).click();
  const link = page.getByRole('link', { name: /^Ana/ });
  const address = new URL((await link.getAttribute('href')) ?? '', page.url());
  address.searchParams.set('state', 'made-up-by-somebody-else');
  await page.goto(address.href);
  await expect(page.getByText('This sign-in was not begun in this browser')).toBeVisible();
  await people.look({ page }, 'refused');
  const kept = await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('frontdesk.user')));
  expect(kept).toEqual([]);
  // What was begun is still good, and once only.
  await page.goto(`${house.product.url}/workbench`);
  await page.getByRole('button', { name: 'Choose who to be' }).click();
  await page.getByRole('link', { name: /^Ana/ }).click();
  await expect(page.getByRole('button', { name: 'Menu of Ana' })).toBeVisible();
});

test('A3h tokens are renewed under the page, and a session that ends takes nothing typed away', async ({
  people,
  house,
}) => {
  const page = await people.page();
  await page.clock.install();
  await page.goto(`${house.product.url}/console/groups?edit=new&as=ada`);
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Night shift');
  // By the page's clock; two tokens of one second of the issuer's are the same.
  const goodUntil = () =>
    page.evaluate(() => {
      const key = Object.keys(sessionStorage).find((one) => one.startsWith('frontdesk.user')) ?? '';
      return (JSON.parse(sessionStorage.getItem(key) ?? '{}') as { expires_at?: number }).expires_at ?? 0;
    });
  const first = await goodUntil();
  expect(first).toBeGreaterThan(0);
  const renewed = page.waitForResponse((response) => response.url().endsWith('/demo-issuer/oauth/token'));
  await page.clock.fastForward('08:00:00');
  expect((await renewed).status()).toBe(200);
  await expect.poll(goodUntil).toBeGreaterThan(first);
  await expect(name).toHaveValue('Night shift');

  // The provider will not renew any more.
  people.expectComplaint(/40[01]/);
  await page.route('**/demo-issuer/oauth/token', (route) =>
    route.fulfill({ status: 400, contentType: 'application/json', body: '{"error":"invalid_grant"}' }),
  );
  await page.clock.fastForward('08:00:00');
  await expect(page.getByText('Your session has ended. What you have typed is still here.')).toBeVisible();
  await expectAccessible(page, 'the session is over');
  await people.look({ page }, 'ended');
  await page.unroute('**/demo-issuer/oauth/token');
  const opened = page.waitForEvent('popup');
  // The drawer keeps the keyboard to itself, but for one key.
  await page.keyboard.press('F6');
  await page.keyboard.press('Enter');
  await (await opened).waitForEvent('close');
  await expect(page.getByText('Your session has ended.')).toHaveCount(0);
  await expect(name).toHaveValue('Night shift');
  await expect(page.getByRole('button', { name: 'Menu of Ada' })).toBeVisible();
});

test('A3h A3d at a provider that is not ours: not invited, invited, a new tab, renewed, signed out', async ({
  people,
}) => {
  const port = await freePort();
  const product = await startProduct({ env: environmentFor(port) });
  const provider = await startIdentityProvider(port, product.url);
  try {
    const page = await people.page();
    // Our own says 401 to a stranger; the provider's page asks for letters and a picture from elsewhere.
    people.expectComplaint(/401|fonts\.googleapis|favicon/);
    await page.goto(product.url);
    await expect(page.getByRole('button', { name: 'Sign in with Example' })).toBeVisible();
    await page.goto(`${product.url}/console/people`);
    await expect(page.getByText('no password')).toHaveCount(0);
    await page.getByRole('button', { name: 'Sign in with Example' }).click();
    await page.getByPlaceholder('Enter any login').fill('kim');
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('heading', { name: 'You are not invited yet' })).toBeVisible();
    await expect(page.getByText('kim of Example')).toBeVisible();
    await expectAccessible(page, 'not invited');
    await people.look({ page }, 'not-invited');

    await page.goto(await invitationTo(product));
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await expect(page.getByText('You belong to shop now: Owner.')).toBeVisible();
    await page.getByRole('button', { name: 'Go to the workbench' }).click();
    await expect(page.getByRole('button', { name: 'Menu of kim of Example' })).toBeVisible();

    // The provider knows them still, so nobody asks.
    const other = await page.context().newPage();
    people.listen(other);
    await other.clock.install();
    await other.goto(`${product.url}/console/people`);
    await expect(other.getByTestId('person-row')).toContainText('Joined');
    const renewed = other.waitForResponse((response) => response.url() === `${provider.issuer}/token`);
    await other.clock.fastForward('00:09:30');
    expect((await renewed).status()).toBe(200);

    await page.getByRole('button', { name: 'Menu of kim of Example' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(other.getByText('You are signed out.')).toBeVisible();
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await page.goto(`${product.url}/workbench`);
    await expect(page.getByRole('button', { name: 'Sign in with Example' })).toBeVisible();

    await provider.close();
    people.expectComplaint(/ERR_CONNECTION_REFUSED/);
    await page.getByRole('button', { name: 'Sign in with Example' }).click();
    await expect(page.getByText('The identity provider cannot be reached right now.')).toBeVisible();
    await expectAccessible(page, 'the provider is away');
    await people.look({ page }, 'provider-away');
  } finally {
    await provider.close();
    await product.remove();
  }
});

/** The first workspace is made by command, and its owner by a link. */
async function invitationTo({ url, dataDir }: Product): Promise<string> {
  const args = ['workspace', 'create', 'shop', '--owner-email', 'kim@example.org', '--data', dataDir];
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args, '--url', url, '--yes', '--json']);
  return (JSON.parse(stdout) as { link: string }).link;
}
