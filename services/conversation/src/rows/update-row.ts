// One change of a conversation's row, by the record that brings it.
import type { StoredRecord } from '@frontdesk/journal';
import type { Queryable } from '@frontdesk/nest';
import { CONVERSATION_COLUMNS, type ConversationRow } from './conversation-row.js';

/** `set` numbers its own parameters from $4. */
export async function update(
  tx: Queryable,
  record: StoredRecord,
  set: string,
  ...params: unknown[]
): Promise<ConversationRow | null> {
  const { rows } = await tx.query(
    `UPDATE conversation SET sequence = $3, ${set} WHERE workspace = $1 AND conversation_id = $2
     RETURNING ${CONVERSATION_COLUMNS}`,
    [...[record.workspace, record.stream, record.streamVersion], ...params],
  );
  return (rows[0] as ConversationRow | undefined) ?? null;
}
