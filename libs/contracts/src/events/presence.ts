// The public events of presence. Their subject is the agent (`agent/<id>`) or the visitor (`visitor/<id>`).
import Type from 'typebox';
import { count, id, publicEvent } from './public-event.js';

const agentId = id('The agent.');
const visitorId = id('The visitor.');
const status = Type.Enum(['online', 'busy', 'offline']);
const lossCause = Type.Enum(['closed', 'lease_expired']);

const AGENT = '01950000-0000-7000-8000-00000000a001';
const VISITOR = '01950000-0000-7000-8000-00000000f001';

export const agentStatusChosen = publicEvent(
  'presence.agent_status_chosen',
  'An agent, or a supervisor for them, has chosen a status. It counts while a connection lives.',
  { agentId, status, by: id('Who chose: the agent, or a supervisor.') },
  { agentId: AGENT, status: 'online', by: AGENT },
);

export const agentConnected = publicEvent(
  'presence.agent_connected',
  'The first connection of an agent has opened. Further ones are no event.',
  { agentId },
  { agentId: AGENT },
);

export const agentDisconnected = publicEvent(
  'presence.agent_disconnected',
  'The last connection of an agent is gone: closed by its page, or silent for too long.',
  { agentId, cause: lossCause },
  { agentId: AGENT, cause: 'lease_expired' },
);

export const agentStatusChanged = publicEvent(
  'presence.agent_status_changed',
  'The effective status has changed: what was chosen while connected, else offline.',
  { agentId, from: status, to: status, cause: Type.Enum(['agent', 'supervisor', 'connection', 'lease']) },
  { agentId: AGENT, from: 'online', to: 'offline', cause: 'lease' },
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
  visitorConnected,
  visitorLost,
] as const;
