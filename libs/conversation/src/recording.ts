// Taking in what the engine decided. Deciding is the engine's alone: nothing here refuses, it only is not news.
import type { Recorded } from './command.js';
import type { ConversationFact } from './event.js';
import { unknownConversation, type Answer } from './messages.js';
import type { ConversationState } from './state.js';
import { transferFailed } from './transfer.js';

type DataOf<Type extends ConversationFact['type']> = Extract<ConversationFact, { readonly type: Type }>['data'];

export function record(state: ConversationState, decided: Recorded): Answer {
  if (state.status === 'none') return unknownConversation();
  // How an offer ended is owed even when the visitor has gone meanwhile: every offer ends, and is seen to end.
  if (decided.type === 'record_offer_ended') return offerEnded(state, decided);
  // The close is on its way to the engine and frees there what this decision took.
  if (state.status === 'closed') return [];
  if (decided.type === 'record_transfer_failed') return transferFailed(state, decided.requestId, decided.reason);
  switch (decided.type) {
    case 'record_queued': {
      const { groupId, position } = decided;
      const news = state.status === 'requested' || (state.status === 'queued' && state.groupId !== groupId);
      return news ? [{ type: 'conversation.queued', data: { groupId, position } }] : [];
    }
    case 'record_assigned': {
      const { agentId, agentName, groupId, waitedMs, cause } = decided;
      if (state.agentId === agentId) return [];
      return [{ type: 'conversation.assigned', data: { agentId, agentName, groupId, waitedMs, cause } }];
    }
    case 'record_offered':
      if (state.status === 'submission_offered') return [];
      return [{ type: 'conversation.submission_offered', data: { reason: decided.reason } }];
    case 'record_ended': {
      const { reason, by, why } = decided;
      return [{ type: 'conversation.closed', data: { reason, by, why } }];
    }
    default:
      return moved(decided);
  }
}

type Moved = Extract<
  Recorded,
  { readonly type: 'record_agent_asked' | 'record_requeued' | 'record_pooled' | 'record_transferred' | 'record_news' }
>;

/** Member by member: a command of a caller never widens what a public event holds. */
function moved(decided: Moved): Answer {
  switch (decided.type) {
    case 'record_agent_asked': {
      const { offerId, agentId, agentName, groupId, expiresAt } = decided;
      return [{ type: 'conversation.offered', data: { offerId, agentId, agentName, groupId, expiresAt } }];
    }
    case 'record_requeued': {
      const { groupId, position, cause } = decided;
      return [{ type: 'conversation.requeued', data: { groupId, position, cause } }];
    }
    case 'record_pooled': {
      const { groupId, cause } = decided;
      return [{ type: 'conversation.pooled', data: { groupId, cause } }];
    }
    case 'record_transferred': {
      const { fromAgentId, toAgentId, toAgentName, groupId, by } = decided;
      return [{ type: 'conversation.transferred', data: { fromAgentId, toAgentId, toAgentName, groupId, by } }];
    }
    case 'record_news':
      return [decided.news];
  }
}

function offerEnded(state: ConversationState, ended: DataOf<'conversation.offer_ended'>): Answer {
  const { offerId, agentId, agentName, outcome } = ended;
  if (state.offerId !== offerId) return [];
  return [{ type: 'conversation.offer_ended', data: { offerId, agentId, agentName, outcome } }];
}
