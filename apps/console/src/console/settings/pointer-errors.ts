// Where a validation error belongs in the form: the problem's JSON pointer as the form's path.
import type { Problem } from '@frontdesk/contracts';
import type { ReactNode } from 'react';

type PointerError = NonNullable<Problem['errors']>[number];

/** `/weekly/mon/0/start` → `weekly.mon.0.start` */
export function formPath(pointer: string): string {
  return pointer
    .replace(/^#?\//u, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

/** The first error of each field; the rest would only crowd it. */
export function fieldErrors(errors: readonly PointerError[]): Record<string, string> {
  const byPath: Record<string, string> = {};
  for (const { pointer, message } of errors) byPath[formPath(pointer)] ??= message;
  return byPath;
}

/** Of a part of a document that has a form of its own: its errors by their place in that part. */
export function errorsUnder(
  prefix: string,
  errors: Readonly<Record<string, ReactNode>>,
): Readonly<Record<string, ReactNode>> {
  const under = Object.entries(errors).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(under.map(([path, error]) => [path.slice(prefix.length), error]));
}
