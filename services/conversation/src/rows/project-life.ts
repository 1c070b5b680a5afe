// The later facts of a conversation → its row: locks, hand-overs, reopening.
import type { ConversationFact, ConversationReopened, TransferRequested } from '@frontdesk/conversation';
import { RowsRefused, type StoredRecord } from '@frontdesk/journal';
import type { Queryable } from '@frontdesk/nest';
import { CONVERSATION_COLUMNS, type ConversationRow, type TransferColumn } from './conversation-row.js';

/** The refusal when the visitor has an open conversation in this channel already. */
export const OPEN_EXISTS = 'open_exists';

/** Of whatever gives it to somebody else, or to nobody. */
export const LET_GO = 'locked = false, transfer = NULL';

export type LifeFact = Extract<
  ConversationFact,
  {
    readonly type:
      | 'conversation.locked'
      | 'conversation.unlocked'
      | 'conversation.visitor_lost'
      | 'conversation.visitor_returned'
      | 'conversation.transfer_requested'
      | 'conversation.transfer_request_ended'
      | 'conversation.transfer_failed';
  }
>;

/** `set` numbers its own parameter from $4. */
export function lifeChange(fact: LifeFact): { readonly set: string; readonly params: readonly unknown[] } {
  switch (fact.type) {
    case 'conversation.locked':
      return { set: 'locked = true', params: [] };
    case 'conversation.unlocked':
      return { set: 'locked = false', params: [] };
    case 'conversation.visitor_lost':
    case 'conversation.visitor_returned':
      return { set: 'state = state', params: [] };
    case 'conversation.transfer_requested':
      return { set: 'transfer = $4', params: [JSON.stringify(columnOf(fact.data))] };
    case 'conversation.transfer_request_ended':
      return fact.data.outcome === 'approved'
        ? { set: `transfer = transfer || '{"approved": true}'`, params: [] }
        : { set: 'transfer = NULL', params: [] };
    case 'conversation.transfer_failed':
      return { set: 'transfer = NULL', params: [] };
  }
}

function columnOf(asked: TransferRequested): TransferColumn {
  const { requestId, toAgentId = null, toGroupId = null, toName, by, byName, note, approval, expiresAt } = asked;
  return {
    requestId,
    toAgentId,
    toGroupId,
    toName,
    by,
    byName,
    note,
    approval,
    expiresAt,
    approved: approval === 'none',
  };
}

/**
 * Open again, as if it had just arrived. Taken out and put in anew: where the visitor has opened another one meanwhile
 * that is a conflict, and never an error in a transaction which others share.
 */
export async function reopenRow(
  tx: Queryable,
  record: StoredRecord,
  { groupId }: ConversationReopened,
): Promise<ConversationRow | null> {
  const { rows: old } = await tx.query(
    `DELETE FROM conversation WHERE workspace = $1 AND conversation_id = $2 RETURNING to_jsonb(conversation) AS row`,
    [record.workspace, record.stream],
  );
  const change = {
    ...{ state: 'requested', outcome: 'pending', group_id: groupId, agent_id: null, agent_name: null },
    ...{ offer_reason: null, arrived_at: new Date(record.at).toISOString(), assigned_at: null, served: false },
    ...{ closed_at: null, closed_reason: null, sequence: record.streamVersion, locked: false, transfer: null },
  };
  const { rows } = await tx.query(
    `INSERT INTO conversation SELECT * FROM jsonb_populate_record(NULL::conversation, $1::jsonb || $2::jsonb)
     ON CONFLICT DO NOTHING RETURNING ${CONVERSATION_COLUMNS}`,
    [JSON.stringify((old[0] as { row: unknown } | undefined)?.row ?? {}), JSON.stringify(change)],
  );
  if (rows.length === 0) throw new RowsRefused(OPEN_EXISTS);
  return rows[0] as unknown as ConversationRow;
}
