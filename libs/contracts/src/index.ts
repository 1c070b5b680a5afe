// What crosses the process: HTTP shapes, socket frames, public events.
export { PUBLIC_EVENTS } from './events/catalogue.js';
export { toCloudEvent, type CloudEvent, type EnvelopeRecord } from './events/cloud-event.js';
export {
  asVisitorSees,
  toConversationEvent,
  withheld,
  withoutRecalled,
  type ConversationRecord,
} from './events/conversation-event.js';
export { schemaUri, type PublicEvent } from './events/public-event.js';
export { type RoutingDecision, type RoutingEvent } from './events/routing.js';
export { type SubmissionWithdrawnData } from './events/submission.js';
export {
  type Author,
  type ConversationEvent,
  type MessageData,
  type MessageFile,
  type MessageQuote,
} from './http/events.js';
export {
  type AgentPresence,
  type ConnectionAbout,
  type ConnectionView,
  type CustomStatusName,
  type EffectiveStatus,
  type MyPresence,
  type PresenceExplanation,
  type PresenceList,
  type PresenceStatuses,
  type StatusDurations,
  type StatusRequestAnswer,
  type StatusRequestList,
  type StatusRequestView,
} from './http/presence.js';
export { type Problem } from './http/problem.js';
export {
  type AgentDocument,
  type BlockDocument,
  type CannedReplyDocument,
  type ApplyConfigRequest,
  type ChannelDocument,
  type Closing,
  type Condition,
  type ConfigFile,
  type ConfigPlan,
  type CustomStatus,
  type Difference,
  type DocumentKind,
  type Documents,
  type ExplainRulesAnswer,
  type ExplainRulesRequest,
  type GroupDocument,
  type HistoryEntry,
  type HoursDecidedBy,
  type HoursDocument,
  type HoursExplained,
  type HoursImport,
  type HoursOverride,
  type HoursState,
  type MessagesDocument,
  type Interval,
  type OfferSetting,
  type Overflow,
  type PlannedChange,
  type PresenceDocument,
  type QueueDocument,
  type QueueMessages,
  type RatingAnswer,
  type RatingDocument,
  type RatingKind,
  type RatingTag,
  type RatingTemplate,
  type RestoreRequest,
  type RoutingRule,
  type RoutingRulesDocument,
  type RuleMatch,
  type RuleResult,
  type RuleVisitor,
  type StrategyDocument,
  type SubmissionDocument,
  type SummaryField,
  type SummaryFieldsDocument,
  type Tag,
  type TagsDocument,
  type Tried,
  type Versioned,
  type VersionAnswer,
  type Weekday,
} from './http/settings.js';
export { type ApiKeyView, type FactView, type IssuedKey, type Me, type PersonView } from './http/people.js';
export {
  type AnswerOffer,
  type AssignConversation,
  type Board,
  type BoardAgent,
  type CandidateRow,
  type CommandAnswer,
  type ConversationList,
  type Desk,
  type DeskOffer,
  type DeskWrapUp,
  type Explanation,
  type PullAnswer,
  type QueuedVisitor,
  type QueueHistory,
  type QueueList,
  type QueueStay,
  type SubmissionView,
} from './http/staff.js';
export {
  type AgentCard,
  type ClosedReason,
  type ConversationEvents,
  type ConversationState,
  type ConversationView,
  type EditMessage,
  type FileLink,
  type LeaveSubmission,
  type MessageRules,
  type OfferReason,
  type Outcome,
  type PlaceWorsened,
  type PostMessage,
  type QueuePlace,
  type StartConversation,
  type StoredFile,
  type SubmissionReceipt,
  type VisitorSession,
  type VisitorSessionRequest,
  type WaitWarning,
} from './http/visitor.js';
export {
  type GiveRating,
  type RatingForm,
  type RatingFormTag,
  type RatingGiven,
  type RatingView,
} from './http/rating.js';
export { allows, grants, PERMISSIONS, SCOPES, type Permission } from './permissions.js';
export {
  type ConversationCard,
  type ConversationPeer,
  type EnginePlace,
  type KeyHolder,
  type Member,
  type PeoplePeer,
  type PresencePeer,
  type QueuePeer,
  type VerifiedIdentity,
} from './peers.js';
export { type Principal, type Role } from './principal.js';
export { CLOSE_CODES, type ClientFrame, type ServerFrame } from './realtime.js';
export { FORWARDED, serviceOfPath } from './paths.js';
export { TOPICS, writersOf, type Topic } from './topics.js';
// Who knows documents from their events alone reads them in full, and applies the rules in them, with these.
export {
  completeDocument,
  DEFAULTS as SETTINGS_DEFAULTS,
  differences,
  inLanguage,
  matchRules,
  rangesOf,
  ratingFaults,
  ratingTemplateOf,
  SCORES,
} from '@frontdesk/settings';
export { SETTINGS_DOCUMENTS } from './events/settings-documents.js';
// The services that own facts write them for routing; they know its inputs, never its engine.
export { type RoutingInput } from '@frontdesk/routing';
