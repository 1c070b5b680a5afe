// What routing knows of the settings: only what a decision can depend on, already resolved by their owner.
//
// Every optional member is a feature. Absent means: as before the feature was there. A log that never names one is
// decided, folded and sealed as it always was, so the version of the rules need not change with each feature.
import type { DurationMs } from '@frontdesk/kernel';

/** What happens instead of a place or an agent: leave a submission, or be told by a message. */
export type Consequence = 'submission' | 'message';

/** The rules of one group's queue (E2), with inheritance from the workspace already applied. */
export interface QueueRules {
  readonly enabled: boolean;
  /** Most visitors who may wait in this group; null: no limit. */
  readonly maxLength: number | null;
  /** Longest wait before the timeout consequence; null: no limit. */
  readonly maxWaitMs: DurationMs | null;
  /** A visitor without a live lease keeps the place for this long since the last beat. */
  readonly abandonAfterMs: DurationMs;
  /** Most who may wait per slot of the agents who are online. Whole number; with `maxLength` the smaller holds. */
  readonly maxPerSlot?: number;
  /** Hysteresis: once the queue was full, nobody enters until its length is at most this. */
  readonly reopenAt?: number;
  /** The warning comes this long before the longest wait has passed. */
  readonly warnBeforeMs?: DurationMs;
  /** How often "keep waiting" may start the longest wait anew. */
  readonly keepWaiting?: number;
  /** Ageing (E1): nobody who waits is overtaken more often than this by those who arrived later. At least 1. */
  readonly maxOvertakes?: number;
}

/**
 * What each reason for not being served leads to. `queue` lets visitors wait although nobody is online; `overflow` sends
 * them along the chain whatever its conditions say, and is a message when no group of the chain takes them.
 */
export interface Consequences {
  readonly full: Consequence | 'overflow';
  readonly timeout: Consequence | 'overflow';
  readonly outOfHours: Consequence;
  readonly nobodyOnline: Consequence | 'queue';
}

/** When a group of the chain may serve: about the group that overflows, but `waited`, which is about one who waits. */
export type OverflowCondition = 'no_agent_online' | 'all_full' | 'off_duty' | 'waited' | 'any';

/** One link of an overflow chain (B5). Only the chain of the group of arrival is followed, so there are no loops. */
export interface Overflow {
  readonly groupId: string;
  readonly when: OverflowCondition;
  /** Of `waited`: for how long. */
  readonly afterMs?: DurationMs;
}

export interface GroupRules {
  readonly groupId: string;
  readonly settingsVersion: number;
  readonly queue: QueueRules;
  readonly consequences: Consequences;
  readonly overflow?: readonly Overflow[];
  /** Of those who still wait when the hours end (H3); absent: they stay, and are served by whoever is still there. */
  readonly closing?: Consequence;
}

/** `real_time`: who finds nobody waits in a queue. `asynchronous`: they go their way, and are answered later (B1). */
export type Mode = 'real_time' | 'asynchronous';

/** In which mode visitors are served, and what holds in the asynchronous one (I1). */
export interface ModeRules {
  readonly settingsVersion: number;
  readonly mode: Mode;
  /** Otherwise than the workspace. What a routing rule says comes first, then the channel, then the group. */
  readonly channels?: Readonly<Record<string, Mode>>;
  readonly groups?: Readonly<Record<string, Mode>>;
  readonly pool: PoolRules;
}

export interface PoolRules {
  /** `all`: whatever their status says, but never over their limit. */
  readonly among: 'online' | 'all';
  /** Who of the pool is given first: the longest here, the highest priority, or whoever wrote last. */
  readonly order: 'oldest' | 'priority' | 'last_message';
  /** So long a conversation may be without an agent; null: for ever. */
  readonly timeoutMs: DurationMs | null;
}

export interface AgentRules {
  readonly agentId: string;
  /** Most simultaneous conversations, or the most that their weights may add up to; 0 is allowed and means none. */
  readonly limit: number;
  readonly groupIds: readonly string[];
  /** Of account creation: the order of `round_robin` (B4). */
  readonly order?: number;
  /** By group: 1 is asked first, absent is 1; the method chooses among equals (B2). */
  readonly preference?: Readonly<Record<string, number>>;
  /** By skill: the level, 1 to 5 (B3). */
  readonly skills?: Readonly<Record<string, number>>;
  /** By channel: what one conversation weighs, a whole number ≥ 0; absent is 1 (B3, P10). */
  readonly weights?: Readonly<Record<string, number>>;
}

/** How the agent is chosen among the eligible of the best preference (B4). */
export type Method = 'saturation' | 'round_robin' | 'least_loaded' | 'longest_idle';

/** How agents are chosen (B4), and everything else that holds for the workspace as a whole. */
export interface Strategy {
  readonly settingsVersion: number;
  readonly method: Method;
  /** A visitor who returns within this time goes to the agent who closed the last chat, if eligible; 0: never. */
  readonly directReturnMs: DurationMs;
  /**
   * Decisions also record the terms of a request (channel, priority, skills), and service times are remembered. Weights,
   * requeueing at the old priority and the forecast rest on it. Settings always say so; only old logs do not.
   */
  readonly detailed?: true;
  /** The last agent of this visitor (B6); `wait` holds the place for an agent who is full or busy. */
  readonly familiarity?: {
    readonly withinMs: DurationMs;
    readonly mode: 'prefer' | 'wait';
    readonly waitMs?: DurationMs;
  };
  /** An agent accepts or refuses (B4); absent: the assignment is direct. */
  readonly offer?: { readonly acceptMs: DurationMs };
  /** Without a first message within this time the conversation goes back to the queue (D7). */
  readonly firstResponseMs?: DurationMs;
  /** Most conversations that an agent is given by the method within any minute (D8). At least 1. */
  readonly rampPerMinute?: number;
  /** After a close the slot stays held for so long (C8). */
  readonly wrapUpMs?: DurationMs;
  /** What becomes of conversations whose agent lost the last lease and does not come back within the grace (C4). */
  readonly agentLost?: { readonly graceMs: DurationMs; readonly then: 'keep' | 'requeue' | 'submission' };
}

export type AgentStatus = 'online' | 'busy' | 'offline';
