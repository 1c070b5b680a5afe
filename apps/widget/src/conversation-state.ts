// The conversation as the visitor sees it: the server's view of it, and the transcript folded from numbered events. Pure.
import type { ConversationEvent, ConversationView } from '@frontdesk/contracts';
import { changed, messageOf, type MessageEntry } from './message-entry.js';

export interface NoteEntry {
  readonly kind: 'joined' | 'queued';
  readonly sequence: number;
  readonly name: string;
  readonly at: string;
}

export type { MessageEntry };
export type Entry = MessageEntry | NoteEntry;

export interface Conversation {
  /** What is known of it, as of event `view.sequence`. It may be ahead of the transcript that is still being read. */
  readonly view: Omit<ConversationView, 'closedReason'> & { readonly closedReason: string | null };
  /** The last event that the transcript contains: resume after it. */
  readonly sequence: number;
  readonly entries: readonly Entry[];
  /** An agent has read the visitor's messages up to here. */
  readonly readUpTo: number;
}

export function fromView(view: ConversationView): Conversation {
  return { view, sequence: 0, entries: [], readUpTo: 0 };
}

/** A view older than what the events already told is dropped: answers can overtake each other. */
export function withView(conversation: Conversation, view: ConversationView): Conversation {
  return view.sequence < conversation.view.sequence ? conversation : { ...conversation, view };
}

export function withPlace(conversation: Conversation, place: ConversationView['place']): Conversation {
  const { view } = conversation;
  return view.state === 'queued' ? { ...conversation, view: { ...view, place } } : conversation;
}

export interface Advance {
  readonly conversation: Conversation;
  /** What was new, in order. */
  readonly applied: readonly ConversationEvent[];
  /** An event is missing in between: read it over HTTP. */
  readonly hole: boolean;
}

/** Repeated events are dropped; nothing is applied across a hole, so the order of the log is the order on screen. */
export function advance(conversation: Conversation, events: readonly ConversationEvent[]): Advance {
  let next = conversation;
  const applied: ConversationEvent[] = [];
  for (const event of events) {
    if (event.sequence <= next.sequence) continue;
    if (event.sequence > next.sequence + 1) return { conversation: next, applied, hole: true };
    next = apply(next, event);
    applied.push(event);
  }
  return { conversation: next, applied, hole: false };
}

function apply(conversation: Conversation, event: ConversationEvent): Conversation {
  const { entries, readUpTo, view } = conversation;
  const { sequence } = event;
  const entry = entryOf(entries, event);
  return {
    view: sequence > view.sequence ? { ...view, ...decided(view, event), sequence } : view,
    sequence,
    entries: entry === null ? changed(entries, event) : [...entries, entry],
    readUpTo: event.type === 'conversation.messages_read' ? event.data.upTo : readUpTo,
  };
}

function decided(view: Conversation['view'], event: ConversationEvent): Partial<Conversation['view']> {
  switch (event.type) {
    case 'conversation.offered':
      // An agent is being asked: the visitor waits, next in line.
      return { state: 'queued', outcome: 'queued', agent: null, place: null };
    case 'conversation.requeued':
    case 'conversation.queued': {
      const { position } = event.data;
      const place = { position, ahead: Math.max(0, position - 1), waitedMs: 0, message: '' };
      return { state: 'queued', outcome: 'queued', agent: null, place };
    }
    case 'conversation.pooled':
      return { state: 'pooled', outcome: 'pooled', agent: null, place: null };
    case 'conversation.transferred': {
      const { toAgentId: agentId, toAgentName: name } = event.data;
      return { agent: { agentId, name, pictureUrl: null } };
    }
    case 'conversation.assigned': {
      const { agentId, agentName: name } = event.data;
      const pictureUrl = view.agent?.agentId === agentId ? view.agent.pictureUrl : null;
      return { state: 'assigned', outcome: 'assigned', agent: { agentId, name, pictureUrl }, place: null };
    }
    case 'conversation.submission_offered':
      return { state: 'submission_offered', place: null };
    case 'conversation.reopened':
      return { state: 'requested', outcome: 'pending', agent: null, closedReason: null, waysOn: [] };
    case 'conversation.closed':
      return { state: 'closed', closedReason: event.data.reason, place: null };
    default:
      // Messages, reads, and whatever a newer server may tell: the state stays.
      return {};
  }
}

function entryOf(entries: readonly Entry[], event: ConversationEvent): Entry | null {
  const { sequence, at } = event;
  switch (event.type) {
    case 'conversation.message_added':
      return messageOf(sequence, at, event.data);
    case 'conversation.assigned':
      return { kind: 'joined', sequence, name: event.data.agentName, at };
    case 'conversation.transferred':
      return { kind: 'joined', sequence, name: event.data.toAgentName, at };
    case 'conversation.requeued':
    case 'conversation.queued':
      // Only worth a word when somebody had already joined: the first place in the queue has its own card.
      return entries.some((entry) => entry.kind === 'joined') ? { kind: 'queued', sequence, name: '', at } : null;
    default:
      return null;
  }
}

/** What the other side wrote since the visitor last looked. */
export function unread(conversation: Conversation | null, seen: number): number {
  const entries = conversation?.entries ?? [];
  return entries.filter((entry) => entry.kind === 'message' && entry.author !== 'visitor' && entry.sequence > seen)
    .length;
}
