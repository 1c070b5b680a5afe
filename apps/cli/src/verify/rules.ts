// The rules of each day: a decision is made again by the version that made it, never by a newer one.
import type { LaneCore } from '@frontdesk/engine';
import { routingCore, type Routing, type RoutingEvent, type RoutingInput } from '@frontdesk/routing';

export type RoutingRules = LaneCore<Routing, RoutingInput, RoutingEvent>;

const RULES: ReadonlyMap<number, RoutingRules> = new Map([[routingCore.ruleVersion, routingCore]]);

/** Undefined: this program no longer has them, or not yet. */
export const rulesOf = (version: number): RoutingRules | undefined => RULES.get(version);

/** Folding is the same under all of them: an event says what happened, not what would. */
export const folding: RoutingRules = routingCore;
