// Statuses at the desk and on the board: breaks, after this chat, and a supervisor's yes.
import type { PresenceDocument, PresenceStatuses } from '@frontdesk/contracts';
import { expect, test, type House } from './fixtures.js';

/** Presence follows its settings: until it has. */
async function settle({ ada }: House, change: Partial<PresenceDocument>): Promise<void> {
  await ada.api.change('presence', change);
  await expect
    .poll(async () => (await ada.api.get<PresenceStatuses>('/v1/presence/statuses')).approval)
    .toBe(change.approval);
}

test('C1b C7b P42 a break is for now, or for after this chat', async ({ people }) => {
  const ana = await people.agent('ana', 'Online');
  const board = await (await people.administrator('sue')).visit('board');
  await ana.chooseMore('Meeting');
  await expect(ana.page.getByRole('radio', { name: 'Online' })).not.toBeChecked();
  await expect(board.agent('ana')).toContainText('Meeting');
  await ana.choose('Online');

  const visitor = await (await people.visitor()).ask('One more question.');
  await visitor.expectAgent('Ana');
  await ana.chooseMore('Break, after this chat');
  await expect(ana.statusNote).toContainText('Break after this chat');
  await expect(board.agent('ana')).toContainText('Busy');
  await people.look(ana, 'after-this-chat');
  await ana.statusNote.getByRole('button', { name: 'Stay online' }).click();
  await expect(board.agent('ana')).toContainText('Online');
  await ana.chooseMore('Break, after this chat');

  await ana.open('One more question.');
  await ana.close();
  await expect(board.agent('ana')).toContainText('Break');
  await expect(ana.statusNote).toBeHidden();
  await people.look(board, 'on-a-break');
});

test('C5a J2b leaving online waits for a supervisor, who approves, refuses and chooses on the board', async ({
  people,
  house,
}) => {
  await settle(house, { approval: true });
  try {
    const ana = await people.agent('ana', 'Online');
    const board = await (await people.administrator('sue')).visit('board');
    const requests = board.page.getByTestId('status-request');

    await ana.chooseMore('Meal');
    await expect(ana.statusNote).toContainText('waits for a supervisor');
    await expect(requests).toContainText('Ana asks for Meal');
    await people.look(board, 'asked');
    await requests.getByRole('button', { name: 'Refuse' }).click();
    await expect(requests).toHaveCount(0);
    await expect(ana.statusNote).toBeHidden();
    await expect(ana.page.getByRole('radio', { name: 'Online' })).toBeChecked();

    await ana.chooseMore('Training');
    await requests.getByRole('button', { name: 'Approve' }).click();
    await expect(board.agent('ana')).toContainText('Training');

    await board
      .agent('ana')
      .getByRole('button', { name: /change the status/ })
      .click();
    await board.page.getByRole('menuitem', { name: 'Online', exact: true }).click();
    await expect(ana.page.getByRole('radio', { name: 'Online' })).toBeChecked();
  } finally {
    await settle(house, { approval: false });
  }
});

test('C3c P38 who signs out is offline at once', async ({ people, house }) => {
  // Ana's page of the test before may still be within its grace: a page that could come back is no sign-out.
  const ben = await people.agent('ben', 'Online');
  const board = await (await people.administrator('sue')).visit('board');
  await expect(board.agent('ben')).toContainText('Online');
  await ben.page.getByRole('button', { name: /Ben/ }).first().click();
  const left = ben.page.waitForResponse((response) => response.url().endsWith('/v1/presence/me/logout'));
  await ben.page.getByRole('menuitem', { name: 'Sign out' }).click();
  expect((await left).status()).toBe(204);
  const { effective } = await house.ada.api.get<{ effective: string }>('/v1/presence/agents/ben');
  expect(effective).toBe('offline');
  await expect(board.agent('ben')).toContainText('Offline');
});
