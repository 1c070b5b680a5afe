// Where a validation error belongs in the form: the problem's JSON pointer as the form's path.
import type { Problem } from '@frontdesk/contracts';

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
