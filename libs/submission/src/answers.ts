// An answer to a field of the house's own, by its kind.
import type { Answer } from './event.js';
import { cleaned, emailFault, lengthFault, MAX_TEXT } from './limits.js';

export interface CustomRules {
  readonly id: string;
  readonly kind:
    'text' | 'multiline' | 'number' | 'date' | 'time' | 'choice' | 'choices' | 'checkbox' | 'email' | 'url';
  readonly label: string;
  readonly required: boolean;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  /** Of `number` the least and the greatest; of texts the fewest and the most characters; of `choices` how many. */
  readonly min: number | null;
  readonly max: number | null;
}

interface Fault {
  readonly code: string;
  readonly message: string;
}

interface Judged {
  /** null: not answered, or not as it should be. */
  readonly answer: Answer | null;
  readonly fault: Fault | null;
}

type Value = Answer['value'];

const MAX_LINE = 200;
const MAX_URL = 2000;

const refused = (code: string, message: string): Judged => ({ answer: null, fault: { code, message } });

export function answerTo(field: CustomRules, given: Value | undefined): Judged {
  const value = typeof given === 'string' ? cleaned(given) : given;
  if (isNothing(value)) {
    if (!field.required) return { answer: null, fault: null };
    return refused('empty', field.kind === 'checkbox' ? 'This has to be ticked.' : 'Fill this in.');
  }
  const fault = faultOf(field, value as Value);
  if (fault !== null) return { answer: null, fault };
  const said = saidOf(field, value as Value);
  const { id, label } = field;
  return { answer: { id, label, value: value as Value, ...(said === null ? {} : { said }) }, fault: null };
}

/** An empty box is not ticked, and an empty list chooses nothing. */
const isNothing = (value: Value | undefined): boolean =>
  value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);

function faultOf(field: CustomRules, value: Value): Fault | null {
  switch (field.kind) {
    case 'text':
      return textFault(field, value, MAX_LINE);
    case 'multiline':
      return textFault(field, value, MAX_TEXT);
    case 'number':
      return numberFault(field, value);
    case 'date':
      return shapeFault(isDate(value), 'not_a_date', 'Must be a date like 2026-11-30.');
    case 'time':
      return shapeFault(
        typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
        'not_a_time',
        'Must be a time like 14:05.',
      );
    case 'choice':
      return typeof value === 'string' && has(field, value) ? null : UNKNOWN_CHOICE;
    case 'choices':
      return choicesFault(field, value);
    case 'checkbox':
      return shapeFault(typeof value === 'boolean', 'not_a_switch', 'Must be true or false.');
    case 'email':
      return shapeFault(
        typeof value === 'string' && emailFault(value) === null,
        'invalid_email',
        'Not an e-mail address.',
      );
    case 'url':
      return shapeFault(isWebAddress(value), 'not_a_web_address', 'Must be an address like https://example.com.');
  }
}

const UNKNOWN_CHOICE: Fault = { code: 'unknown_choice', message: 'Must be one of the choices.' };
const has = ({ choices }: CustomRules, id: string): boolean => choices.some((choice) => choice.id === id);
const shapeFault = (fits: boolean, code: string, message: string): Fault | null => (fits ? null : { code, message });

function textFault({ min, max }: CustomRules, value: Value, most: number): Fault | null {
  if (typeof value !== 'string') return { code: 'not_text', message: 'Must be text.' };
  const long = lengthFault(value, Math.min(max ?? most, most));
  if (long !== null) return { code: 'too_long', message: long };
  return min !== null && value.length < min ? { code: 'too_short', message: `At least ${min} characters.` } : null;
}

function numberFault({ min, max }: CustomRules, value: Value): Fault | null {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return { code: 'not_a_number', message: 'Must be a number.' };
  if (min !== null && value < min) return { code: 'out_of_range', message: `At least ${min}.` };
  return max !== null && value > max ? { code: 'out_of_range', message: `At most ${max}.` } : null;
}

function choicesFault(field: CustomRules, value: Value): Fault | null {
  if (!Array.isArray(value)) return { code: 'not_a_list', message: 'Must be a list of choices.' };
  const ids = value as readonly string[];
  if (ids.some((id, index) => !has(field, id) || ids.indexOf(id) < index)) return UNKNOWN_CHOICE;
  const { min, max } = field;
  if (min !== null && ids.length < min) return { code: 'too_few', message: `Choose at least ${min}.` };
  return max !== null && ids.length > max ? { code: 'too_many', message: `Choose at most ${max}.` } : null;
}

function isDate(value: Value): boolean {
  const parts = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

const isWebAddress = (value: Value): boolean =>
  typeof value === 'string' && value.length <= MAX_URL && /^https?:\/\/[^\s/@]+(\/\S*)?$/.test(value);

function saidOf({ kind, choices }: CustomRules, value: Value): string | null {
  const label = (id: string) => choices.find((choice) => choice.id === id)?.label ?? id;
  if (kind === 'choice') return label(String(value));
  return kind === 'choices' ? (value as readonly string[]).map(label).join(', ') : null;
}
