// Where somebody can go from a closed conversation (P52): opened again while that is allowed, a message left, a new one.
import type { ConversationDocument, TransferView, WayOn } from '@frontdesk/contracts';
import type { ConversationRow } from '../rows/conversation-row.js';

const MINUTE_MS = 60_000;

/** What no second thought opens again, as the core has it. */
const FINAL: readonly string[] = ['blocked', 'converted'];

type Ended = Pick<ConversationRow, 'conversationId' | 'state' | 'closedAt' | 'closedReason' | 'served'>;

/** Null: it is not to be opened again. */
export function reopenableUntil(row: Ended, { reopenMinutes }: ConversationDocument): number | null {
  if (row.state !== 'closed' || row.closedAt === null || !row.served || reopenMinutes === 0) return null;
  return FINAL.includes(row.closedReason ?? '') ? null : row.closedAt.getTime() + reopenMinutes * MINUTE_MS;
}

export function waysOn(row: Ended, rules: ConversationDocument, now: number): readonly WayOn[] {
  // Who is not let in is sent nowhere.
  if (row.state !== 'closed' || row.closedReason === 'blocked') return [];
  const until = reopenableUntil(row, rules);
  const reopen = `/v1/conversations/${row.conversationId}/reopen`;
  return [
    ...(until === null || until < now
      ? []
      : [{ way: 'reopen', method: 'POST', href: reopen, until: new Date(until).toISOString() } as const]),
    { way: 'start', method: 'POST', href: '/v1/conversations' },
    { way: 'submit', method: 'POST', href: '/v1/submissions' },
  ];
}

/** As staff see it. */
export function transferOf({ transfer }: Pick<ConversationRow, 'transfer'>, now: number): TransferView | null {
  if (transfer === null) return null;
  const { requestId, toAgentId, toGroupId, toName, by, byName, note, approval, expiresAt, approved } = transfer;
  return {
    ...{ requestId, toAgentId, toGroupId, toName, by, byName, note },
    waitsFor: approved ? 'none' : approval,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    remainingMs: expiresAt === null ? null : Math.max(0, expiresAt - now),
  };
}
