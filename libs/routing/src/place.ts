// A visitor who waits, and what is asked for them.
import type { Instant } from '@frontdesk/kernel';
import type { Mode } from './settings.js';

/** What of a request outlives its decision: it is needed again when the conversation comes back to the queue. */
export interface Terms {
  readonly channel: string;
  readonly priority: number;
  readonly requiredSkills?: Readonly<Record<string, number>>;
  /** By a rule (B7). */
  readonly mode?: Mode;
}

/** A visitor who waits. */
export interface Place {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly priority: number;
  readonly arrivedAt: Instant;
}
