// A form as it is asked for: what is sent, what is missing, where faults are shown.
import { describe, expect, it } from '@jest/globals';
import { fileWords } from './file-words.js';
import type { FormFieldView, Problem } from '@frontdesk/contracts';
import { en, translator, type Words } from './dictionary.js';
import { bodyOf, faults, fieldErrors, filled, PLAIN, type AskedFor } from './submission-form.js';

const t = translator(() => ({ ...en, ...fileWords }) as Words);
const EMPTY = { name: '', email: '', text: null };
const field = (id: string, kind: FormFieldView['kind'], required = false): FormFieldView => ({
  ...{ pointer: `/fields/${id}`, id, kind, required, label: id, help: '', choices: [], min: null, max: null },
});
const TICKET: AskedFor = {
  guide: '',
  fields: [
    { ...field('title', 'text', true), pointer: '/title', label: null },
    ...PLAIN.fields,
    field('order', 'number', true),
    field('parts', 'choices'),
    field('title', 'text'),
    field('urgent', 'checkbox', true),
  ],
  consent: 'I agree.',
};
const problem = (...pointers: readonly string[]): Problem => ({
  ...{ type: '', title: '', status: 422, detail: '', instance: '', code: 'invalid', trace_id: '' },
  errors: pointers.map((pointer) => ({ pointer, code: 'x', message: `No ${pointer}` })),
});

describe('G2b files', () => {
  const files: FormFieldView = { ...field('attachments', 'files', true), pointer: '/attachments', label: null, max: 2 };
  const asked: AskedFor = { ...PLAIN, fields: [...PLAIN.fields, files] };
  const draft = { ...EMPTY, email: 'a@b.co' };
  const file = { id: 'u1', name: 'a.png', progress: 1, fileId: 'f1', refused: null, previewUrl: null };

  it('are asked for like any field, and named where they stand', () => {
    expect(faults(asked, draft, 'hi', t)).toEqual({ '/attachments': en.fieldMissing });
    const there = { ...draft, values: { '/attachments': ['f1'] }, files: [file] };
    expect(faults(asked, there, 'hi', t)).toEqual({});
    expect(bodyOf(asked, there, 'hi')).toEqual({ email: 'a@b.co', text: 'hi', attachments: ['f1'] });
    expect(fieldErrors(asked, problem('/attachments/0'))).toEqual({ '/attachments': 'No /attachments/0' });
  });

  it('are waited for: one on its way, or refused, is never left behind unsaid', () => {
    const coming = { ...file, id: 'u2', fileId: null, progress: 0.4 };
    const both = { ...draft, values: { '/attachments': ['f1'] }, files: [file, coming] };
    expect(faults(asked, both, 'hi', t)).toEqual({ '/attachments': fileWords.filesUnsent });
  });
});

describe('G3c what is missing', () => {
  it('is told before anything is sent', () => {
    expect(faults(PLAIN, { ...EMPTY, email: 'a@b.co' }, 'hi', t)).toEqual({});
    expect(Object.keys(faults(PLAIN, { ...EMPTY, email: 'nope' }, ' ', t))).toEqual(['/email', '/text']);
  });

  it('G2b counts fields of the house’s own, and consent', () => {
    const draft = { ...EMPTY, email: 'a@b.co', values: { '/title': 'Broken', '/fields/order': 0 } };
    expect(Object.keys(faults(TICKET, draft, 'hi', t))).toEqual(['/fields/urgent', '/consent']);
  });
});

describe('G2b what is sent', () => {
  it('is what was filled in, each where it belongs', () => {
    let draft = filled({ ...EMPTY, consent: true }, '/title', ' Broken ');
    draft = filled(filled(draft, '/fields/order', 12), '/fields/parts', ['wheel']);
    draft = filled(filled(draft, '/fields/title', 'Dr.'), '/fields/urgent', false);
    expect(bodyOf(TICKET, filled(draft, '/email', 'a@b.co'), ' It broke \n')).toEqual({
      ...{ title: 'Broken', email: 'a@b.co', text: 'It broke', consent: true },
      fields: { order: 12, parts: ['wheel'], title: 'Dr.' },
    });
  });

  it('has no consent where none is asked for', () => {
    expect(bodyOf(PLAIN, { ...EMPTY, consent: true }, 'hi')).toEqual({ text: 'hi' });
  });
});

describe('G3c faults of the server', () => {
  it('stand at their fields, and at the form when there is none', () => {
    expect(fieldErrors(TICKET, problem('/email', '#/fields/parts/0', '/groupId', '/consent'))).toEqual({
      '/email': 'No /email',
      '/fields/parts': 'No #/fields/parts/0',
      form: 'No /groupId',
      '/consent': 'No /consent',
    });
    expect(fieldErrors(TICKET, null)).toEqual({});
  });
});
