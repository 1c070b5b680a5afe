// The rules of the queue and what is said to those who wait (E2, E3).
import { flag, inTurn, members, orNull, text, whole } from './check.js';
import { placeholders } from './template.js';

/** /v1/settings/queue (one for the workspace in this version). Seconds, whole numbers; null: no limit. */
export interface QueueDocument {
  readonly enabled: boolean;
  readonly maxLength: number | null;
  readonly maxWaitSeconds: number | null;
  readonly abandonAfterSeconds: number;
  /** Template with {{position}} and {{ahead}}, shown on entry and when the position changes. */
  readonly message: string;
}

const DAY = 86_400;

export const queueCheck = members({
  enabled: flag,
  maxLength: orNull(whole(0, 100_000)),
  maxWaitSeconds: orNull(whole(1, DAY)),
  abandonAfterSeconds: whole(1, DAY),
  message: inTurn(text(0, 2000), placeholders),
});
