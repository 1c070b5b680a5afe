// A text that agents need often, behind a short word (B16).
import { distinct, form, inTurn, listOf, members, orNull, text } from './check.js';
import { identifier } from './identifier.js';
import { language } from './language.js';

/** /v1/settings/canned-replies/{id} */
export interface CannedReplyDocument {
  readonly title: string;
  /** What an agent types after a slash. Unique in a workspace, for one language. */
  readonly shortcut: string;
  readonly text: string;
  /** null: for any. */
  readonly language: string | null;
  /** Who may use it; none: everybody. */
  readonly groupIds: readonly string[];
}

export const cannedReplyCheck = members({
  title: text(1, 200),
  shortcut: form(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u, 40, 'not_a_shortcut', 'must be one word'),
  text: text(1, 4000),
  language: orNull(language),
  groupIds: inTurn(listOf(identifier, 100), distinct),
});
