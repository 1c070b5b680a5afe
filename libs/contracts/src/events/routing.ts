// What services learn from the engine (`assignment.decisions`). Between our services only: integrators read what becomes
// of a decision as conversation.* and submission.* events.
import type { RoutingEvent, RoutingInput } from '@frontdesk/routing';

export type { RoutingEvent };

/** Data of `assignment.decided` as its readers need it. */
export interface RoutingDecision {
  readonly input: RoutingInput;
  readonly events: readonly RoutingEvent[];
}
