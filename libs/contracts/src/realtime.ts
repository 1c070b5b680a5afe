// The socket's protocol: /v1/realtime, JSON frames. The log is the truth; a frame only brings it sooner.
//
//   client                                  server
//   hello {ticket}                    ──▶
//                                     ◀──   welcome {connectionId, heartbeatMs}
//   subscribe {conversationId, after} ──▶   (subscribes first, reads the log after n, splices by sequence)
//                                     ◀──   events {conversationId, events[]}   gap-free, ascending
//   beat {active?, background?}       ──▶   every heartbeatMs, and when the app comes and goes
//                                     ◀──   beat {}
import type { ConversationEvent } from './http/events.js';
import type { QueuePlace } from './http/visitor.js';

export type ClientFrame =
  /** First frame; the ticket comes from POST /v1/realtime/tickets {} → {ticket, expiresAt} and works once within 30 s. */
  | { readonly type: 'hello'; readonly ticket: string }
  /** Events of one conversation after sequence `after`, then live. Repeat it after every reconnect. */
  | { readonly type: 'subscribe'; readonly conversationId: string; readonly after: number }
  | { readonly type: 'unsubscribe'; readonly conversationId: string }
  /** Not stored. `text` is the preview of what is being written; the agent sees the visitor's, never the reverse. */
  | { readonly type: 'typing'; readonly conversationId: string; readonly text: string }
  /** `active`: the page was used since the last beat, or is in use again. Says when an agent is idle (C7). */
  | {
      readonly type: 'beat';
      readonly active?: boolean;
      /** The app goes to the background, where its socket may be taken away but a notice reaches it; `active` ends that. */
      readonly background?: true;
    };

export type ServerFrame =
  | { readonly type: 'welcome'; readonly connectionId: string; readonly heartbeatMs: number }
  | { readonly type: 'events'; readonly conversationId: string; readonly events: readonly ConversationEvent[] }
  /** The place in the queue; the first change within a moment, then at most one per 2 s, the last value always. */
  | { readonly type: 'position'; readonly conversationId: string; readonly place: QueuePlace }
  | {
      readonly type: 'typing';
      readonly conversationId: string;
      readonly from: 'visitor' | 'agent';
      readonly text: string;
    }
  /** Something in this list changed: fetch it again. Sent to staff; `conversation` also to the visitor whose it is. */
  | {
      readonly type: 'changed';
      readonly what: 'inbox' | 'queue' | 'submissions' | 'presence' | 'settings' | 'board' | 'conversation';
    }
  | { readonly type: 'problem'; readonly code: string; readonly detail: string }
  | { readonly type: 'beat' };

/** Close codes: 4401 ticket refused, 4403 page of another origin, 4408 no hello in time, 1012 restart (come back with jitter), 1013 too slow a reader. */
export const CLOSE_CODES = {
  ticketRefused: 4401,
  originRefused: 4403,
  helloTimeout: 4408,
  restart: 1012,
  tooSlow: 1013,
} as const;
