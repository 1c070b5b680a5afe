// What the asynchronous mode says to visitors (I1), and which conversations are served in it (B1).
import { SETTINGS_DEFAULTS, type ModeDocument, type PoolMessages } from '@frontdesk/contracts';
import { inLanguage } from '@frontdesk/kernel';
import type { ConversationRow } from '../rows/conversation-row.js';

/** As routing sees it: what a rule said comes first, then the channel, then the group, then the workspace. */
export function isAsynchronous(
  { mode: byRule, channel, groupId }: Pick<ConversationRow, 'mode' | 'channel' | 'groupId'>,
  { mode, channels, groups }: ModeDocument = SETTINGS_DEFAULTS.mode,
): boolean {
  const own = (all: ModeDocument['groups'], id: string) => (Object.hasOwn(all, id) ? all[id] : undefined);
  return (byRule ?? own(channels, channel) ?? own(groups, groupId) ?? mode) === 'asynchronous';
}

/** In the visitor's language; '': the widget's own words. Null: the pool is not what is to be told of. */
export function poolWords(
  { state, closedReason, language }: Pick<ConversationRow, 'state' | 'closedReason' | 'language'>,
  { messages }: ModeDocument = SETTINGS_DEFAULTS.mode,
): string | null {
  const moment: keyof PoolMessages | null =
    state === 'pooled' ? 'pooled' : closedReason === 'unassigned_timeout' ? 'timedOut' : null;
  return moment === null ? null : (inLanguage(messages, language)?.[moment] ?? '');
}
