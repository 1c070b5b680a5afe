// The routing engine: who gets whom.
export { type AgentRules, type AgentStatus, type Consequence, type Consequences, type GroupRules, type QueueRules, type Strategy } from './settings.js';
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
