// Settings documents as they travel: GET/PUT /v1/settings/{document}[/{id}], ETag = version, If-Match on PUT and DELETE.
import type {
  ConfigFile,
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
  type BlockDocument,
  type CannedReplyDocument,
  type ChannelDocument,
  type ConfigFile,
  type Condition,
  type CustomStatus,
  type Difference,
  type DocumentKind,
  type Documents,
  type GroupDocument,
  type HoursDocument,
  type MessagesDocument,
  type OfferSetting,
  type Overflow,
  type PlannedChange,
  type PresenceDocument,
  type QueueDocument,
  type QueueMessages,
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
  type Weekday,
} from '@frontdesk/settings';

/** GET /v1/settings/hours/state */
export interface HoursState {
  readonly open: boolean;
  readonly reason: string;
  readonly nextChangeAt: string | null;
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
