// Clock, ids and timers as ports: tests run the whole product on a clock that starts and speeds as told.
import type { Instant } from '@frontdesk/kernel';

export interface Clock {
  now(): Instant;
  /** Calls back once at or after `at`; the returned function cancels. Never keeps the process alive by itself. */
  at(at: Instant, call: () => void): () => void;
}

/** Opaque ids, never twice the same; ordered by time where the adapter can (UUIDv7). */
export interface Ids {
  next(): string;
}
