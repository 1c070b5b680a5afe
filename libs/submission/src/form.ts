// What a submission is asked for, and whether what was typed answers it: every wrong field is named by its pointer, so that
// the page keeps the right ones (G2, G3).
import type { FieldError } from '@frontdesk/kernel';
import { answerTo, type CustomRules } from './answers.js';
import { attachmentFaults, type AttachmentRules } from './attachments.js';
import type { Answer, Attachment, ChosenType, SubmissionReceived } from './event.js';
import { cleaned, emailFault, lengthFault, MAX_ANSWERS, MAX_NAME, MAX_PHONE, MAX_TEXT, MAX_TITLE } from './limits.js';

export type FieldUse = 'hidden' | 'optional' | 'required';

/** A template with its words chosen: what must be known to judge an answer and to record it readably. */
export interface FormRules {
  readonly fields: {
    readonly title: FieldUse;
    readonly type: FieldUse;
    readonly description: FieldUse;
    readonly name: FieldUse;
    readonly email: FieldUse;
    readonly phone: FieldUse;
  };
  readonly types: readonly { readonly id: string; readonly parent: string | null; readonly label: string }[];
  readonly custom: readonly CustomRules[];
  /** null: nothing can be attached. */
  readonly attachments: AttachmentRules | null;
  /** What has to be agreed to; null: nothing. */
  readonly consent: string | null;
}

/** What was typed beside name, e-mail and text. Of the right shape, and nothing more is known of it. */
export interface Typed {
  readonly title?: string;
  readonly phone?: string;
  readonly type?: string;
  readonly fields?: Readonly<Record<string, Answer['value']>>;
  /** Files that are the visitor's, and whole. */
  readonly attachments?: readonly Attachment[];
  readonly consent?: boolean;
}

const ASKED_ALWAYS = { title: 'hidden', type: 'hidden', phone: 'hidden' } as const;

/** A ticket without a template. */
export const PLAIN_FORM: FormRules = {
  fields: { ...ASKED_ALWAYS, name: 'optional', email: 'required', description: 'required' },
  ...{ types: [], custom: [], attachments: null, consent: null },
};

/** One free text; who leaves no address finds the answer in the widget. */
export const OFFLINE_FORM: FormRules = {
  fields: { ...ASKED_ALWAYS, name: 'hidden', email: 'optional', description: 'required' },
  ...{ types: [], custom: [], attachments: null, consent: null },
};

type Wrong = (pointer: string, code: string, message: string) => void;

/** The submission as it is recorded, or what is wrong with it. What the form does not ask for is not kept. */
export function answered(
  given: SubmissionReceived,
  form: FormRules,
  typed: Typed,
): { readonly submission: SubmissionReceived; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const wrong: Wrong = (pointer, code, message) => void errors.push({ pointer, code, message });
  const { fields } = form;
  const name = usual(fields.name, given.name ?? '', '/name', MAX_NAME, wrong);
  const email = emailOf(fields.email, given.email, wrong);
  const text = usual(fields.description, given.text, '/text', MAX_TEXT, wrong, 'Write something first.');
  const title = usual(fields.title, typed.title ?? '', '/title', MAX_TITLE, wrong);
  const phone = phoneOf(fields.phone, typed.phone ?? '', wrong);
  const type = typeOf(form, typed.type ?? '', wrong);
  const answers = answersOf(form, typed.fields ?? {}, wrong);
  const attachments = typed.attachments ?? [];
  errors.push(...attachmentFaults(form.attachments, attachments));
  if (form.consent !== null && typed.consent !== true)
    wrong('/consent', 'consent_required', 'This has to be agreed to.');
  const submission: SubmissionReceived = {
    ...given,
    ...{ name: name === '' ? null : name, email, text },
    ...(title === '' ? {} : { title }),
    ...(phone === '' ? {} : { phone }),
    ...(type === null ? {} : { type }),
    ...(answers.length === 0 ? {} : { answers }),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(form.consent === null ? {} : { consent: form.consent }),
  };
  return { submission, errors };
}

function usual(use: FieldUse, given: string, pointer: string, max: number, wrong: Wrong, missing = 'Fill this in.') {
  if (use === 'hidden') return '';
  const value = cleaned(given);
  if (value === '') {
    if (use === 'required') wrong(pointer, 'empty', missing);
    return value;
  }
  const long = lengthFault(value, max);
  if (long !== null) wrong(pointer, 'too_long', long);
  return value;
}

function emailOf(use: FieldUse, given: string, wrong: Wrong): string {
  if (use === 'hidden') return '';
  const email = cleaned(given);
  if (email === '') {
    if (use === 'required') wrong('/email', 'empty', 'Say where the answer should go.');
    return email;
  }
  const fault = emailFault(email);
  if (fault !== null) wrong('/email', 'invalid_email', fault);
  return email;
}

function phoneOf(use: FieldUse, given: string, wrong: Wrong): string {
  const phone = usual(use, given, '/phone', MAX_PHONE, wrong);
  if (phone !== '' && phone.length <= MAX_PHONE && !/^\+?[\d ()./-]{3,}$/.test(phone))
    wrong('/phone', 'invalid_phone', 'Not a telephone number.');
  return phone;
}

function typeOf({ fields, types }: FormRules, id: string, wrong: Wrong): ChosenType | null {
  if (fields.type === 'hidden') return null;
  if (id === '') {
    if (fields.type === 'required') wrong('/type', 'empty', 'Choose what it is about.');
    return null;
  }
  const byId = new Map(types.map((type) => [type.id, type]));
  if (!byId.has(id)) {
    wrong('/type', 'unknown_choice', 'There is no such type.');
    return null;
  }
  const path: string[] = [];
  // Parents stand before their children, so the way up ends; the bound is for what was never checked.
  for (let at = byId.get(id); at !== undefined && path.length <= types.length; at = byId.get(at.parent ?? ''))
    path.unshift(at.label);
  return { id, path };
}

function answersOf({ custom }: FormRules, given: NonNullable<Typed['fields']>, wrong: Wrong): readonly Answer[] {
  for (const id of Object.keys(given))
    if (!custom.some((field) => field.id === id)) wrong(`/fields/${id}`, 'unknown_field', 'This is not asked for.');
  const answers = custom.flatMap((field) => {
    const value = Object.hasOwn(given, field.id) ? given[field.id] : undefined;
    const { answer, fault } = answerTo(field, value);
    if (fault !== null) wrong(`/fields/${field.id}`, fault.code, fault.message);
    return answer === null ? [] : [answer];
  });
  if (JSON.stringify(answers).length > MAX_ANSWERS)
    wrong('/fields', 'too_long', `At most ${MAX_ANSWERS} characters altogether.`);
  return answers;
}
