// A group: its rules, its hours and those who wait in it.
import type { Instant } from '@frontdesk/kernel';
import type { Profile } from './agents.js';
import type { Waiting } from './conversations.js';
import type { Timer } from './deadlines.js';
import { byTurn, type Turn } from './order.js';
import { RankedList } from './ranked-list.js';
import type { GroupRules } from './settings.js';

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
  /** Those passed over keep their place; only the live are ready. */
  readonly queue: RankedList<Waiting, Turn>;
}

export function newGroup(groupId: string): Group {
  const queue = new RankedList<Waiting, Turn>(byTurn, (waiting) => waiting.live);
  return { groupId, rules: null, removed: false, open: true, until: null, flip: null, profiles: new Set(), queue };
}

export function hasDefaultHours(group: Group): boolean {
  return group.open && group.until === null;
}

/** Nothing would be forgotten with it. */
export function isBare(group: Group): boolean {
  return group.rules === null && hasDefaultHours(group) && group.profiles.size === 0 && group.queue.size === 0;
}
