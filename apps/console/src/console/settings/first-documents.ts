// Documents as their forms begin when nobody has saved one: everything that is extra is switched off.
import type { AgentDocument, GroupDocument, QueueDocument, StrategyDocument } from '@frontdesk/contracts';

export const FIRST_AGENT: AgentDocument = {
  name: '',
  email: '',
  limit: 3,
  groupIds: [],
  role: 'agent',
  skills: {},
  weights: {},
};

export const FIRST_GROUP: GroupDocument = {
  name: '',
  guide: '',
  picture: null,
  members: {},
  overflow: [],
  queue: null,
  submission: null,
  hours: null,
};

export const FIRST_QUEUE: QueueDocument = {
  enabled: true,
  maxLength: null,
  maxPerSlot: null,
  reopenAt: null,
  maxWaitSeconds: null,
  warnBeforeSeconds: 30,
  keepWaiting: 1,
  maxOvertakes: 10,
  abandonAfterSeconds: 120,
  whenFull: 'submission',
  whenTimedOut: 'submission',
  message: 'You are number {{position}} in the queue.',
  messages: {},
  reassuranceSeconds: null,
  placeholder: '',
  typing: true,
};

export const FIRST_STRATEGY: StrategyDocument = {
  method: 'saturation',
  directReturnMinutes: 0,
  familiarity: { mode: 'off', days: 7, waitSeconds: 60 },
  offer: { policy: 'direct', acceptSeconds: 30 },
  firstResponseSeconds: null,
  rampPerMinute: null,
  wrapUpSeconds: 0,
  waitForFirstMessage: false,
};
