// Documents as their forms begin when nobody has saved one: everything that is extra is switched off.
import type {
  AgentDocument,
  ConversationDocument,
  GroupDocument,
  HoursDocument,
  ModeDocument,
  QueueDocument,
  StrategyDocument,
} from '@frontdesk/contracts';

export const FIRST_AGENT: AgentDocument = {
  name: '',
  email: '',
  limit: 3,
  groupIds: [],
  role: 'agent',
  skills: {},
  weights: {},
  picture: null,
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

const WORKDAY = [{ start: '09:00', end: '17:00' }];

export const FIRST_HOURS: HoursDocument = {
  alwaysOpen: true,
  timeZone: 'UTC',
  weekly: { mon: WORKDAY, tue: WORKDAY, wed: WORKDAY, thu: WORKDAY, fri: WORKDAY, sat: [], sun: [] },
  overrides: [],
  closing: { then: 'finish', message: '', messages: {} },
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

export const FIRST_MODE: ModeDocument = {
  mode: 'real_time',
  channels: {},
  groups: {},
  assignAmong: 'online',
  poolOrder: 'oldest',
  unassignedTimeoutSeconds: null,
  messages: {},
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

const SILENT = { enabled: false, texts: { en: '' } };

export const FIRST_CONVERSATION: ConversationDocument = {
  fallbackLanguage: 'en',
  welcome: { ...SILENT, when: 'once_per_conversation' },
  connected: { ...SILENT, when: 'every_time' },
  agentSlow: { ...SILENT, afterSeconds: 90, times: 1 },
  visitorIdle: { ...SILENT, afterSeconds: 180, times: 1 },
  visitorTimeout: { ...SILENT, afterSeconds: 600 },
  endWords: { ...SILENT, when: 'after_agent' },
  visitorLeftSeconds: null,
  newWindow: 'continue',
  reopenMinutes: 10,
  transfer: { approval: 'none', timeoutSeconds: 60, order: 'keep' },
};
