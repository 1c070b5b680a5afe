// What may be done with messages: changing them, receipts, previews, files (F1, F7).
import { distinct, flag, form, inTurn, listOf, members, whole } from './check.js';

/** /v1/settings/messages */
export interface MessagesDocument {
  /** How long after sending its author may change a message; 0: never. */
  readonly editSeconds: number;
  /** … and take it back. */
  readonly recallSeconds: number;
  readonly receipts: {
    /** The visitor sees that the agent has read. */
    readonly toVisitor: boolean;
    /** The agent sees that the visitor has read. */
    readonly toAgent: boolean;
  };
  /** The agent sees what the visitor is writing before it is sent; it is never stored. */
  readonly typingPreview: boolean;
  readonly files: FileLimits & { readonly enabled: boolean };
}

/** Half a day: whoever changes what was said yesterday changes what was answered. */
const LONGEST_SECONDS = 43_200;
export const MOST_FILE_BYTES = 50 * 1024 * 1024;

/** What a browser would run in our name, whoever allows it. */
const NEVER = ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/javascript', 'application/javascript'];

/** What is let in of files, by their content. */
export interface FileLimits {
  readonly maxBytes: number;
  /** Media types, as the content of a file shows them. */
  readonly types: readonly string[];
}

const mediaType = inTurn(
  form(
    /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/,
    127,
    'not_a_media_type',
    'must be a media type in small letters, such as image/png',
  ),
  (value, pointer) =>
    NEVER.includes(String(value))
      ? [{ pointer, code: 'never_allowed', message: `${String(value)} can carry a script and is never let in` }]
      : [],
);

/** Members that say which files are let in. */
export const fileLimits = { maxBytes: whole(1024, MOST_FILE_BYTES), types: inTurn(listOf(mediaType, 50), distinct) };

export const USUAL_FILES: FileLimits = {
  maxBytes: 10 * 1024 * 1024,
  types: [
    ...['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf', 'text/plain', 'text/csv'],
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
};

export const messagesCheck = members({
  editSeconds: whole(0, LONGEST_SECONDS),
  recallSeconds: whole(0, LONGEST_SECONDS),
  receipts: members({ toVisitor: flag, toAgent: flag }),
  typingPreview: flag,
  files: members({ enabled: flag, ...fileLimits }),
});
