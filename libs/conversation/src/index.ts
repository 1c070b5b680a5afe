// The conversation core: lifecycle, messages, reading.
export {
  type Actor,
  type ConversationCommand,
  type ConversationRefusal,
  type Earlier,
  type RatingTerms,
  type Recorded,
  type Summary,
  type TransferAnswer,
  type TypedMessage,
} from './command.js';
export {
  type Author,
  type AutomaticKind,
  type MessageAdded,
  type MessageEdited,
  type MessageFact,
  type MessageFile,
  type MessageKind,
  type MessageQuote,
  type MessageRecalled,
} from './message-event.js';
export { conversationDecider } from './decider.js';
export { reopenableUntil } from './going-on.js';
export {
  type Approval,
  type ArrivalOrder,
  type ConversationReopened,
  type TransferOutcome,
  type TransferRequested,
} from './later-event.js';
export { type ConversationRules, type RulesInForce } from './rules.js';
export { nextDue, type Due, type TimerName } from './timers.js';
export { MAX_NOTE } from './transfer.js';
export {
  REMEMBERED_MESSAGES,
  sequenceOf,
  type ConversationState,
  type ConversationStatus,
  type PendingTransfer,
} from './state.js';
export {
  type ClosedBy,
  type ClosedReason,
  type ConversationAssigned,
  type ConversationClosed,
  type ConversationFact,
  type ConversationRated,
  type ConversationRequested,
  type ConversationSummarised,
  type OfferOutcome,
  type OfferReason,
} from './event.js';
export { type RuleTried } from './rule-tried.js';
export { MAX_NAME, MAX_PAGE, MAX_TEXT } from './text.js';
export type {
  VisitorCard,
  VisitorEdited,
  VisitorFact,
  VisitorIdentified,
  VisitorMerged,
  VisitorNoted,
  Word,
} from './visitor/fact.js';
export {
  cardOf,
  vipOf,
  visitorDecider,
  type Attribute,
  type VisitorCommand,
  type VisitorRefusal,
  type VisitorState,
} from './visitor/visitor.js';
