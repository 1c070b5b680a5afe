// Settings documents as they travel: GET/PUT /v1/settings/{document}[/{id}], ETag = version, If-Match on PUT and DELETE.
import type {
  ConfigFile,
  HoursOverride,
  Interval,
  Weekday,
  PlannedChange,
  Difference,
  DocumentKind,
  Documents,
  RoutingRulesDocument,
  RuleResult,
  RuleVisitor,
  Tried,
} from '@frontdesk/settings';

// The documents are the settings core's own types: one shape from the wire to the fact.
export {
  type AgentDocument,
  type AttachmentLimits,
  type BlockDocument,
  type CannedReplyDocument,
  type AutomaticPrompt,
  type AutomaticWords,
  type ChannelDocument,
  type ConfigFile,
  type ConversationDocument,
  type Condition,
  type CustomField,
  type CustomStatus,
  type Deliver,
  type Difference,
  type DocumentKind,
  type Documents,
  type FieldChoice,
  type FieldKind,
  type FieldUse,
  type FileLimits,
  type GroupDocument,
  type Closing,
  type HoursDocument,
  type MessagesDocument,
  type HoursOverride,
  type Interval,
  type ModeDocument,
  type OfferSetting,
  type Overflow,
  type PlannedChange,
  type PoolMessages,
  type PresenceDocument,
  type QueueDocument,
  type QueueMessages,
  type RatingDocument,
  type RatingTag,
  type RatingTemplate,
  type RoutingRule,
  type RoutingRulesDocument,
  type RuleMatch,
  type RuleResult,
  type RuleVisitor,
  type StrategyDocument,
  type SubmissionDocument,
  type SubmissionForm,
  type SubmissionTemplateDocument,
  type SubmissionType,
  type SummaryField,
  type SummaryFieldsDocument,
  type Tag,
  type TagsDocument,
  type TimedOffer,
  type Tried,
  type UsualFields,
  type Weekday,
  type Words,
} from '@frontdesk/settings';

/** GET /v1/settings/hours/state */
export interface HoursState {
  readonly open: boolean;
  readonly reason: 'always_open' | 'within_hours' | 'outside_hours' | 'override';
  /** Of the override that decides, if one does. */
  readonly name?: string;
  readonly nextChangeAt: string | null;
}

/** GET /v1/settings/hours/explain?at=&group=: the hours at any instant, and what makes them so. */
export interface HoursExplained extends Omit<HoursState, 'name'> {
  readonly name: string | null;
  readonly at: string;
  /** What the clock on the wall shows then, with its offset. */
  readonly localTime: string;
  readonly timeZone: string;
  readonly nextChangeLocal: string | null;
  /** Whose hours they are: a group without its own has the workspace's; null is the workspace. */
  readonly groupId: string | null;
  readonly own: boolean;
  readonly decidedBy: HoursDecidedBy;
  readonly sentence: string;
}

/** `interval`: the one that it lies in; null: it lies in none of that day. */
export type HoursDecidedBy =
  | { readonly kind: 'always_open' }
  | { readonly kind: 'weekly'; readonly weekday: Weekday; readonly interval: Interval | null }
  | { readonly kind: 'override'; readonly override: HoursOverride; readonly interval: Interval | null };

/**
 * POST /v1/settings/hours/import {calendar, groupId?, dryRun?}: an iCalendar text; or the file itself as text/calendar,
 * with ?groupId=&dryRun=. Its entries replace the overrides of the same UID; the others stay.
 */
export interface HoursImport {
  readonly dryRun: boolean;
  /** Of the document, after the import. */
  readonly version: number;
  readonly added: readonly HoursOverride[];
  readonly changed: readonly HoursOverride[];
  readonly removed: readonly HoursOverride[];
  readonly unchanged: number;
  /** What of the calendar could not be told exactly, entry by entry. */
  readonly notes: readonly { readonly uid: string; readonly note: string }[];
}

/** What GET answers for any document; PUT takes the document alone. */
export interface Versioned<Document> {
  readonly id: string | null;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly document: Document;
}

/** One version of a document, newest first in GET …/history; `document` is null where it was removed. */
export interface HistoryEntry {
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly requestId: string | null;
  readonly reason: string | null;
  /** The version whose document this is again. */
  readonly restores: number | null;
  /** JSON pointers of what differs from the version before. */
  readonly changed: readonly string[];
  readonly document: Documents[DocumentKind] | null;
}

/** GET …/versions/{n}: the document as it was, and what that version changed; `?against=m` compares with m instead. */
export interface VersionAnswer extends HistoryEntry {
  readonly against: number;
  readonly changes: readonly Difference[];
}

/** POST …/restore, with If-Match. */
export interface RestoreRequest {
  readonly version: number;
  readonly reason?: string;
}

/**
 * POST /v1/settings/routing-rules/explain: a visitor who is made up. Members that are left out are not known; `at` is
 * now. `rules` are tried instead of the saved ones.
 */
export interface ExplainRulesRequest {
  readonly visitor: Partial<Omit<RuleVisitor, 'ranges' | 'weekday' | 'time'>> & {
    readonly ip?: string | null;
    /** ISO 8601. */
    readonly at?: string;
  };
  readonly rules?: RoutingRulesDocument['rules'];
}

export interface ExplainRulesAnswer {
  /** The rule that counts; null: none does, and the channel's default group is asked. */
  readonly ruleId: string | null;
  readonly result: RuleResult | null;
  readonly tried: readonly (Tried & { readonly name: string; readonly sentence: string })[];
}

/** POST /v1/settings/plan {file}: what would have to be changed to make the settings like the file. */
export interface ConfigPlan {
  /** The version that was looked at. */
  readonly settingsVersion: number;
  readonly changes: readonly Omit<PlannedChange, 'document'>[];
}

/**
 * POST /v1/settings/apply: all of it or nothing. A file that names another `settingsVersion` than there is now is stale
 * and refused, unless it asks for nothing, or `overwrite` says that it does not matter.
 */
export interface ApplyConfigRequest {
  readonly file: ConfigFile;
  readonly overwrite?: boolean;
  readonly reason?: string;
}
