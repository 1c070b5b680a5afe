// The settings of a workspace: documents, their rules, their history.
export { type AgentDocument } from './agent.js';
export { type BlockDocument } from './block.js';
export { type CannedReplyDocument } from './canned-reply.js';
export { type ChannelDocument, type ChannelIdentity, type Look, type PublicKey } from './channel.js';
export { memberOf } from './check.js';
export {
  BEFORE_AGENT,
  WITH_AGENT,
  type AutomaticPrompt,
  type AutomaticWords,
  type ConversationDocument,
} from './conversation.js';
export { identifier } from './identifier.js';
export {
  completeSaved,
  settingsDecider,
  type SettingsCommand,
  type SettingsRefusal,
  type SettingsState,
} from './decider.js';
export { configFaults, exportConfig, planConfig, type ConfigFile, type PlannedChange } from './config-file.js';
export { DEFAULTS } from './defaults.js';
export { differences, type Difference } from './differences.js';
export {
  completeDocument,
  documentFaults,
  idFaults,
  isNamed,
  NAMED_KINDS,
  SINGLE_KINDS,
  type DocumentKind,
  type Documents,
  type GivenDocuments,
  type NamedDocuments,
  type SingleDocuments,
} from './document.js';
export { type DocumentRemoved, type DocumentSaved, type SettingsEvent } from './event.js';
export { type GroupDocument, type Overflow } from './group.js';
export { dateOf, dayNumberOf, weekdayOf, yearOf, type DayNumber } from './calendar-date.js';
export { type Closing } from './closing.js';
export { completeHours, WEEKDAYS, type GivenHours, type HoursDocument, type Weekday } from './hours.js';
export { importOverrides, type ImportedEntry, type ImportedOverrides } from './import-overrides.js';
export { isOvernight, minutesOf, type Interval } from './intervals.js';
export { boundariesAfter, overrideOn, type GivenOverride, type HoursOverride } from './overrides.js';
export { explainFaults } from './explain-request.js';
export { whyNot } from './rule-sentences.js';
export { matchRules, rangesOf, type RuleMatch, type RuleVisitor, type Tried } from './match-rules.js';
export { MOST_FILE_BYTES, type FileLimits, type MessagesDocument } from './messages.js';
export { type Mode, type ModeDocument, type PoolMessages } from './mode.js';
export { type CustomStatus, type PresenceDocument } from './presence.js';
export { type QueueDocument, type QueueMessages } from './queue.js';
export { referenceFaults, usersOf, type WorkspaceDocuments } from './references.js';
export { type Condition, type RoutingRule, type RoutingRulesDocument, type RuleResult } from './routing-rules.js';
export {
  MAX_RATING_TEXT,
  ratingFaults,
  ratingTemplateOf,
  SCORES,
  type RatingDocument,
  type RatingOccasions,
  type RatingTag,
  type RatingTemplate,
} from './rating.js';
export { type Familiarity, type StrategyDocument } from './strategy.js';
export { type OfferSetting, type SubmissionDocument, type SubmissionForm, type TimedOffer } from './submission.js';
export { type Deliver } from './submission-targets.js';
export {
  FIELD_KINDS,
  type CustomField,
  type FieldChoice,
  type FieldKind,
  type FieldUse,
  type AttachmentLimits,
  type SubmissionTemplateDocument,
  type SubmissionType,
  type UsualFields,
} from './submission-template.js';
export { wordsIn, type Words } from './words.js';
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
  notMeantBy,
  type EmailClaim,
  type MemberCommand,
  type MemberEvent,
  type MemberRefusal,
  type MemberRole,
  type MemberState,
} from './people/member.js';
export { requiredFields, summaryFaults, type SummaryGiven } from './summary.js';
export { type SummaryField, type SummaryFieldsDocument, type Tag, type TagsDocument } from './tags.js';
export { PLACEHOLDERS } from './template.js';
export {
  identitySecretDecider,
  type IdentitySecretCommand,
  type IdentitySecretEvent,
  type IdentitySecretRefusal,
  type IdentitySecretState,
} from './people/identity-secret.js';
