// Opening hours in the console: holidays from a calendar, any instant explained, and what those who wait are told at the end.
import { expect, test } from './fixtures.js';

const CALENDAR = [
  ...['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:unity@de', 'SUMMARY:Day of Unity', 'DTSTART;VALUE=DATE:20201003'],
  ...['RRULE:FREQ=YEARLY', 'END:VEVENT', 'END:VCALENDAR'],
].join('\r\n');

test('H1b H1c a holiday is imported, seen before it counts, and explained for its day', async ({ people, house }) => {
  const ada = await (await people.administrator()).visit('hours');
  const { page } = ada;
  await page.getByRole('button', { name: 'Import a calendar…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import holidays' });
  people.expectComplaint(/422/);
  await dialog.getByLabel('Text of the calendar').fill('Easter is on Sunday');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByRole('alert')).toContainText('This is no iCalendar text');
  await dialog.getByLabel('Text of the calendar').fill(CALENDAR);
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByTestId('import-preview')).toContainText('Day of Unity');
  await people.look(ada, 'import-preview');
  await dialog.getByRole('button', { name: 'Import 1' }).click();
  await expect(page.getByTestId('override')).toHaveCount(1);

  const box = page.getByTestId('explain-hours');
  await box.getByLabel('Date and time').fill('2031-10-03T12:00');
  await box.getByRole('button', { name: 'Ask' }).click();
  await expect(box.getByRole('status')).toContainText('Outside the times of Day of Unity.');
  await page.getByRole('button', { name: 'Add a day' }).click();
  await page.getByTestId('override').first().getByLabel('Name').fill('Stocktaking');
  await ada.save();
  await people.look(ada, 'hours-overrides');
  const { document } = await house.ada.api.get<{ document: object }>('/v1/settings/hours');
  expect(document).toMatchObject({
    overrides: [
      { uid: 'unity@de', yearly: true },
      { name: 'Stocktaking', uid: null },
    ],
  });
});

test('H3a closing time: who waits is closed with the words that the administrator wrote', async ({ people, house }) => {
  await house.ada.api.change('agents/ana', { limit: 0 });
  await people.agent('ana', 'Online');
  const visitor = await (await people.visitor()).ask('Are you still there?');
  await visitor.expectPosition(1);

  const ada = await (await people.administrator()).visit('hours');
  await ada.page.getByRole('radio', { name: 'Close with words' }).click();
  await ada.page.getByLabel('Words', { exact: true }).fill('We close now. Please come back tomorrow.');
  await ada.save();
  await ada.page.getByRole('switch', { name: 'Always open' }).click();
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await ada.page.getByRole('button', { name: `Remove interval 1 of ${day}` }).click();
  }
  await people.look(ada, 'closing');
  await ada.save();
  await expect(visitor.panel.getByText('We close now. Please come back tomorrow.')).toBeVisible();
  await expect(visitor.panel.getByText('Our hours are over for now.')).toBeVisible();
  await people.look(visitor, 'closed-with-words');
});
