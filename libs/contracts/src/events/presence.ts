// The public events of presence. Their subject is the agent (`agent/<id>`) or the visitor (`visitor/<id>`).
import Type from 'typebox';
import { count, id, publicEvent } from './public-event.js';

const agentId = id('The agent.');
const visitorId = id('The visitor.');
const requestId = id('The request; every one is settled once.');
const status = Type.Enum(['online', 'busy', 'offline']);
const lossCause = Type.Enum(['closed', 'lease_expired']);
const statusCause = Type.Enum([
  'agent',
  'supervisor',
  'connection',
  'lease',
  'approval',
  'pending',
  'idle',
  'activity',
]);
const custom = (description: string) => Type.Optional(id(description));
const customStatus = custom("The workspace's own status that was chosen; `status` is what it counts as.");
const connectionId = Type.Optional(id('The connection it came over.'));

const AGENT = '01950000-0000-7000-8000-00000000a001';
const VISITOR = '01950000-0000-7000-8000-00000000f001';
const REQUEST = '01950000-0000-7000-8000-00000000b001';
const CONNECTION = '01950000-0000-7000-8000-00000000c001';

export const agentStatusChosen = publicEvent(
  'presence.agent_status_chosen',
  'An agent, or a supervisor for them, has chosen a status. It counts while a connection lives.',
  { agentId, status, by: id('Who chose: the agent, or a supervisor.'), custom: customStatus, connectionId },
  { agentId: AGENT, status: 'online', by: AGENT },
);

export const agentConnected = publicEvent(
  'presence.agent_connected',
  'The first connection of an agent has opened. Further ones are no event.',
  { agentId, connectionId },
  { agentId: AGENT },
);

export const agentDisconnected = publicEvent(
  'presence.agent_disconnected',
  'The last connection of an agent is gone: closed by its page, or silent for too long.',
  { agentId, cause: lossCause, connectionId },
  { agentId: AGENT, cause: 'lease_expired' },
);

export const agentStatusChanged = publicEvent(
  'presence.agent_status_changed',
  'The effective status has changed: what was chosen while connected, else offline.',
  {
    ...{ agentId, from: status, to: status, cause: statusCause },
    fromCustom: custom("The workspace's own status that ends, if it was one."),
    toCustom: custom("The workspace's own status that begins, if it is one."),
    connectionId,
  },
  { agentId: AGENT, from: 'online', to: 'offline', cause: 'lease' },
);

export const pendingStatusSet = publicEvent(
  'presence.pending_status_set',
  'A status was chosen for after the last conversation. Until then the agent counts as busy.',
  { agentId, status, by: id('Who chose.'), custom: customStatus },
  { agentId: AGENT, status: 'busy', custom: 'meal', by: AGENT },
);

export const pendingStatusCleared = publicEvent(
  'presence.pending_status_cleared',
  'A status for after the last conversation was taken back. When it is applied, it is chosen instead.',
  { agentId, by: id('Who took it back.') },
  { agentId: AGENT, by: AGENT },
);

export const agentWentIdle = publicEvent(
  'presence.agent_went_idle',
  'An agent who is online has shown no activity for as long as the settings say, and counts as busy.',
  { agentId, lastActiveAt: count('The last sign of activity, in milliseconds since 1970.') },
  { agentId: AGENT, lastActiveAt: 1_735_787_045_006 },
);

export const agentBecameActive = publicEvent(
  'presence.agent_became_active',
  'An agent who was idle is active again.',
  { agentId, connectionId },
  { agentId: AGENT, connectionId: CONNECTION },
);

export const statusChangeRequested = publicEvent(
  'presence.status_change_requested',
  'An agent asks to leave online where that needs the yes of a supervisor.',
  {
    ...{ agentId, requestId, status, custom: customStatus },
    afterChat: Type.Boolean({ description: 'Asked for once the last conversation has ended.' }),
    until: count('When the request lapses, in milliseconds since 1970.'),
  },
  { agentId: AGENT, requestId: REQUEST, status: 'busy', custom: 'meal', afterChat: false, until: 1_735_787_345_006 },
);

export const statusChangeSettled = publicEvent(
  'presence.status_change_settled',
  'A request to leave online has ended. When it was approved, the choice follows.',
  {
    ...{ agentId, requestId },
    outcome: Type.Enum(['approved', 'refused', 'withdrawn', 'timed_out', 'superseded']),
    by: id('Who settled it; `presence` where nobody answered in time.'),
  },
  { agentId: AGENT, requestId: REQUEST, outcome: 'approved', by: '01950000-0000-7000-8000-00000000a002' },
);

export const visitorConnected = publicEvent(
  'presence.visitor_connected',
  'The first connection of a visitor has opened.',
  { visitorId },
  { visitorId: VISITOR },
);

export const visitorLost = publicEvent(
  'presence.visitor_lost',
  'The last connection of a visitor is gone. A place in the queue is kept for as long as its rules say.',
  { visitorId, lastBeatAt: count('The last sign of life, in milliseconds since 1970.'), cause: lossCause },
  { visitorId: VISITOR, lastBeatAt: 1_735_787_045_006, cause: 'closed' },
);

export const PRESENCE_EVENTS = [
  agentStatusChosen,
  agentConnected,
  agentDisconnected,
  agentStatusChanged,
  pendingStatusSet,
  pendingStatusCleared,
  agentWentIdle,
  agentBecameActive,
  statusChangeRequested,
  statusChangeSettled,
  visitorConnected,
  visitorLost,
] as const;
