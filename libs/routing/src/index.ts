// The routing engine: who gets whom.
export {
  type AgentRules,
  type AgentStatus,
  type Consequence,
  type Consequences,
  type GroupRules,
  type QueueRules,
  type Strategy,
} from './settings.js';
export { type ConversationClosed, type ConversationRequested, type GroupHours, type RoutingInput } from './input.js';
export {
  type Assigned,
  type AssignmentCause,
  type Candidate,
  type Place,
  type PullRefused,
  type Queued,
  type Reason,
  type Refused,
  type RefusalReason,
  type RoutingEvent,
  type SubmissionOffered,
} from './event.js';
export { routingCore } from './core.js';
export { type Exclusion, type Excluded } from './agents.js';
export { candidateTable, whyWaiting, type CandidateRow, type WaitExplained } from './explain.js';
export { evolve } from './evolve.js';
export { sentenceOf, waitingSentence, type NameOf } from './sentences.js';
export { fromSnapshot, toSnapshot } from './snapshot.js';
export { createRouting, RULE_VERSION, SNAPSHOT_VERSION, type Routing } from './state.js';
export { nextDeadline, step } from './step.js';
export {
  agentLoads,
  conversationOf,
  places,
  positionOf,
  waitingCount,
  type AgentLoad,
  type ConversationView,
  type Position,
  type RankedPlace,
} from './views.js';
