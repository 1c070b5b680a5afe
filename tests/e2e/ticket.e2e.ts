// A ticket: asked for as the house's template says, in the visitor's language; answered from the workbench, read and
// rated in the widget.
import { expectAccessible } from './axe.js';
import { expect, test } from './fixtures.js';

const said = (text: string, de: string) => ({ text, texts: { de } });
const NOTHING = { text: '', texts: {} };

const field = (id: string, kind: string, text: string, de: string, more: object = {}) => ({
  ...{ id, kind, label: said(text, de), help: NOTHING, required: false, choices: [], min: null, max: null },
  ...more,
});
const choices = [
  { id: 'rim', label: said('Rim', 'Felge') },
  { id: 'bell', label: said('Bell', 'Klingel') },
];

const TEMPLATE = {
  name: 'Repair',
  guide: said('Tell us what is broken.', 'Sagen Sie uns, was kaputt ist.'),
  fields: {
    ...{ title: 'required', type: 'required', description: 'required', name: 'optional', email: 'required' },
    ...{ phone: 'optional', attachments: 'hidden' },
  },
  types: [
    { id: 'bike', label: said('Bicycle', 'Fahrrad'), parent: null },
    { id: 'brake', label: said('Brake', 'Bremse'), parent: 'bike' },
  ],
  custom: [
    field('frame', 'text', 'Frame number', 'Rahmennummer', { required: true }),
    field('story', 'multiline', 'How it happened', 'Wie es geschah'),
    field('age', 'number', 'Age in years', 'Alter in Jahren', { min: 0, max: 50 }),
    field('bought', 'date', 'Bought on', 'Gekauft am'),
    field('call', 'time', 'Best time to call', 'Beste Zeit für einen Anruf'),
    field('size', 'choice', 'Broken part', 'Kaputtes Teil', { choices }),
    field('also', 'choices', 'Also broken', 'Auch kaputt', { choices }),
    field('urgent', 'checkbox', 'It is urgent', 'Es eilt'),
    field('second', 'email', 'Second e-mail', 'Zweite E-Mail'),
    field('shop', 'url', 'Where it was bought', 'Wo es gekauft wurde'),
  ],
  consent: said('You may keep what I wrote.', 'Sie dürfen aufbewahren, was ich schrieb.'),
  deliver: null,
};

test('G2b G3c G4c a ticket asks what its template says, keeps what is typed, is answered, read and rated', async ({
  people,
  house,
}) => {
  const { api } = house.ada;
  await api.ask('PUT', '/v1/settings/submission-templates/repair', TEMPLATE, { 'if-none-match': '*' });
  await api.change('submission', { form: { mode: 'ticket', templateId: 'repair' } });

  const visitor = await (await people.visitor()).visit();
  const { page } = visitor;
  await visitor.button('Leave a message').click();
  await expect(visitor.panel.getByText('Tell us what is broken.')).toBeVisible();
  await page.getByLabel('In a few words').fill('The brake squeals');
  await page.getByLabel('What is it about?').selectOption('Bicycle › Brake');
  await page.getByLabel('Your message to us').fill('It squeals when it rains.');
  await page.getByLabel('Age in years').fill('99');
  await page.getByLabel('Bell', { exact: true }).check();
  await page.getByLabel('Bought on').fill('2026-03-01');
  await people.look(visitor, 'ticket');

  // What was typed outlives the page; the message was left from the first screen, so that is where it goes on.
  await page.reload();
  await visitor.button('Leave a message').click();
  await expect(page.getByLabel('In a few words')).toHaveValue('The brake squeals');
  await expect(page.getByLabel('Bell', { exact: true })).toBeChecked();

  await visitor.button('Leave message').click();
  await expect(page.getByLabel('Your e-mail')).toHaveAccessibleDescription(/name@example\.com/);
  await expect(page.getByLabel('Frame number')).toHaveAccessibleDescription('Please fill this in.');
  await expect(page.getByLabel('You may keep what I wrote.')).toHaveAccessibleDescription(/agree/);
  await page.getByLabel('Your e-mail').fill('nora@example.org');
  await page.getByLabel('Frame number').fill('F-17');
  await page.getByLabel('You may keep what I wrote.').check();
  people.expectComplaint(/422/);
  await visitor.button('Leave message').click();
  // The server knows the bound, and names the field.
  await expect(page.getByLabel('Age in years')).toHaveAttribute('aria-invalid', 'true');
  await people.look(visitor, 'ticket-with-faults');
  await page.getByLabel('Age in years').fill('12');
  await visitor.button('Leave message').click();
  await expect(page.getByTestId('receipt')).toBeVisible();

  const ana = await people.agent('ana');
  await ana.tab('Submissions').click();
  await ana.page.getByLabel('Search').fill('squeals');
  await ana.submissions.filter({ hasText: 'The brake squeals' }).click();
  await expect(ana.page.getByText('Bicycle › Brake')).toBeVisible();
  await expect(ana.page.getByText('F-17')).toBeVisible();
  await ana.page.getByRole('button', { name: 'Take it' }).click();
  await ana.page.getByLabel('Your answer').fill('Bring it in on Monday.');
  await ana.page.getByRole('button', { name: 'Send answer' }).click();
  await expect(ana.page.getByTestId('submission-message')).toContainText('Bring it in on Monday.');
  await people.look(ana, 'ticket-answered');
  await ana.page.getByRole('button', { name: 'Close submission' }).click();

  await visitor.button('Start a new chat').click();
  await page.reload();
  await visitor.button('Your messages (1 new)').click();
  await page.getByRole('button', { name: /The brake squeals/ }).click();
  await expect(page.getByTestId('letter-message')).toContainText('Bring it in on Monday.');
  await people.look(visitor, 'letter');
  await page.getByRole('radio', { name: '5 of 5 stars' }).check({ force: true });
  await people.look(visitor, 'letter-rating');
  await visitor.button('Send rating').click();
  await expect(visitor.panel.getByText('Thank you for your rating.')).toBeVisible();
  await page.getByLabel('Your answer').fill('Thank you!');
  await visitor.button('Send').click();
  await expect(page.getByTestId('letter-message')).toHaveCount(2);
});

test('B9 G2b a form is made in the console, and looks there as it will look', async ({ people }) => {
  const ada = await (await people.administrator()).visit('templates');
  const { page } = ada;
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('textbox', { name: 'Id' }).fill('returns');
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Returns');
  await drawer.getByRole('button', { name: 'Add a field' }).click();
  await drawer.getByRole('textbox', { name: 'Label', exact: true }).fill('Order number');
  // The drawing of the form below the fields.
  await expect(drawer.getByText('Order number', { exact: true })).not.toHaveCount(0);
  await drawer.getByRole('textbox', { name: 'Id' }).nth(1).fill('order');
  await people.look(ada, 'new-form');
  await drawer.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'Returns', exact: true })).toBeVisible();
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAGAAAABgCAIAAABt+uBvAAAArElEQVR42u3bQQ0AMAgDQIShZIonYmJmggdpLqmAct+G6nNH8rpHsq1PAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAYoASj1sqg8gQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBCgDCDDoWUVECBAgAABAgQIECBAgAABAgQIECBAgAABAgTIv5jhEBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECFAE0AenlIbRIhRnyQAAAABJRU5ErkJggg==',
  'base64',
);
const TXT = Buffer.from('Frame F-17, bought in May.\n');

test('G2b G3c files are attached, refused with the reason, kept over a reload, and opened at the desk', async ({
  people,
  house,
}) => {
  const { api } = house.ada;
  const fields = { ...TEMPLATE.fields, title: 'hidden', type: 'hidden', phone: 'hidden', attachments: 'required' };
  const limits = { most: 2, maxBytes: 4096, types: ['image/png', 'text/plain'] };
  const template = { ...TEMPLATE, fields, types: [], custom: [], consent: null, attachments: limits };
  await api.ask('PUT', '/v1/settings/submission-templates/photos', template, { 'if-none-match': '*' });
  await api.change('submission', { form: { mode: 'ticket', templateId: 'photos' } });

  const visitor = await (await people.visitor()).visit();
  const { page, panel } = visitor;
  await visitor.button('Leave a message').click();
  await page.getByLabel('Your message to us').fill('The frame is cracked, see the pictures.');
  await page.getByLabel('Your e-mail').fill('nora@example.org');
  await visitor.button('Leave message').click();
  await expect(visitor.button('Choose, drop or paste files')).toHaveAccessibleDescription(/Please fill this in/);

  const chooser = page.locator('input[type=file]');
  people.expectComplaint(/status of 4(15|22)/);
  await chooser.setInputFiles([
    { name: 'disguised.png', mimeType: 'image/png', buffer: Buffer.from('<html></html>') },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    { name: 'huge.txt', mimeType: 'text/plain', buffer: Buffer.alloc(5000, 'a') },
  ]);
  await expect(panel.getByText(/disguised\.png is text\/html/)).toBeVisible();
  await expect(panel.getByText(/empty\.txt is empty/)).toBeVisible();
  await expect(panel.getByText(/please choose a smaller file/)).toBeVisible();
  await people.look(visitor, 'files-refused');
  await expectAccessible(page, 'a form with refused files');
  await visitor.button('Leave message').click();
  await expect(panel.getByText('Wait until every file is there, or remove the others.')).toBeVisible();
  for (const name of ['disguised.png', 'empty.txt', 'huge.txt']) await visitor.button(`Remove ${name}`).click();

  await chooser.setInputFiles({ name: 'frame.png', mimeType: 'image/png', buffer: PNG });
  await page.getByLabel('Your message to us').evaluate((field) => {
    const data = new DataTransfer();
    data.items.add(new File(['Frame F-17, bought in May.\n'], 'receipt.txt', { type: 'text/plain' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true }));
  });
  // On its way it has a bar from the first moment; without one it is there.
  await expect(visitor.button('Remove receipt.txt')).toBeVisible();
  await expect(panel.getByRole('progressbar')).toHaveCount(0);
  await chooser.setInputFiles({ name: 'third.txt', mimeType: 'text/plain', buffer: TXT });
  await expect(panel.getByText('Only 2 files can be attached.')).toBeVisible();
  await visitor.button('Remove third.txt').click();

  await page.reload();
  await visitor.button('Leave a message').click();
  for (const name of ['frame.png', 'receipt.txt']) await expect(visitor.button(`Remove ${name}`)).toBeVisible();
  await people.look(visitor, 'files-attached');
  await visitor.button('Leave message').click();
  await expect(page.getByTestId('receipt')).toBeVisible();

  const ana = await people.agent('ana');
  await ana.tab('Submissions').click();
  await ana.submissions.filter({ hasText: 'The frame is cracked' }).click();
  const files = ana.page.getByRole('list', { name: 'Files' });
  await expect(files.getByRole('img', { name: 'frame.png' })).toBeVisible();
  await people.look(ana, 'files-at-the-desk');
  const download = ana.page.waitForEvent('download');
  await files.getByRole('button', { name: /receipt\.txt/ }).click();
  expect((await download).suggestedFilename()).toBe('receipt.txt');

  await visitor.button('Start a new chat').click();
  await page.reload();
  await visitor.button('Your messages').click();
  await page.getByRole('button', { name: /The frame is cracked/ }).click();
  await expect(panel.getByRole('img', { name: 'frame.png' })).toBeVisible();
  await people.look(visitor, 'files-in-the-letter');
});
