// What routing knows of the settings: only what a decision can depend on, already resolved by their owner.
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
}

/** What each reason for not being served leads to. `queue` lets visitors wait although nobody is online. */
export interface Consequences {
  readonly full: Consequence;
  readonly timeout: Consequence;
  readonly outOfHours: Consequence;
  readonly nobodyOnline: Consequence | 'queue';
}

export interface GroupRules {
  readonly groupId: string;
  readonly settingsVersion: number;
  readonly queue: QueueRules;
  readonly consequences: Consequences;
}

export interface AgentRules {
  readonly agentId: string;
  /** Most simultaneous conversations; 0 is allowed and means none. Integer ≥ 0. */
  readonly limit: number;
  readonly groupIds: readonly string[];
}

/** How an agent is chosen among the eligible (B4) and for how long a returning visitor goes to the same one (B6). */
export interface Strategy {
  readonly settingsVersion: number;
  readonly method: 'saturation';
  /** A visitor who returns within this time goes to the agent who closed the last chat, if eligible; 0: never. */
  readonly directReturnMs: DurationMs;
}

export type AgentStatus = 'online' | 'busy' | 'offline';
