// The routing engine: who gets whom.
export {
  type AgentRules,
  type AgentStatus,
  type Consequence,
  type Consequences,
  type GroupRules,
  type Method,
  type Mode,
  type ModeRules,
  type Overflow,
  type OverflowCondition,
  type PoolRules,
  type QueueRules,
  type Strategy,
} from './settings.js';
export {
  type AgentStatusChange,
  type AssignRequested,
  type ConversationClosed,
  type ConversationRequested,
  type GroupHours,
  type OfferAnswer,
  type RoutingInput,
} from './input.js';
export {
  type Assigned,
  type PullRefused,
  type Queued,
  type Refused,
  type RefusalReason,
  type RoutingEvent,
  type SubmissionOffered,
  type SubmissionReason,
} from './event.js';
export { type Place, type Terms } from './place.js';
export { type AssignmentCause, type Candidate, type Excluded, type Reason, type TieBreak } from './reason.js';
export {
  type CommandRefusal,
  type CommandRefused,
  type LaterEvent,
  type OfferedToAgent,
  type OfferEnded,
  type Overflowed,
  type PlaceInPool,
  type Reprioritised,
  type RequeueCause,
  type Requeued,
  type Transferred,
} from './later-event.js';
export { routingCore } from './core.js';
export { type Exclusion } from './agents.js';
export {
  candidateTable,
  tableOf,
  versionsOf,
  whyPooled,
  whyWaiting,
  type CandidateRow,
  type PoolExplained,
  type VersionsInForce,
  type WaitExplained,
} from './explain.js';
export { evolve } from './evolve.js';
export { forecastAt, type Forecast } from './forecast.js';
export { poolSentence, sentenceOf, waitingSentence, type NameOf } from './sentences.js';
export { fromSnapshot, toSnapshot } from './snapshot.js';
export { createRouting, RULE_VERSION, SNAPSHOT_VERSION, type Routing } from './state.js';
export { nextDeadline, step } from './step.js';
export { explainArrival, type ArrivalExplained } from './hypothetical.js';
export { type Availability } from './reach.js';
export {
  agentLoads,
  availability,
  conversationOf,
  forecast,
  modeFor,
  oldestArrival,
  places,
  pooled,
  pooledCount,
  positionOf,
  usesPool,
  waitingCount,
  type AgentLoad,
  type ConversationView,
  type PooledPlace,
  type Position,
  type RankedPlace,
} from './views.js';
