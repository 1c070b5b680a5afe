// What a queue message may hold in double braces (E3). A misspelt name would reach visitors as it stands.
import type { Check } from './check.js';

/** Position and waits are the visitor's, now; `agent` is whoever they are waiting for, if it is one. */
export const PLACEHOLDERS = ['position', 'ahead', 'wait_p50', 'wait_p90', 'group', 'agent'] as const;

/** Every `{{…}}` names something that is known, and every `{{` has its `}}`. */
export const placeholdersOf =
  (known: readonly string[]): Check =>
  (value, pointer) => {
    const parts = String(value).split('{{').slice(1);
    return parts.flatMap((part) => {
      const end = part.indexOf('}}');
      if (end < 0) return [{ pointer, code: 'open_placeholder', message: 'a {{ has no }}' }];
      const name = part.slice(0, end).trim();
      if (known.includes(name)) return [];
      return [{ pointer, code: 'unknown_placeholder', message: `{{${name}}} is none of ${known.join(', ')}` }];
    });
  };

export const placeholders = placeholdersOf(PLACEHOLDERS);
