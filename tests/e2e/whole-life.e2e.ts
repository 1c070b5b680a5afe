// The whole life of one visitor: writes, waits, keeps waiting, gives up into a message, is answered, comes back to the
// same agent, and rates. A picture of every step.
import type { QueueDocument, StrategyDocument } from '@frontdesk/contracts';
import { expect, test } from './fixtures.js';

test('F2 G4c B6 F5a one visitor from the first word to the last', async ({ people, house }) => {
  const { api } = house.ada;
  await api.change('agents/ana', { limit: 1 });
  await api.change<QueueDocument>('queue', { maxWaitSeconds: 120, warnBeforeSeconds: 119, keepWaiting: 2 });
  await api.change<StrategyDocument>('strategy', { familiarity: { mode: 'prefer', days: 7, waitSeconds: 60 } });
  const ana = await people.agent('ana', 'Online');
  const served = await (await people.visitor()).ask('I was here first.');
  await served.expectAgent('Ana');

  const nora = await (await people.visitor()).ask('Does the tent stand a storm?');
  await nora.expectPosition(1);
  await people.look(nora, 'waits');
  await nora.button('Keep waiting').click();
  await nora.expectPosition(1);
  await people.look(nora, 'keeps-waiting');

  await nora.button('Leave a message').click();
  await expect(nora.page.getByLabel('Your message to us')).toHaveValue('Does the tent stand a storm?');
  const receipt = await nora.leaveMessage('nora@example.org', undefined, 'Nora');
  expect(receipt).toMatch(/^FD-/);
  await people.look(nora, 'gave-up-into-a-message');

  await ana.open('I was here first.');
  await ana.close();
  await ana.tab('Submissions').click();
  await ana.submissions.filter({ hasText: 'Nora' }).click();
  await ana.page.getByRole('button', { name: 'Take it' }).click();
  await ana.page.getByLabel('Your answer').fill('It stands force 9. Ask me anything else!');
  await ana.page.getByRole('button', { name: 'Send answer' }).click();
  await expect(ana.page.getByTestId('submission-message')).toBeVisible();
  await people.look(ana, 'answers');

  await nora.page.reload();
  await nora.button('Start a new chat').click();
  await nora.button('Your messages (1 new)').click();
  await nora.page.getByRole('button', { name: /Does the tent stand a storm/ }).click();
  await expect(nora.page.getByTestId('letter-message')).toContainText('force 9');
  await people.look(nora, 'reads-the-answer');
  await nora.button('Your messages').click();
  await nora.button('Back to the chat').click();

  await nora.say('And the poles?');
  await nora.expectAgent('Ana');
  await people.look(nora, 'back-at-the-same-agent');
  await ana.tab('Mine').click();
  await ana.open('And the poles?');
  await ana.answer('Aluminium.');
  await expect(nora.said('Aluminium.')).toBeVisible();
  await ana.close();

  await expect(nora.heading('This conversation has ended')).toBeVisible();
  await nora.panel.getByRole('radio', { name: '5 of 5 stars' }).check({ force: true });
  await people.look(nora, 'rates');
  await nora.button('Send rating').click();
  await expect(nora.panel.getByText('Thank you for your rating!')).toBeVisible();
  await expect(ana.page.getByTestId('rating').getByRole('img')).toHaveAccessibleName('5 of 5');
});
