// Into the pool of a group (I1): no place is told, nobody waits at a screen, and there is always room.
import { countEligible } from './choosing.js';
import { emit, reasonFor, type Decision } from './decision.js';
import { withTerms, type Given } from './giving.js';
import type { Group } from './groups.js';
import type { PlaceInPool } from './later-event.js';
import { poolRules } from './mode.js';

/** @param given `priority` and `arrivedAt` are kept, whatever it was before */
export function pool(
  decision: Decision,
  given: Given & { readonly priority: number },
  group: Group,
  cause: PlaceInPool['cause'],
  fromAgentId: string | null = null,
): void {
  const { state, at } = decision;
  const { conversationId, visitorId, priority, arrivedAt, ruleId, excludedAgentIds } = given;
  const { groupId } = group;
  const { timeoutMs } = poolRules(state);
  const told = reasonFor(state, group, ruleId, given);
  const offDuty = group.open ? 0 : countEligible(state, group, given);
  const data: PlaceInPool = {
    ...{ conversationId, visitorId, groupId, priority, arrivedAt, cause },
    timeoutAt: timeoutMs === null ? null : at + timeoutMs,
    reason: offDuty === 0 ? told : { ...told, excluded: { ...told.excluded, off_duty: offDuty } },
    ...(fromAgentId !== null && { fromAgentId }),
    ...(excludedAgentIds.length > 0 && { excludedAgentIds }),
  };
  emit(decision, { type: 'pooled', data: withTerms(decision, data, given.terms) });
}
