// The settings of submissions and their templates, by example.
import { describe, expect, test } from '@jest/globals';
import {
  completeDocument,
  DEFAULTS,
  documentFaults,
  FIELD_KINDS,
  referenceFaults,
  wordsIn,
  type DocumentKind,
} from './index.js';
import type { WorkspaceDocuments } from './references.js';

const faults = (kind: DocumentKind, document: unknown) =>
  documentFaults(kind, document).map(({ pointer, code }) => `${pointer} ${code}`);

const words = (text: string, texts: Record<string, string> = {}) => ({ text, texts });
const fields = {
  ...{ title: 'required', type: 'optional', description: 'optional', name: 'optional', email: 'required' },
  ...{ phone: 'hidden', attachments: 'hidden' },
};
const type = (id: string, parent: string | null = null) => ({ id, label: words(id), parent });
const custom = (kind: string, more: object = {}) => ({
  ...{ id: kind, kind, label: words(kind), help: words(''), required: false, min: null, max: null },
  choices: kind.startsWith('choice') ? [{ id: 'a', label: words('A', { de: 'Ah' }) }] : [],
  ...more,
});
const template = (more: object = {}) => ({
  ...{ name: 'Returns', guide: words('Tell us.', { de: 'Sagen Sie es uns.' }), fields, types: [type('parcel')] },
  ...{ custom: [], consent: null, deliver: null },
  ...more,
});
const faultsOf = (more: object) => faults('submission-templates', template(more));

describe('B9 the submission settings', () => {
  test('hold each trigger with words of its own, in several languages', () => {
    const { waitedOver, offDuty } = DEFAULTS.submission;
    const document = {
      ...DEFAULTS.submission,
      offDuty: { ...offDuty, texts: { de: 'Zu.', fr: 'Fermé.' } },
      waitedOver: { ...waitedOver, enabled: true, minutes: 3, text: 'That takes long.' },
    };
    expect(faults('submission', document)).toEqual([]);
  });
  test('name every fault at its place', () => {
    const document = {
      ...DEFAULTS.submission,
      waitedOver: { ...DEFAULTS.submission.waitedOver, minutes: 0 },
      form: { mode: 'letter', templateId: null },
      deliver: { emails: ['x', 'a@b.example', 'a@b.example'], webhooks: ['https://user:pw@h.example/', 'ftp://h'] },
      assign: 'dice',
    };
    expect(faults('submission', document)).toEqual([
      '/waitedOver/minutes out_of_range',
      '/form/mode unknown_choice',
      '/deliver/emails/0 not_an_email',
      '/deliver/webhooks/0 not_a_web_address',
      '/deliver/webhooks/1 not_a_web_address',
      '/assign unknown_choice',
    ]);
  });
  test('name templates and channels that are there', () => {
    const none = new Map<string, never>();
    const all = { ...DEFAULTS, agents: none, groups: none, channels: none, 'submission-templates': none };
    const document = {
      ...DEFAULTS.submission,
      form: { mode: 'ticket' as const, templateId: 'returns' },
      forms: { web: { mode: 'offline_message' as const, templateId: null } },
    };
    const found = referenceFaults('submission', null, document, all as unknown as WorkspaceDocuments);
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/form/templateId unknown_template',
      '/forms/web unknown_channel',
    ]);
  });
});

describe('B9 a template', () => {
  test('may ask for fields of ten kinds, types as a tree, and consent', () => {
    expect(FIELD_KINDS).toHaveLength(10);
    const types = [type('order'), type('parcel', 'order'), type('late', 'parcel')];
    const all = { types, custom: FIELD_KINDS.map((kind) => custom(kind)), consent: words('I agree.') };
    expect(faultsOf(all)).toEqual([]);
  });
  test('types stand below types that come before them, four deep at most', () => {
    expect(faultsOf({ types: [type('a', 'b'), type('b')] })).toEqual(['/types/0/parent unknown_type']);
    const deep = [type('a'), type('b', 'a'), type('c', 'b'), type('d', 'c'), type('e', 'd')];
    expect(faultsOf({ types: deep })).toEqual(['/types/4/parent too_deep']);
    expect(faultsOf({ types: [type('a'), type('a')] })).toEqual(['/types/1/id duplicate']);
  });
  test('fields fit their kinds', () => {
    const all = [
      custom('choice', { choices: [] }),
      custom('text', { choices: [{ id: 'a', label: words('A') }] }),
      custom('date', { max: 3 }),
      custom('number', { min: 3, max: 2 }),
    ];
    expect(faultsOf({ custom: all })).toEqual([
      '/custom/0/choices missing',
      '/custom/1/choices not_choices',
      '/custom/2/max not_bounded',
      '/custom/3/max below_min',
    ]);
  });
  test('G2b says how many files, how large and of which kinds; one of the time before means the usual', () => {
    const attached = { fields: { ...fields, attachments: 'optional' } };
    expect(faultsOf(attached)).toEqual([]);
    const wrong = { most: 0, maxBytes: 100, types: ['text/html', 'png'] };
    expect(faultsOf({ ...attached, attachments: wrong })).toEqual([
      ...['/attachments/most out_of_range', '/attachments/maxBytes out_of_range'],
      ...['/attachments/types/0 never_allowed', '/attachments/types/1 not_a_media_type'],
    ]);
    const none = { most: 3, maxBytes: 2048, types: [] };
    expect(faultsOf({ ...attached, attachments: none })).toEqual(['/attachments/types missing']);
    const complete = completeDocument('submission-templates', { ...template, ...attached } as never);
    expect(complete.attachments).toMatchObject({ most: 5, maxBytes: 10 * 1024 * 1024 });
    expect(complete.attachments.types).toContain('application/pdf');
  });
  test('asks for something, and for a type only where there are types', () => {
    expect(faultsOf({ types: [] })).toEqual(['/types missing']);
    const nothing = { ...fields, title: 'hidden', description: 'hidden', type: 'hidden' };
    expect(faultsOf({ fields: nothing, types: [] })).toEqual(['/fields asks_nothing']);
  });
});

test('G2c words are told in the language, else in its root, else in those that always do', () => {
  const said = words('Hello', { de: 'Hallo', 'de-CH': 'Grüezi', fr: '' });
  expect(['de-CH', 'de-AT', 'DE', 'fr', 'en', null].map((language) => wordsIn(said, language))).toEqual([
    ...['Grüezi', 'Hallo', 'Hallo', 'Hello', 'Hello', 'Hello'],
  ]);
});
