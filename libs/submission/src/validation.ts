// What may be left: every wrong field is named, so that the form keeps the right ones.
import type { FieldError } from '@frontdesk/kernel';
import type { SubmissionReceived } from './event.js';

export const MAX_EMAIL = 254;
export const MAX_NAME = 200;
export const MAX_TEXT = 4000;

// Deliberately simple: something, one @, a domain with a dot. Only a mail that arrives proves more.
const EMAIL = /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\.]+(\.[^\s@<>()",;:\\.]+)+$/;

/** Without surrounding white space, and without NUL, which no database column holds. */
const cleaned = (value: string): string => value.replaceAll('\u0000', '').trim();

export function cleanedSubmission(typed: SubmissionReceived): SubmissionReceived {
  const name = typed.name === null ? '' : cleaned(typed.name);
  return { ...typed, name: name === '' ? null : name, email: cleaned(typed.email), text: cleaned(typed.text) };
}

export function submissionErrors({ name, email, text }: SubmissionReceived): readonly FieldError[] {
  const errors: FieldError[] = [];
  const wrong = (pointer: string, code: string, message: string) => errors.push({ pointer, code, message });
  if (name !== null && name.length > MAX_NAME) wrong('/name', 'too_long', `At most ${MAX_NAME} characters.`);
  if (email === '') wrong('/email', 'empty', 'Say where the answer should go.');
  else if (email.length > MAX_EMAIL || !EMAIL.test(email)) wrong('/email', 'invalid_email', 'Not an e-mail address.');
  if (text === '') wrong('/text', 'empty', 'Write something first.');
  else if (text.length > MAX_TEXT) wrong('/text', 'too_long', `At most ${MAX_TEXT} characters.`);
  return errors;
}
