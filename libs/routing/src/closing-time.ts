// Closing time (H3): what becomes of those who still wait when the hours of their group end.
//
// Whoever is being asked for is not waiting; if nobody takes them, they are told then.
import { emit, type Decision } from './decision.js';
import type { Entrant } from './entering.js';
import type { Group } from './groups.js';
import { moveAlong } from './overflowing.js';
import type { Consequence } from './settings.js';
import { turningAway } from './turning-away.js';

/** In the order of their turns; first along the chain, as those who come out of hours. */
export function endHours(decision: Decision, groupId: string): void {
  const group = decision.state.groups.get(groupId);
  const consequence = group === undefined ? null : closingOf(group);
  if (group === undefined || consequence === null) return;
  for (const waiting of group.queue.slice(0, group.queue.size)) {
    if (!moveAlong(decision, waiting, group, 'off_duty', waiting)) sendHome(decision, waiting, group, consequence);
  }
}

/** Null: on duty, or the queue is served to its end. */
export function closingOf({ open, rules }: Group): Consequence | null {
  return open ? null : (rules?.closing ?? null);
}

export function sendHome(decision: Decision, entrant: Entrant, group: Group, consequence: Consequence): void {
  const data = { ...turningAway(decision, entrant, group, 'out_of_hours'), closing: true as const };
  emit(decision, { type: consequence === 'submission' ? 'submission_offered' : 'refused', data });
}
