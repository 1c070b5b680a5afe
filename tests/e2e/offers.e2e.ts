// Somebody is offered to one agent who declines and to another who accepts, is handed over, and somebody else keeps
// waiting: at the pages of all of them.
import type { QueueDocument, StrategyDocument } from '@frontdesk/contracts';
import { expect, test } from './fixtures.js';

test('B4e an offer declined by one agent is accepted by the other, who hands the visitor over (F3)', async ({
  people,
  house,
}) => {
  await house.ada.api.change<StrategyDocument>('strategy', { offer: { policy: 'offer', acceptSeconds: 120 } });
  const ana = await people.agent('ana', 'Online');
  const ben = await people.agent('ben', 'Busy');
  const visitor = await (await people.visitor()).ask('Where is my parcel?');

  const asked = ana.page.getByTestId('offer');
  await expect(asked).toContainText('Where is my parcel?');
  await expect(asked).toContainText(/\d+ s to answer/);
  await people.look(ana, 'offered-to-ana');
  await people.look(visitor, 'visitor-while-asked');
  await expect(ben.page.getByTestId('offer')).toHaveCount(0);

  await ben.choose('Online');
  await asked.getByRole('button', { name: 'Decline' }).click();
  await expect(asked).toHaveCount(0);
  const next = ben.page.getByTestId('offer');
  await expect(next).toContainText('Where is my parcel?');
  await people.look(ben, 'offered-to-ben');
  await next.getByRole('button', { name: 'Accept' }).click();
  await visitor.expectAgent('Ben');
  await expect(ben.said('Ana declined')).toBeVisible();
  await ben.answer('On its way.');
  await expect(visitor.said('On its way.')).toBeVisible();

  await ben.page.getByRole('button', { name: 'Transfer' }).click();
  const dialog = ben.page.getByRole('dialog', { name: 'Hand over' });
  await dialog.getByRole('combobox', { name: 'To whom' }).click();
  await ben.page.getByRole('option', { name: 'Ana' }).click();
  await people.look(ben, 'transfer');
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await visitor.expectAgent('Ana');
  await expect(ana.item('On its way.')).toBeVisible();
  await ana.open('On its way.');
  await expect(ana.said('Handed over to Ana')).toBeVisible();
  await people.look(ana, 'handed-over');
  await people.look(visitor, 'visitor-handed-over');
});

test('E2d a visitor who is told that the wait ends goes on waiting', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 1 });
  await house.ada.api.change<QueueDocument>('queue', { maxWaitSeconds: 120, warnBeforeSeconds: 119, keepWaiting: 1 });
  const ana = await people.agent('ana', 'Online');
  const served = await (await people.visitor()).ask('I am served.');
  await served.expectAgent('Ana');
  const visitor = await (await people.visitor()).ask('I wait.');
  await visitor.expectPosition(1);
  const goOn = visitor.button('Keep waiting');
  await expect(goOn).toBeVisible();
  await people.look(visitor, 'warned');
  await goOn.click();
  await expect(goOn).toHaveCount(0);
  await visitor.expectPosition(1);
  await people.look(visitor, 'goes-on-waiting');
  // Prolonged as often as the rules let it be: warned again, but without the way to go on.
  await expect(visitor.panel.getByRole('alert')).toBeVisible();
  await expect(goOn).toHaveCount(0);
  await ana.open('I am served.');
  await ana.close();
  await visitor.expectAgent('Ana');
});
