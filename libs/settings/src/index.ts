// The settings of a workspace: documents, their rules, their history.
export { type AgentDocument } from './agent.js';
export { settingsDecider, type SettingsCommand, type SettingsRefusal, type SettingsState } from './decider.js';
export {
  documentFaults,
  isNamed,
  type DocumentKind,
  type Documents,
  type NamedDocuments,
  type SingleDocuments,
} from './document.js';
export { type DocumentRemoved, type DocumentSaved, type SettingsEvent } from './event.js';
export { type GroupDocument } from './group.js';
export { WEEKDAYS, type HoursDocument, type Interval, type Weekday } from './hours.js';
export { type QueueDocument } from './queue.js';
export { type StrategyDocument } from './strategy.js';
export { type OfferSetting, type SubmissionDocument } from './submission.js';
export {
  apiKeyDecider,
  liveSecrets,
  type ApiKeyCommand,
  type ApiKeyEvent,
  type ApiKeyRefusal,
  type ApiKeyState,
} from './people/api-key.js';
export {
  MEMBER_ROLES,
  memberDecider,
  type MemberCommand,
  type MemberEvent,
  type MemberRefusal,
  type MemberRole,
  type MemberState,
} from './people/member.js';
