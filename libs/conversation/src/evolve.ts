// What a conversation remembers of each fact.
import { unreachable } from '@frontdesk/kernel';
import type { ConversationFact, MessageAdded } from './event.js';
import { REMEMBERED_MESSAGES, type ConversationState } from './state.js';

export const initial = (): ConversationState => ({
  status: 'none',
  visitorId: null,
  agentId: null,
  groupId: null,
  sequence: 0,
  sent: [],
  readUpTo: 0,
});

export function evolve(before: ConversationState, fact: ConversationFact): ConversationState {
  const state = { ...before, sequence: before.sequence + 1 };
  switch (fact.type) {
    case 'conversation.requested':
      return { ...state, status: 'requested', visitorId: fact.data.visitorId, groupId: fact.data.groupId };
    case 'conversation.queued':
      return { ...state, status: 'queued', groupId: fact.data.groupId };
    case 'conversation.assigned':
      return { ...state, status: 'assigned', agentId: fact.data.agentId, groupId: fact.data.groupId };
    case 'conversation.submission_offered':
      return { ...state, status: 'submission_offered' };
    case 'conversation.message_added':
      return { ...state, sent: remember(state, fact.data) };
    case 'conversation.messages_read':
      return { ...state, readUpTo: fact.data.upTo };
    case 'conversation.closed':
      return { ...state, status: 'closed' };
    default:
      return unreachable(fact);
  }
}

function remember(state: ConversationState, { author, clientMessageId }: MessageAdded): ConversationState['sent'] {
  const sent = { authorId: author.id, clientMessageId, sequence: state.sequence };
  return [...state.sent.slice(-(REMEMBERED_MESSAGES - 1)), sent];
}
