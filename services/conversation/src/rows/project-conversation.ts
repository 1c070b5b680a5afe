// Facts → the conversation's row, inside the append that writes the facts. A function of the records alone, so the
// rows can be made anew from the journal.
import type { ConversationClosed, ConversationFact, ConversationRequested } from '@frontdesk/conversation';
import { RowsRefused, type StoredRecord } from '@frontdesk/journal';
import type { Queryable } from '@frontdesk/nest';
import { CONVERSATION_EVENTS } from '../topics.js';
import type { ConversationRow } from './conversation-row.js';
import { isOfMessages, projectMessage } from './project-messages.js';
import { update } from './update-row.js';
import { LET_GO, lifeChange, OPEN_EXISTS, reopenRow, type LifeFact } from './project-life.js';

/** Answers the row as it stands after the last of them; null when that one has only made it, or there was none. */
export async function projectConversation(
  tx: Queryable,
  stored: readonly StoredRecord[],
): Promise<ConversationRow | null> {
  let row: ConversationRow | null = null;
  for (const record of stored) if (record.lane.topic === CONVERSATION_EVENTS) row = await projectRecord(tx, record);
  return row;
}

function projectRecord(tx: Queryable, record: StoredRecord): Promise<ConversationRow | null> {
  const fact = { type: record.type, data: JSON.parse(record.body) as unknown } as ConversationFact;
  const at = new Date(record.at);
  if (isOfMessages(fact)) return projectMessage(tx, record, fact);
  switch (fact.type) {
    case 'conversation.requested':
      return insert(tx, record, fact.data);
    // Whoever an agent is asked for waits, too: an offer is not an outcome yet.
    case 'conversation.offered':
    case 'conversation.queued':
      return update(tx, record, `state = 'queued', outcome = 'queued', group_id = $4`, fact.data.groupId);
    case 'conversation.assigned': {
      const set = `state = 'assigned', outcome = 'assigned', offer_reason = NULL, group_id = $4, agent_id = $5,
        agent_name = $6, assigned_at = coalesce(assigned_at, $7), served = true, ${LET_GO}`;
      return update(tx, record, set, fact.data.groupId, fact.data.agentId, fact.data.agentName, at);
    }
    case 'conversation.requeued':
    case 'conversation.pooled':
    case 'conversation.transferred':
      return move(tx, record, fact);
    case 'conversation.offer_ended':
    case 'conversation.agent_requested':
    case 'conversation.overflowed':
    case 'conversation.reprioritised':
    case 'conversation.wait_warned':
    case 'conversation.wait_extended':
      return update(tx, record, 'state = state');
    case 'conversation.submission_offered': {
      const set = `state = 'submission_offered', outcome = 'submission_offered', offer_reason = $4, agent_id = NULL,
        agent_name = NULL, ${LET_GO}`;
      return update(tx, record, set, fact.data.reason);
    }
    case 'conversation.closed':
      return close(tx, record, fact.data, at);
    case 'conversation.rating_invited':
      return update(tx, record, 'rating_invited = true');
    case 'conversation.rated':
      return update(tx, record, 'rating = $4', JSON.stringify({ ...fact.data, at: record.at }));
    case 'conversation.summarised':
      return update(tx, record, 'summary = $4', JSON.stringify({ ...fact.data, at: record.at }));
    default:
      return projectLater(tx, record, fact);
  }
}

function projectLater(
  tx: Queryable,
  record: StoredRecord,
  fact: LifeFact | Extract<ConversationFact, { readonly type: 'conversation.reopened' }>,
): Promise<ConversationRow | null> {
  if (fact.type === 'conversation.reopened') return reopenRow(tx, record, fact.data);
  const { set, params } = lifeChange(fact);
  return update(tx, record, set, ...params);
}

function close(
  tx: Queryable,
  record: StoredRecord,
  { reason, why }: ConversationClosed,
  at: Date,
): Promise<ConversationRow | null> {
  const set = `state = 'closed', closed_at = $4, closed_reason = $5, offer_reason = coalesce($6, offer_reason),
    outcome = CASE WHEN $6 IS NOT NULL OR outcome = 'pending' THEN 'unavailable' ELSE outcome END,
    ${LET_GO}`;
  return update(tx, record, set, at, reason, why);
}

type MoveFact = Extract<ConversationFact, { type: `conversation.${'requeued' | 'pooled' | 'transferred'}` }>;

/** To another place, or another agent. */
function move(tx: Queryable, record: StoredRecord, fact: MoveFact): Promise<ConversationRow | null> {
  switch (fact.type) {
    case 'conversation.requeued': {
      const set = `state = 'queued', outcome = 'queued', group_id = $4, agent_id = NULL, agent_name = NULL,
        ${LET_GO}`;
      return update(tx, record, set, fact.data.groupId);
    }
    case 'conversation.pooled': {
      const set = `state = 'pooled', outcome = 'pooled', offer_reason = NULL, group_id = $4, agent_id = NULL,
        agent_name = NULL, ${LET_GO}`;
      return update(tx, record, set, fact.data.groupId);
    }
    case 'conversation.transferred': {
      const set = `state = 'assigned', outcome = 'assigned', group_id = $4, agent_id = $5, agent_name = $6,
        ${LET_GO}`;
      return update(tx, record, set, fact.data.groupId, fact.data.toAgentId, fact.data.toAgentName);
    }
  }
}

async function insert(tx: Queryable, record: StoredRecord, request: ConversationRequested): Promise<null> {
  const { conversationId, channel, visitorId, visitorName, groupId, language, page } = request;
  const verified = request.verified ?? false;
  // Never an error in a shared transaction: a conflict inserts nothing, and the append is turned down by name.
  const { rows } = await tx.query(
    `INSERT INTO conversation (conversation_id, workspace, channel, visitor_id, visitor_name, group_id, language, page,
       arrived_at, sequence, verified, window_id, mode)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING RETURNING conversation_id`,
    [
      ...[conversationId, record.workspace, channel, visitorId, visitorName, groupId, language, page],
      ...[new Date(record.at), record.streamVersion, verified, request.windowId ?? null, request.mode ?? null],
    ],
  );
  if (rows.length === 0) throw new RowsRefused(OPEN_EXISTS);
  return null;
}
