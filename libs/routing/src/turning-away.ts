// Neither an agent nor a place: a submission is offered, or a message tells the visitor why not.
import { countEligible } from './choosing.js';
import { emit, reasonFor, type Decision } from './decision.js';
import type { Entrant } from './entering.js';
import type { Refused, SubmissionOffered } from './event.js';
import type { Group } from './groups.js';
import type { Consequence } from './settings.js';

type Why = Exclude<SubmissionOffered['why'] & Refused['why'], 'blocked'>;

/** Overflow that nobody took is a message. */
export function turnAway(
  decision: Decision,
  entrant: Entrant,
  group: Group,
  why: Why,
  consequence: Consequence | 'overflow',
): void {
  const data = turningAway(decision, entrant, group, why);
  emit(decision, { type: consequence === 'submission' ? 'submission_offered' : 'refused', data });
}

/** What is recorded of it. */
export function turningAway<Said extends Why>(decision: Decision, entrant: Entrant, group: Group, why: Said) {
  const { conversationId, visitorId, arrivedAt, ruleId } = entrant;
  const { groupId } = group;
  const told = reasonFor(decision.state, group, ruleId, entrant);
  const offDuty =
    why === 'out_of_hours' && decision.state.strategy.detailed ? countEligible(decision.state, group, entrant) : 0;
  const reason = offDuty === 0 ? told : { ...told, excluded: { ...told.excluded, off_duty: offDuty } };
  return { conversationId, visitorId, groupId, arrivedAt, why, reason };
}
