// A conversation arrives (D1). In this order: blocked, the agent of a moment ago, the agent who is named, a rule that
// asks for a submission, the last agent of this visitor, the method, the overflow chain, the queue, a submission. In the
// asynchronous mode the pool takes the place of queue and submission (I1).
import { emit, named, reasonFor, type Decision } from './decision.js';
import { enqueue, isRoomIn, type Entrant } from './entering.js';
import type { Terms } from './place.js';
import type { Reason } from './reason.js';
import { canTake, familiarAgent, keeper, returningTo } from './familiarity.js';
import { give } from './giving.js';
import type { Group } from './groups.js';
import type { ConversationRequested } from './input.js';
import { isAsync } from './mode.js';
import { moveAlong } from './overflowing.js';
import { pool } from './pooling.js';
import { anybodyReachable, reach, reachForPool } from './reach.js';
import { hand } from './serving.js';
import { turnAway } from './turning-away.js';
import { ANYBODY_WILL_DO, NOBODY } from './wanted.js';

export function arrive(decision: Decision, request: ConversationRequested): void {
  const { state } = decision;
  // A conversation has one outcome, however often it is requested (P05).
  if (state.conversations.has(request.conversationId)) return;
  const entrant = entrantOf(decision, request);
  const group = state.groups.get(request.groupId);
  if (request.blocked === true) return refuseBlocked(decision, request, group);
  if (group === undefined || group.rules === null || group.removed) return refuseUnknownGroup(decision, request);
  const returning = returningTo(decision, group, entrant);
  if (returning !== null) {
    return give(decision, entrant, group, named(state, returning, group, entrant), 'direct_return');
  }
  const designated = request.agentId === undefined ? undefined : state.agents.get(request.agentId);
  if (designated !== undefined && canTake(state, designated, group, entrant)) {
    return give(decision, entrant, group, named(state, designated, group, entrant), 'designated');
  }
  if (isAsync(state, group, entrant)) return arriveForPool(decision, entrant, group);
  if (request.result === 'submission') return turnAway(decision, entrant, group, 'by_rule', 'submission');
  if (!group.open) return arriveOffDuty(decision, entrant, group);
  arriveOnDuty(decision, entrant, group);
}

function arriveOnDuty(decision: Decision, entrant: Entrant, group: Group): void {
  const { state } = decision;
  const familiar = familiarAgent(decision, group, entrant);
  if (familiar !== null) return give(decision, entrant, group, named(state, familiar, group, entrant), 'familiar');
  const keptFor = keeper(decision, group, entrant);
  if (keptFor !== null && isRoomIn(group)) return enqueue(decision, entrant, group, keptFor);
  const reached = reach(state, group, entrant, null);
  if (reached !== null) return hand(decision, entrant, group.groupId, reached, 'arrival');
  const { nobodyOnline, full } = group.rules?.consequences ?? { nobodyOnline: 'message', full: 'message' };
  if (nobodyOnline !== 'queue' && !anybodyReachable(state, group, entrant)) {
    return turnAway(decision, entrant, group, 'nobody_online', nobodyOnline);
  }
  if (isRoomIn(group)) return enqueue(decision, entrant, group);
  if (full === 'overflow' && moveAlong(decision, entrant, group, 'full')) return;
  turnAway(decision, entrant, group, 'full', full);
}

/** Never a queue, and never a submission, whatever a rule says (I1). */
function arriveForPool(decision: Decision, entrant: Entrant, group: Group): void {
  const { state } = decision;
  const familiar = group.open ? familiarAgent(decision, group, entrant) : null;
  if (familiar !== null) return give(decision, entrant, group, named(state, familiar, group, entrant), 'familiar');
  const reached = reachForPool(state, group, entrant);
  if (reached !== null) return hand(decision, entrant, group.groupId, reached, 'arrival');
  pool(decision, entrant, group, 'arrival');
}

function arriveOffDuty(decision: Decision, entrant: Entrant, group: Group): void {
  if (moveAlong(decision, entrant, group, 'off_duty')) return;
  turnAway(decision, entrant, group, 'out_of_hours', group.rules?.consequences.outOfHours ?? 'message');
}

function entrantOf({ state, at }: Decision, request: ConversationRequested): Entrant {
  const { conversationId, visitorId, ruleId, priority } = request;
  const terms = state.strategy.detailed === true ? termsOf(request) : null;
  return { conversationId, visitorId, arrivedAt: at, ruleId, priority, terms, excludedAgentIds: NOBODY };
}

function termsOf({ channel, priority, requiredSkills, mode }: ConversationRequested): Terms {
  const terms = requiredSkills === undefined ? { channel, priority } : { channel, priority, requiredSkills };
  return mode === undefined ? terms : { ...terms, mode };
}

/** Before anything else, and without a look at who is there (D1). */
function refuseBlocked(decision: Decision, request: ConversationRequested, group: Group | undefined): void {
  const { conversationId, visitorId, groupId, ruleId } = request;
  const why = 'blocked' as const;
  const reason =
    group === undefined ? bareReason(decision, request) : reasonFor(decision.state, group, ruleId, ANYBODY_WILL_DO);
  emit(decision, {
    type: 'refused',
    data: { conversationId, visitorId, groupId, arrivedAt: decision.at, why, reason },
  });
}

/** Settings may still be on their way; a visitor is never answered with an error because of that. */
function refuseUnknownGroup(decision: Decision, request: ConversationRequested): void {
  const { conversationId, visitorId, groupId } = request;
  const reason = bareReason(decision, request);
  const data = { conversationId, visitorId, groupId, arrivedAt: decision.at, why: 'nobody_online' as const, reason };
  emit(decision, { type: 'refused', data });
}

function bareReason({ state }: Decision, { ruleId, settingsVersion }: ConversationRequested): Reason {
  const excluded = { offline: 0, busy: 0, full: 0 };
  return { ruleVersion: state.ruleVersion, settingsVersion, ruleId, excluded, candidates: [], tieBreak: null };
}
