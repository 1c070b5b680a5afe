// What would be decided about a visitor who is not here (B7): by the very code that decides, on a copy of the state.
import type { Instant } from '@frontdesk/kernel';
import type { RoutingEvent } from './event.js';
import { candidatesAs, type CandidateRow } from './explain.js';
import type { ConversationRequested } from './input.js';
import { fromSnapshot, toSnapshot } from './snapshot.js';
import type { Routing } from './state.js';
import { step } from './step.js';
import { NOBODY } from './wanted.js';

export interface ArrivalExplained {
  /** As they would be recorded, with their reasons. */
  readonly events: readonly RoutingEvent[];
  /** Every agent of the group asked for, with why they would not be taken. */
  readonly table: readonly CandidateRow[];
}

/** Changes nothing. O(size of the state): for people who ask, not for every visitor. */
export function explainArrival(state: Routing, request: ConversationRequested, at: Instant): ArrivalExplained {
  const { channel, priority, requiredSkills } = request;
  const terms = { channel, priority, ...(requiredSkills !== undefined && { requiredSkills }) };
  const table = candidatesAs(state, request.groupId, { terms, excludedAgentIds: NOBODY });
  const copy = fromSnapshot(toSnapshot(state));
  const decided = step(copy, { type: 'conversation_requested', data: request }, at);
  const events = decided.filter(
    ({ data }) => 'conversationId' in data && data.conversationId === request.conversationId,
  );
  return { events, table };
}
