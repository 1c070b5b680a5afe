// Along the overflow chain (B5): to the first group that has an agent for it, else to the first with room in its queue.
// Only the chain of the group it comes from is followed, and nobody goes back to where they came from: there are no loops.
import { anybodyOnline, candidatesFor } from './choosing.js';
import type { Waiting } from './conversations.js';
import { emit, type Decision } from './decision.js';
import { enqueue, isRoomIn, requeue, timeoutFrom, type Entrant } from './entering.js';
import { give } from './giving.js';
import type { Group } from './groups.js';
import { isAsync } from './mode.js';
import { OPEN_TIER } from './order.js';
import { dutyGroup } from './reach.js';
import { serve, serveOne } from './serving.js';

/** Answers whether a group took them; if not, nothing has happened. */
export function moveAlong(
  decision: Decision,
  entrant: Entrant,
  from: Group,
  when: 'full' | 'off_duty' | 'timeout',
  waiting: Waiting | null = null,
): boolean {
  const { state } = decision;
  const targets = targetsOf(decision, from, when, waiting);
  const { conversationId } = entrant;
  const tell = (to: Group) => {
    const data = { conversationId, fromGroupId: from.groupId, toGroupId: to.groupId, when };
    emit(decision, { type: 'overflowed', data });
  };
  for (const target of targets) {
    const candidates = candidatesFor(state, target, entrant);
    if (candidates.length === 0) continue;
    tell(target);
    give(decision, entrant, target, candidates, 'overflow');
    return true;
  }
  for (const target of targets) {
    const isManned = anybodyOnline(target, entrant) || target.rules?.consequences.nobodyOnline === 'queue';
    // A pool has room for everybody, whoever is there.
    if (!isAsync(state, target, entrant) && (!isManned || !isRoomIn(target))) continue;
    tell(target);
    if (waiting === null) enqueue(decision, entrant, target);
    else {
      const back = { cause: 'overflow', fromAgentId: null, timeoutAt: timeoutFrom(target, decision.at) } as const;
      requeue(decision, { ...entrant, ...back, tier: OPEN_TIER }, target);
    }
    serveMoved(decision, conversationId);
    return true;
  }
  return false;
}

/** The new group may have a chain of its own, with somebody free. */
function serveMoved(decision: Decision, conversationId: string): void {
  serveOne(decision, conversationId);
}

/** Has waited as long as the next link says: that group may serve them too from now on. */
export function overflowBecauseWaited(decision: Decision, waiting: Waiting): void {
  const { conversationId, groupId, keptFor } = waiting;
  if (keptFor !== null) {
    const { agentId } = keptFor;
    emit(decision, { type: 'keeping_ended', data: { conversationId, agentId, cause: 'elapsed' } });
  }
  const toGroupId = waiting.overflow?.toGroupId ?? groupId;
  emit(decision, { type: 'overflowed', data: { conversationId, fromGroupId: groupId, toGroupId, when: 'waited' } });
  serve(decision, waiting);
}

function targetsOf({ state }: Decision, from: Group, when: string, waiting: Waiting | null): Group[] {
  const chain = (from.rules?.overflow ?? []).filter(
    (link) => when !== 'off_duty' || link.when === when || link.when === 'any',
  );
  const ids = new Set(chain.map(({ groupId }) => groupId));
  ids.delete(from.groupId);
  for (const visited of waiting?.visited ?? []) ids.delete(visited);
  return [...ids].flatMap((groupId) => dutyGroup(state, groupId) ?? []);
}
