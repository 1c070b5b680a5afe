// One window or many: what a visitor does in a new one is to go on, or to begin anew (F2, `newWindow`).
import type { ConversationDocument } from '@frontdesk/contracts';
import type { ConversationRow } from '../rows/conversation-row.js';

/** Where one visitor has one window, an open conversation belongs to the one it was begun in; else to all of them. */
export function isOtherWindow(
  { windowId: begunIn }: Pick<ConversationRow, 'windowId'>,
  { windowId }: { readonly windowId?: string },
  { newWindow }: ConversationDocument,
): boolean {
  return newWindow === 'close_and_start' && windowId !== undefined && begunIn !== null && windowId !== begunIn;
}
