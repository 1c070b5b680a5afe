// Who is there: agents with intent and liveness, visitors with liveness alone.
export { agentDecider, type AgentCommand } from './agent.js';
export {
  effectiveChoice,
  effectiveStatus,
  type AgentState,
  type PendingStatus,
  type SettledRequest,
  type StatusRequest,
} from './agent-state.js';
export { type Choose } from './choosing.js';
export { type AgentRefusal } from './decided.js';
export {
  type AgentEvent,
  type LossCause,
  type PresenceEvent,
  type RequestOutcome,
  type StatusCause,
  type VisitorEvent,
} from './event.js';
export { type SettleRequest } from './requests.js';
export {
  DEFAULT_RULES,
  STATUSES,
  choiceOf,
  type Choice,
  type CustomStatus,
  type PresenceRules,
  type Status,
} from './status.js';
export { visitorDecider, type VisitorCommand, type VisitorState } from './visitor.js';
