// What counts as a text worth storing.
import type { FieldError } from '@frontdesk/kernel';

export const MAX_TEXT = 4000;
export const MAX_NAME = 200;
export const MAX_PAGE = 2000;

/** Without surrounding white space, and without NUL, which no database column holds. */
export const cleaned = (text: string): string => text.replaceAll('\u0000', '').trim();

/** Enough of a quoted message to know it again. */
export const MAX_EXCERPT = 200;

export function excerptOf(text: string): string {
  const letters = [...text.replaceAll(/\s+/g, ' ')];
  return letters.length <= MAX_EXCERPT ? letters.join('') : `${letters.slice(0, MAX_EXCERPT - 1).join('')}…`;
}

/** The errors of a message's text, which has been cleaned. */
export function textErrors(text: string): readonly FieldError[] {
  if (text === '') return [{ pointer: '/text', code: 'empty', message: 'Write something first.' }];
  if (text.length > MAX_TEXT)
    return [{ pointer: '/text', code: 'too_long', message: `A message has at most ${MAX_TEXT} characters.` }];
  return [];
}

/** The error of an optional line that is longer than it may be. */
export function lengthErrors(pointer: string, value: string | null, max: number): readonly FieldError[] {
  if (value === null || value.length <= max) return [];
  return [{ pointer, code: 'too_long', message: `At most ${max} characters.` }];
}
