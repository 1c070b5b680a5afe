// What a conversation remembers of each fact.
import { unreachable } from '@frontdesk/kernel';
import type { ConversationFact, ConversationRequested } from './event.js';
import type { MessageAdded } from './message-event.js';
import { REMEMBERED_MESSAGES, type ConversationState } from './state.js';

export const initial = (): ConversationState => ({
  status: 'none',
  visitorId: null,
  agentId: null,
  groupId: null,
  delayed: null,
  asked: false,
  offerId: null,
  respondedAt: null,
  sequence: 0,
  sent: [],
  readUpTo: 0,
  visitorReadUpTo: 0,
  recalled: [],
  servedBy: null,
  ratingInvited: false,
  rated: null,
});

export function evolve(before: ConversationState, fact: ConversationFact): ConversationState {
  const state = { ...before, sequence: before.sequence + 1 };
  switch (fact.type) {
    case 'conversation.requested':
      return requested(state, fact.data);
    // `delayed` stays: whoever tells routing of it looks it up there.
    case 'conversation.agent_requested':
      return { ...state, asked: true };
    case 'conversation.queued':
      return { ...state, status: 'queued', groupId: fact.data.groupId };
    case 'conversation.offered':
      return { ...state, status: 'queued', groupId: fact.data.groupId, offerId: fact.data.offerId };
    case 'conversation.offer_ended':
      return { ...state, offerId: null };
    case 'conversation.assigned':
      return taken(state, fact.data.agentId, fact.data.groupId);
    case 'conversation.transferred':
      return taken(state, fact.data.toAgentId, fact.data.groupId);
    case 'conversation.requeued':
      return { ...state, status: 'queued', agentId: null, groupId: fact.data.groupId, respondedAt: null };
    // Where the place is now, a fact of its own says.
    case 'conversation.overflowed':
    case 'conversation.reprioritised':
    case 'conversation.wait_warned':
    case 'conversation.wait_extended':
      return state;
    case 'conversation.submission_offered':
      return { ...state, status: 'submission_offered', agentId: null, respondedAt: null };
    case 'conversation.message_added':
      return { ...state, sent: remember(state, fact.data), respondedAt: respondedAt(state, fact.data) };
    // What it says is in the log, and no decision hangs on it.
    case 'conversation.message_edited':
      return state;
    case 'conversation.message_recalled':
      return { ...state, recalled: [...state.recalled.slice(-(REMEMBERED_MESSAGES - 1)), fact.data.sequence] };
    case 'conversation.visitor_read':
      return { ...state, visitorReadUpTo: fact.data.upTo };
    case 'conversation.messages_read':
      return { ...state, readUpTo: fact.data.upTo };
    case 'conversation.closed':
      return { ...state, status: 'closed' };
    case 'conversation.rating_invited':
      return { ...state, ratingInvited: true };
    case 'conversation.rated':
      return { ...state, rated: fact.data };
    default:
      return unreachable(fact);
  }
}

function requested(state: ConversationState, request: ConversationRequested): ConversationState {
  const { visitorId, groupId, delayed } = request;
  return { ...state, status: 'requested', visitorId, groupId, delayed: delayed === true ? request : null };
}

function taken(state: ConversationState, agentId: string, groupId: string): ConversationState {
  return { ...state, status: 'assigned', agentId, groupId, servedBy: agentId, respondedAt: null };
}

function respondedAt(state: ConversationState, { author, kind }: MessageAdded): number | null {
  // A note answers nobody.
  const answers = author.kind === 'agent' && author.id === state.agentId && kind !== 'note';
  const first = state.respondedAt === null && answers;
  return first ? state.sequence : state.respondedAt;
}

function remember(state: ConversationState, { author, clientMessageId }: MessageAdded): ConversationState['sent'] {
  const sent = { authorId: author.id, clientMessageId, sequence: state.sequence };
  return [...state.sent.slice(-(REMEMBERED_MESSAGES - 1)), sent];
}
