// Asynchronously: switched on a page that says what it means, a visitor who writes and may leave, a pool to take from.
import type { ModeDocument } from '@frontdesk/contracts';
import { expectAccessible } from './axe.js';
import { expect, test } from './fixtures.js';

test('B1a I1a I1b the mode is switched, a visitor writes into the pool, and whoever is free is given it', async ({
  people,
  house,
}) => {
  const ada = await (await people.administrator()).visit('mode');
  await ada.page.getByRole('radio', { name: /Asynchronous/ }).click();
  await expectAccessible(ada.page, 'mode');
  await people.look(ada, 'mode');
  await ada.save();

  const ana = await people.agent('ana', 'Busy');
  const visitor = await (await people.visitor()).ask('Do you repair zips?');
  const card = visitor.page.getByTestId('pooled');
  await expect(card).toBeVisible();
  await visitor.say('It is a blue one.');
  await people.look(visitor, 'in-the-pool');
  await visitor.page.reload();
  await expect(card).toBeVisible();

  await ana.tab('Pool').click();
  await expect(ana.queueRows).toHaveCount(1);
  await ana.queueRows.first().getByRole('button').first().click();
  await expectAccessible(ana.page, 'pool');
  await people.look(ana, 'pool');
  // Whoever is free again is given what the pool holds.
  await ana.choose('Online');
  await visitor.expectAgent('Ana');
  await ana.tab('Mine').click();
  await ana.open('It is a blue one.');
  await ana.answer('We do, by Friday.');
  await expect(visitor.said('We do, by Friday.')).toBeVisible();
  await expect(card).toHaveCount(0);
  await house.ada.api.change<ModeDocument>('mode', { mode: 'real_time' });
});
