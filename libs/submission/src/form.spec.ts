// What a form asks for, and what is wrong with an answer, field by field.
import { describe, expect, it } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import type { CustomRules } from './answers.js';
import { carriedText } from './carried-text.js';
import {
  OFFLINE_FORM,
  PLAIN_FORM,
  submissionDecider,
  type Answer,
  type Attachment,
  type FormRules,
  type SubmissionReceived,
  type Typed,
} from './index.js';

const given = specify(submissionDecider);

const typed: SubmissionReceived = {
  ...{ submissionId: 's1', receiptId: 'FD-1', conversationId: null, visitorId: 'v1', groupId: 'support' },
  ...{ name: 'Mia', email: 'mia@example.com', text: 'Broken', reason: null },
};
const rejectedAt = (form: FormRules, more: Partial<SubmissionReceived>, answers: Typed, ...pointers: string[]) =>
  given()
    .when({ type: 'leave', submission: { ...typed, ...more }, form, typed: answers })
    .thenRejected('invalid_submission', ...pointers);
const accepted = (form: FormRules, more: Partial<SubmissionReceived>, answers: Typed, kept: object) =>
  given()
    .when({ type: 'leave', submission: { ...typed, ...more }, form, typed: answers })
    .then({ type: 'submission.received', data: { ...typed, ...kept } }, { type: 'submission.confirmed', data: {} });

const CHOICES = [
  { id: 'red', label: 'Red' },
  { id: 'blue', label: 'Blue' },
];
const field = (kind: CustomRules['kind'], more: Partial<CustomRules> = {}): CustomRules => ({
  ...{ id: kind, kind, label: kind, required: false, min: null, max: null },
  choices: kind === 'choice' || kind === 'choices' ? CHOICES : [],
  ...more,
});
const formOf = (custom: readonly CustomRules[], more: Partial<FormRules> = {}): FormRules => ({
  ...PLAIN_FORM,
  ...more,
  custom,
});

describe('G2a an offline message', () => {
  it('is one free text, and needs nothing else', () =>
    accepted(OFFLINE_FORM, { name: null, email: '' }, {}, { name: null, email: '' }));
  it('may say where the answer should go', () => accepted(OFFLINE_FORM, { name: null }, {}, { name: null }));
  it('is never empty, and an address is one', () =>
    rejectedAt(OFFLINE_FORM, { email: 'mia', text: ' ' }, {}, '/email', '/text'));
});

describe('G2b a ticket', () => {
  const form = formOf([], {
    fields: {
      ...{ title: 'required', type: 'required', description: 'hidden', name: 'hidden' },
      ...{ email: 'optional', phone: 'optional' },
    },
    types: [
      { id: 'order', parent: null, label: 'Order' },
      { id: 'late', parent: 'order', label: 'Late' },
    ],
    consent: 'You may store this.',
  });
  it('asks for what its template shows and requires', () =>
    rejectedAt(form, { email: '' }, {}, '/title', '/type', '/consent'));
  it('keeps nothing that it does not ask for', () =>
    accepted(
      form,
      { text: 'hidden', name: 'hidden' },
      { title: ' Where? ', type: 'late', consent: true },
      {
        ...{ name: null, text: '', title: 'Where?', consent: 'You may store this.' },
        type: { id: 'late', path: ['Order', 'Late'] },
      },
    ));
  it('knows its types, and a telephone number', () =>
    rejectedAt(form, {}, { title: 'x', type: 'parcel', phone: 'call me', consent: true }, '/phone', '/type'));
});

describe('G2b a field of each of the ten kinds', () => {
  const right: readonly [CustomRules['kind'], Answer['value'], string | null][] = [
    ['text', 'A line', null],
    ['multiline', 'Two\nlines', null],
    ['number', 4.5, null],
    ['date', '2028-02-29', null],
    ['time', '23:59', null],
    ['choice', 'red', 'Red'],
    ['choices', ['blue', 'red'], 'Blue, Red'],
    ['checkbox', true, null],
    ['email', 'a@b.example', null],
    ['url', 'https://shop.example/a?b=c', null],
  ];
  it.each(right)('%s takes %j', (kind, value, said) =>
    accepted(
      formOf([field(kind)]),
      {},
      { fields: { [kind]: value } },
      {
        answers: [{ id: kind, label: kind, value, ...(said === null ? {} : { said }) }],
      },
    ),
  );
  const wrong: readonly [CustomRules['kind'], Answer['value'], Partial<CustomRules>][] = [
    ['text', 'x'.repeat(201), {}],
    ['text', 'ab', { min: 3 }],
    ['multiline', 7, {}],
    ['number', '4', {}],
    ['number', 11, { max: 10 }],
    ['date', '2027-02-29', {}],
    ['date', '30.11.2026', {}],
    ['time', '24:00', {}],
    ['choice', 'green', {}],
    ['choices', ['red', 'red'], {}],
    ['choices', ['red'], { min: 2 }],
    ['checkbox', 'yes', {}],
    ['email', 'a@b', {}],
    ['url', 'javascript:alert(1)', {}],
  ];
  it.each(wrong)('%s does not take %j', (kind, value, more) =>
    rejectedAt(formOf([field(kind, more)]), {}, { fields: { [kind]: value } }, `/fields/${kind}`),
  );
  it.each(right)('%s may be required', (kind) =>
    rejectedAt(formOf([field(kind, { required: true })]), {}, {}, `/fields/${kind}`),
  );
  it('none that is not asked for is taken', () => rejectedAt(formOf([]), {}, { fields: { x: 'y' } }, '/fields/x'));
  it('G6b all of them together have a size', () => {
    const many = Array.from({ length: 6 }, (_, index) => field('multiline', { id: `f${index}` }));
    const fields = Object.fromEntries(many.map(({ id }) => [id, 'x'.repeat(4000)]));
    rejectedAt(formOf(many), {}, { fields }, '/fields');
  });
});

it('G5b a submission is one text for the conversation that takes it', () => {
  const answers = [
    { id: 'c', label: 'Colour', value: 'red', said: 'Red' },
    { id: 'ok', label: 'Urgent', value: true },
  ];
  const type = { id: 'late', path: ['Order', 'Late'] };
  expect(carriedText({ ...typed, title: 'Help', type, answers })).toBe(
    'Help\n\nBroken\n\nOrder › Late\nColour: Red\nUrgent: ✓',
  );
  expect(carriedText({ ...typed, text: 'x'.repeat(4000), title: 'Help' })).toHaveLength(4000);
});

describe('G2b attachments', () => {
  const rules = { required: false, most: 2, maxBytes: 1000, types: ['image/png'] };
  const form = formOf([], { attachments: rules });
  const png: Attachment = { fileId: 'f1', name: 'a.png', mediaType: 'image/png', bytes: 900 };

  it('are kept with the submission, and go where its text goes', () => {
    accepted(form, {}, { attachments: [png] }, { attachments: [png] });
    const received: SubmissionReceived = { ...typed, conversationId: 'c1', attachments: [png] };
    given({ type: 'submission.received', data: received })
      .when({ type: 'withdraw' })
      .then({
        type: 'submission.withdrawn',
        data: { conversationId: 'c1', reason: 'assigned', text: typed.text, attachments: [png] },
      });
    given({ type: 'submission.received', data: received }, { type: 'submission.confirmed', data: {} })
      .when({ type: 'converse', conversationId: 'c2', by: 'ana' })
      .then({
        type: 'submission.became_conversation',
        data: {
          ...{ conversationId: 'c2', visitorId: 'v1', groupId: 'support', agentId: 'ana', text: typed.text },
          ...{ name: 'Mia', language: null, attachments: [png] },
        },
      });
  });
  it.each([
    ['none where one has to be', { ...rules, required: true }, [], '/attachments'],
    ['more than may be', rules, [png, { ...png, fileId: 'f2' }, { ...png, fileId: 'f3' }], '/attachments'],
    ['one that is too large', rules, [png, { ...png, fileId: 'f2', bytes: 1001 }], '/attachments/1'],
    ['one of another kind', rules, [{ ...png, mediaType: 'text/plain' }], '/attachments/0'],
    ['the same one twice', rules, [png, png], '/attachments/1'],
    ['any where none are asked for', null, [png], '/attachments'],
  ] as const)('are refused at their pointer: %s', (_what, attachments, files, pointer) =>
    rejectedAt(formOf([], { attachments }), {}, { attachments: files }, pointer),
  );
});
