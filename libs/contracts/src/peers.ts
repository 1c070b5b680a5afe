// What services ask each other at request time. Embedded: the peer's own class, wired in one file; distributed: HTTP.
// Events stay the only way to change another service's state; these are reads, and the sockets' leases.
import type { ConversationEvent } from './http/events.js';
import type { ConnectionAbout } from './http/presence.js';
import type { CandidateRow } from './http/staff.js';
import type { Availability, ConversationView, QueuePlace } from './http/visitor.js';
import type { Permission, Role } from './permissions.js';
import type { Principal } from './principal.js';

/** Answered by assignment-queue, from the engine's committed state. */
export interface QueuePeer {
  /** null: does not wait. `position` counts from 1. */
  place(workspace: string, conversationId: string): Promise<EnginePlace | null>;
  availability(workspace: string, groupId: string, channel?: string): Promise<Availability>;
  candidates(workspace: string, groupId: string): Promise<readonly CandidateRow[]>;
}

/** A place as the engine knows it: no words. */
export interface EnginePlace {
  readonly position: number;
  readonly ahead: number;
  readonly waitedMs: number;
  readonly groupId: string;
  /** The agent it is kept for, or who is being asked; null: anybody. */
  readonly agentId: string | null;
  readonly forecast: { readonly p50Ms: number; readonly p90Ms: number } | null;
  /** Set once the visitor has been warned of the end of the wait. `left`: how often they may prolong it. */
  readonly warning: { readonly timeoutAt: number; readonly left: number } | null;
}

/** Answered by conversation. Both answer null for a conversation that is unknown, foreign, or not the visitor's own. */
export interface ConversationPeer {
  eventsAfter(
    principal: Principal,
    conversationId: string,
    after: number,
    limit: number,
  ): Promise<readonly ConversationEvent[] | null>;
  view(principal: Principal, conversationId: string): Promise<ConversationView | null>;
  /** What the queue list shows beside a place, by conversation id; unknown ids are left out. One query. */
  cards(workspace: string, conversationIds: readonly string[]): Promise<ReadonlyMap<string, ConversationCard>>;
  /**
   * A place in the words of the workspace and the language of its visitor. `entry`: as it is first shown, else when it
   * has changed.
   */
  queuePlace(
    workspace: string,
    conversationId: string,
    place: EnginePlace,
    moment: 'entry' | 'change',
  ): Promise<QueuePlace>;
  /** Whether agents see what a visitor is writing before it is sent (F1). */
  typingPreview(workspace: string): Promise<boolean>;
  /** Whether pages of this origin may open the chat of a channel (B15). */
  originAllowed(workspace: string, channel: string, origin: string): Promise<boolean>;
}

export interface ConversationCard {
  readonly visitorName: string;
  readonly page: string | null;
  readonly language: string | null;
  readonly lastText: string | null;
}

/** Answered by presence: what the gateway tells of its sockets. A connection is one lease. */
export interface PresencePeer {
  opened(principal: Principal, connectionId: string, about?: ConnectionAbout): Promise<void>;
  /** `active`: somebody is at it. false: the lease is unknown (flushed, reaped); call opened again. */
  beat(principal: Principal, connectionId: string, active?: boolean): Promise<boolean>;
  /** Explicit and immediate: the page was closed, not lost. A visitor's closing page counts as lost, not as leaving. */
  closed(principal: Principal, connectionId: string): Promise<void>;
}

/** Answered by settings, which alone has the hashes of secrets. Every process asks it who a credential is. */
export interface PeoplePeer {
  /** The key, if the secret's SHA-256 (hex) is one of its live ones; asking counts as using it. */
  keyHolder(keyId: string, secretHash: string): Promise<KeyHolder | null>;
  /** The person who has joined with this sign-in; null: nobody here. */
  member(issuer: string, subject: string): Promise<Member | null>;
  /** Who the host site of a channel says its visitor is; null: it does not say so, or not in time. */
  visitorIdentity(workspace: string, channel: string, token: string): Promise<VerifiedIdentity | null>;
}

export interface KeyHolder {
  readonly workspace: string;
  readonly scopes: readonly Permission[];
  /** Epoch ms of the first moment at which this secret no longer counts; null: never by itself. */
  readonly endsAt: number | null;
}

/** What a host site has signed of its visitor. */
export interface VerifiedIdentity {
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
  /** VIP level, 1–100; absent: none. */
  readonly vip?: number;
  /** Two capitals; absent: not said. */
  readonly country?: string;
  readonly phone?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

export interface Member {
  readonly workspace: string;
  readonly personId: string;
  readonly role: Role;
}
