// A group: its rules, its hours, whose turn it is, and those who wait in it.
import type { Instant } from '@frontdesk/kernel';
import type { Timer } from './deadlines.js';
import type { ServiceBook } from './service-book.js';
import type { Turnstile } from './methods/round-robin.js';
import { Lines } from './lines.js';
import { byPriority } from './order.js';
import type { Pool } from './pool.js';
import type { Profile } from './agents.js';
import type { GroupRules } from './settings.js';
import { WaitingQueue } from './waiting-queue.js';

export interface Group {
  readonly groupId: string;
  /** null: only mentioned so far, by an agent or by its hours. */
  rules: GroupRules | null;
  /** Takes nobody new; its last rules hold for those who still wait. */
  removed: boolean;
  open: boolean;
  until: Instant | null;
  flip: Timer | null;
  readonly profiles: Set<Profile>;
  /** How many of them prefer anybody. */
  preferring: number;
  readonly queue: WaitingQueue;
  /** Those whom nobody has in the asynchronous mode (I1); null: nobody. */
  pool: Pool | null;
  /** Of other groups, because they waited there long enough (B5). */
  readonly guests: Lines;
  /** Groups whose chain names this one. */
  readonly sources: Set<Group>;
  /** Method `round_robin`: who was taken last. */
  turn: Turnstile | null;
  /** Was full, and has not been short enough since (E2). */
  shut: boolean;
  /** What the forecast rests on (E4); null: nothing yet. */
  service: ServiceBook | null;
  /** By priority: how many of a higher one have come since somebody of this one waits. */
  readonly overtakings: Map<number, number>;
}

export function newGroup(groupId: string): Group {
  return {
    groupId,
    rules: null,
    removed: false,
    open: true,
    until: null,
    flip: null,
    profiles: new Set(),
    preferring: 0,
    queue: new WaitingQueue(),
    pool: null,
    guests: new Lines(byPriority),
    sources: new Set(),
    turn: null,
    shut: false,
    service: null,
    overtakings: new Map(),
  };
}

export function hasDefaultHours(group: Group): boolean {
  return group.open && group.until === null;
}

/** Nothing would be forgotten with it. */
export function isBare(group: Group): boolean {
  const { rules, profiles, guests, sources } = group;
  return rules === null && hasDefaultHours(group) && profiles.size + guests.size + sources.size === 0 && isEmpty(group);
}

/** Nobody waits in it, and nobody is in its pool. */
export function isEmpty({ queue, pool }: Group): boolean {
  return queue.size === 0 && pool === null;
}
