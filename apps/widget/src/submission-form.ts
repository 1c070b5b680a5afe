// The form as the server asks for it, filled in by a draft: what is sent, what is missing, and whose fault is whose.
import type { FieldValue, FormFieldView, LeaveSubmission, Problem, SubmissionFormView } from '@frontdesk/contracts';
import type { Translate, Words } from './dictionary.js';
import type { FormDraft } from './keep.js';

/** By the pointer of a field; `form` stands above the button. */
export type FormErrors = Readonly<Record<string, string>>;

const usual = (id: 'name' | 'email' | 'text', kind: FormFieldView['kind'], required: boolean): FormFieldView => ({
  ...{ pointer: `/${id}`, id, kind, required, label: null, help: '', choices: [], min: null, max: null },
});

/** Asked for when the server cannot say what it wants: whoever has something to say can still say it. */
export const PLAIN: Pick<SubmissionFormView, 'fields' | 'guide' | 'consent'> = {
  fields: [usual('name', 'text', false), usual('email', 'email', true), usual('text', 'multiline', true)],
  ...{ guide: '', consent: null },
};

export type AskedFor = typeof PLAIN;

const USUAL = ['name', 'email', 'phone', 'title', 'type', 'text', 'attachments'] as const;
type Usual = (typeof USUAL)[number];
const isUsual = (id: string): id is Usual => (USUAL as readonly string[]).includes(id);

/** What a field holds now; `text` is the message, which begins with what was written in the chat. */
export function valueOf({ pointer, id }: FormFieldView, draft: FormDraft, text: string): FieldValue | undefined {
  if (pointer === '/name' || pointer === '/email') return draft[id as 'name' | 'email'];
  return pointer === '/text' ? text : draft.values?.[pointer];
}

/** The draft with one field changed. */
export function filled(draft: FormDraft, pointer: string, value: FieldValue): FormDraft {
  if (pointer === '/name' || pointer === '/email' || pointer === '/text')
    return { ...draft, [pointer.slice(1)]: String(value) };
  return { ...draft, values: { ...draft.values, [pointer]: value } };
}

const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined || value === false || (typeof value !== 'number' && value !== true && value.length === 0);

/** Empty fields are left out: nothing is what was not asked for. */
export function bodyOf({ fields, consent }: AskedFor, draft: FormDraft, text: string): LeaveSubmission {
  const values = fields.flatMap((field) => {
    const given = valueOf(field, draft, text);
    const value = typeof given === 'string' && field.kind !== 'multiline' ? given.trim() : given;
    return value === undefined || isEmpty(value) ? [] : [{ field, value }];
  });
  const own = values.filter(({ field }) => !isUsual(field.id) || field.pointer.startsWith('/fields/'));
  const others = values.filter((one) => !own.includes(one));
  return {
    ...Object.fromEntries(others.map(({ field, value }) => [field.id, field.id === 'text' ? text.trim() : value])),
    ...(own.length > 0 && { fields: Object.fromEntries(own.map(({ field, value }) => [field.id, value])) }),
    ...(consent !== null && draft.consent === true && { consent: true }),
  };
}

/** What can be told before the server is asked. */
export function faults(asked: AskedFor, draft: FormDraft, text: string, t: Translate): FormErrors {
  const found: Record<string, string> = {};
  for (const field of asked.fields) {
    const value = valueOf(field, draft, text);
    if (field.kind === 'files' && draft.files?.some(({ fileId }) => fileId === null)) {
      found[field.pointer] = t('filesUnsent');
      continue;
    }
    if (field.kind === 'email' && typeof value === 'string' && value.trim() !== '') {
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())) found[field.pointer] = t('emailBad');
    } else if (field.required && isEmpty(typeof value === 'string' ? value.trim() : value)) {
      found[field.pointer] = t(missing(field));
    }
  }
  if (asked.consent !== null && draft.consent !== true) found['/consent'] = t('consentMissing');
  return found;
}

const missing = ({ pointer }: FormFieldView): keyof Words =>
  pointer === '/email' ? 'emailBad' : pointer === '/text' ? 'textMissing' : 'fieldMissing';

/** JSON pointers to the fields that are shown; anything else is said above the button. */
export function fieldErrors({ fields }: AskedFor, problem: Problem | null): FormErrors {
  const known = [...fields.map(({ pointer }) => pointer), '/consent'];
  const found: Record<string, string> = {};
  for (const { pointer, message } of problem?.errors ?? []) {
    const at = pointer.replace(/^#/, '');
    found[known.find((one) => at === one || at.startsWith(`${one}/`)) ?? 'form'] ??= message;
  }
  return found;
}
