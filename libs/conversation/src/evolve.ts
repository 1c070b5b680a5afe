// What a conversation remembers of each fact.
import { unreachable, type Instant } from '@frontdesk/kernel';
import type { ConversationFact, ConversationRequested } from './event.js';
import type { LaterFact } from './later-event.js';
import type { MessageAdded } from './message-event.js';
import { NO_TIMING, REMEMBERED_MESSAGES, type ConversationState } from './state.js';
import { timingAfter } from './timers.js';
import { transferAfter } from './transfer.js';

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
  about: null,
  agentName: null,
  served: false,
  connectedTold: false,
  timing: NO_TIMING,
  transfer: null,
  lastTransfer: null,
  closing: null,
  awaitsRouting: false,
  summary: null,
});

/** `at` is only asked for what counts time. */
export function evolve(before: ConversationState, fact: ConversationFact, at: Instant = 0): ConversationState {
  const state = remembered({ ...before, sequence: before.sequence + 1 }, fact, at);
  return { ...state, ...transferAfter(state, fact), timing: timingAfter(state, fact, at) };
}

function remembered(state: ConversationState, fact: ConversationFact, at: Instant): ConversationState {
  switch (fact.type) {
    case 'conversation.requested':
      return requested(state, fact.data);
    // `delayed` stays: whoever tells routing of it looks it up there.
    case 'conversation.agent_requested':
      return { ...state, asked: true };
    case 'conversation.queued':
      return { ...state, status: 'queued', groupId: fact.data.groupId, awaitsRouting: false };
    case 'conversation.offered':
      return offered(state, fact.data.groupId, fact.data.offerId);
    case 'conversation.offer_ended':
      return { ...state, offerId: null };
    case 'conversation.assigned':
      return taken(state, fact.data.agentId, fact.data.agentName, fact.data.groupId);
    case 'conversation.transferred':
      return taken(state, fact.data.toAgentId, fact.data.toAgentName, fact.data.groupId);
    case 'conversation.requeued':
      return { ...state, status: 'queued', agentId: null, groupId: fact.data.groupId, respondedAt: null };
    case 'conversation.pooled':
      return pooled(state, fact.data.groupId);
    // Where the place is now, a fact of its own says.
    case 'conversation.overflowed':
    case 'conversation.reprioritised':
    case 'conversation.wait_warned':
    case 'conversation.wait_extended':
      return state;
    case 'conversation.submission_offered':
      return { ...state, status: 'submission_offered', agentId: null, respondedAt: null, awaitsRouting: false };
    case 'conversation.message_added':
      return said(state, fact.data);
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
      return { ...state, status: 'closed', closing: { at, reason: fact.data.reason }, awaitsRouting: false };
    case 'conversation.rating_invited':
      return { ...state, ratingInvited: true };
    case 'conversation.rated':
      return { ...state, rated: fact.data };
    case 'conversation.summarised':
      return { ...state, summary: fact.data };
    default:
      return rememberedLater(state, fact);
  }
}

function rememberedLater(state: ConversationState, fact: LaterFact): ConversationState {
  switch (fact.type) {
    case 'conversation.reopened':
      return reopened(state, fact.data.groupId);
    // What they change, transfer and timing remember.
    case 'conversation.locked':
    case 'conversation.unlocked':
    case 'conversation.visitor_lost':
    case 'conversation.visitor_returned':
    case 'conversation.transfer_requested':
    case 'conversation.transfer_request_ended':
    case 'conversation.transfer_failed':
      return state;
    default:
      return unreachable(fact);
  }
}

function requested(state: ConversationState, request: ConversationRequested): ConversationState {
  const { visitorId, groupId, delayed, conversationId, visitorName, channel, language } = request;
  const about = { conversationId, visitorName, channel, language };
  return { ...state, status: 'requested', visitorId, groupId, about, delayed: delayed === true ? request : null };
}

function taken(state: ConversationState, agentId: string, agentName: string, groupId: string): ConversationState {
  const now = { agentId, agentName, groupId, respondedAt: null, served: true, servedBy: agentId, awaitsRouting: false };
  return { ...state, ...now, status: 'assigned' };
}

function offered(state: ConversationState, groupId: string, offerId: string): ConversationState {
  return { ...state, status: 'queued', groupId, offerId, awaitsRouting: false };
}

function said(state: ConversationState, message: MessageAdded): ConversationState {
  const connectedTold = state.connectedTold || message.automatic === 'connected';
  return { ...state, sent: remember(state, message), respondedAt: respondedAt(state, message), connectedTold };
}

function pooled(state: ConversationState, groupId: string): ConversationState {
  return { ...state, status: 'pooled', agentId: null, groupId, respondedAt: null, awaitsRouting: false };
}

function reopened(state: ConversationState, groupId: string): ConversationState {
  const nobody = { agentId: null, offerId: null, respondedAt: null, served: false, closing: null };
  return { ...state, ...nobody, status: 'requested', groupId, awaitsRouting: true };
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
