// Who is there: agents with intent and liveness, visitors with liveness alone.
export { agentDecider, effectiveStatus, type AgentCommand, type AgentRefusal, type AgentState } from './agent.js';
export { type AgentEvent, type LossCause, type PresenceEvent, type StatusCause, type VisitorEvent } from './event.js';
export { STATUSES, type Status } from './status.js';
export { visitorDecider, type VisitorCommand, type VisitorState } from './visitor.js';
