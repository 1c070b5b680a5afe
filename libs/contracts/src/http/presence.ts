// Presence over HTTP: one's own status, everybody's, and why. Every instant is ISO 8601.
import type { RequestOutcome, Status, StatusCause } from '@frontdesk/presence';

/** What a status counts as; only `online` takes new conversations. */
export type EffectiveStatus = Status;

/** A status of the workspace's own. `name` null: it has been removed since; it is shown as what it counts as. */
export interface CustomStatusName {
  readonly id: string;
  readonly name: string | null;
}

/** GET /v1/presence/statuses: what may be chosen beside online, busy and offline, and under which rules. */
export interface PresenceStatuses {
  readonly data: readonly { readonly id: string; readonly name: string; readonly countsAs: 'busy' | 'offline' }[];
  /** An agent who leaves online needs a supervisor's yes. */
  readonly approval: boolean;
  /** Without activity for so long an agent counts as busy; null: never. */
  readonly idleBusyMinutes: number | null;
}

/** Intent is the agent's choice; effective is the intent while connected, else offline. */
export interface AgentPresence {
  readonly agentId: string;
  readonly intent: EffectiveStatus;
  readonly intentCustom: CustomStatusName | null;
  readonly effective: EffectiveStatus;
  readonly effectiveCustom: CustomStatusName | null;
  /** Since when the effective status is what it is. */
  readonly since: string;
  /** No activity for too long: counts as busy until there is some. */
  readonly idle: boolean;
  /** Applied when the last conversation ends; until then the agent counts as busy. */
  readonly pending: { readonly status: EffectiveStatus; readonly custom: CustomStatusName | null } | null;
  readonly request: StatusRequestView | null;
}

/** An open request to leave online. */
export interface StatusRequestView {
  readonly requestId: string;
  readonly agentId: string;
  readonly status: EffectiveStatus;
  readonly custom: CustomStatusName | null;
  readonly afterChat: boolean;
  readonly requestedAt: string;
  /** Lapses then, and changes nothing. */
  readonly until: string;
}

/**
 * GET /v1/presence/me, PUT /v1/presence/me {status, afterChat?, connectionId?} → 200, or 202 when `request` now waits
 * for a supervisor. DELETE /v1/presence/me/pending and /me/request take back; both answer this.
 */
export interface MyPresence extends AgentPresence {
  readonly connections: number;
}

/** GET /v1/presence: every agent who has ever connected or chosen a status. */
export interface PresenceList {
  readonly data: readonly AgentPresence[];
}

/** GET /v1/presence/requests: the open ones, the oldest first. */
export interface StatusRequestList {
  readonly data: readonly StatusRequestView[];
}

/** POST /v1/presence/agents/{id}/requests/{requestId}/approve | refuse → 200, or 409 `request_settled` with what it was. */
export interface StatusRequestAnswer {
  readonly requestId: string;
  readonly agentId: string;
  readonly outcome: RequestOutcome;
}

/** Of which kind a connection is: enough to recognise one's own, nothing that tells machines apart. */
export interface ConnectionAbout {
  readonly device: 'desktop' | 'tablet' | 'mobile' | 'other';
  readonly browser: 'chrome' | 'edge' | 'firefox' | 'safari' | 'other';
  /** Which process holds the socket. */
  readonly gateway: string;
  /** An app that nobody looks at: it counts for a time of its own, which the workspace has settled (P40). */
  readonly kind?: 'background';
}

export interface ConnectionView {
  readonly connectionId: string;
  /** null: not known; `resumed` stands for whoever was there when the process stopped. */
  readonly about: ConnectionAbout | null;
  readonly since: string;
  readonly lastBeatAt: string;
  readonly lastActiveAt: string;
  readonly expiresAt: string;
  /** Grows with every opening of a connection of this agent. */
  readonly epoch: number;
}

/** GET /v1/presence/agents/{id}: why is this agent online, or not. */
export interface PresenceExplanation extends AgentPresence {
  /** What the status changed to what it is by; null: it never changed. */
  readonly cause: StatusCause | null;
  readonly connections: readonly ConnectionView[];
  readonly sentence: string;
}

/** GET /v1/presence/agents/{id}/durations?from=&to=: how long in which status. `to` is never later than now. */
export interface StatusDurations {
  readonly agentId: string;
  readonly from: string;
  readonly to: string;
  /** Statuses that took no time are left out; before the first change an agent is in none. */
  readonly data: readonly {
    readonly status: EffectiveStatus;
    readonly custom: CustomStatusName | null;
    readonly ms: number;
  }[];
}
