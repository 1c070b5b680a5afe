// Everything that an operation answers, by the name that it has in the OpenAPI document. Their JSON Schemas are read off
// these types by tools/answer-schemas.mjs, and a controller names one of them, so neither can say what is not so.
import type { Member } from '../peers.js';
import type { ConversationEvent } from './events.js';
import type {
  ApiKeyView,
  FactView,
  InvitationView,
  InvitedPerson,
  IssuedKey,
  KeySetCheck,
  Me,
  PersonView,
} from './people.js';
import type {
  AgentPresence,
  MyPresence,
  PresenceExplanation,
  PresenceList,
  PresenceStatuses,
  StatusDurations,
  StatusRequestAnswer,
  StatusRequestList,
} from './presence.js';
import type { Problem } from './problem.js';
import type {
  ConfigFile,
  ConfigPlan,
  DocumentKind,
  Documents,
  ExplainRulesAnswer,
  HistoryEntry,
  HoursExplained,
  HoursImport,
  HoursState,
  Versioned,
  VersionAnswer,
} from './settings.js';
import type { SignInOptions } from './sign-in.js';
import type {
  Board,
  CommandAnswer,
  ConversationList,
  Desk,
  Explanation,
  PoolList,
  PullAnswer,
  QueueHistory,
  QueueList,
  TransferList,
} from './staff.js';
import type {
  DeliveryView,
  OwnSubmission,
  SubmissionConversation,
  SubmissionDetail,
  SubmissionFormView,
  SubmissionMessage,
  SubmissionReceipt,
  SubmissionView,
  WebhookSecret,
} from './submissions.js';
import type {
  ConversationEvents,
  ConversationView,
  FileLink,
  QueuePlace,
  StoredFile,
  VisitorSession,
} from './visitor.js';
import type { VisitorHistory, VisitorProfile } from './visitor-profile.js';

interface List<One> {
  readonly data: readonly One[];
}

/** In pages: `nextCursor` is the `cursor` of the next one; null: this is the last. */
interface Page<One> extends List<One> {
  readonly nextCursor: string | null;
}

/** How a process is. */
interface HealthAnswer {
  readonly status: string;
  /** Of `ready` alone: what is missing, in a sentence each. */
  readonly missing?: readonly string[];
}

/** Public keys (RFC 7517). */
interface JsonWebKeySet {
  readonly keys: readonly object[];
}

/** What an OpenID provider says of itself (OpenID Connect Discovery 1.0). */
interface OpenIdConfiguration {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly [member: string]: unknown;
}

/** Tokens of the demo's provider (RFC 6749, 5.1). */
interface TokenAnswer {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/** The person to be, of the demo. */
interface DemoPerson {
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly workspace: string;
}

/** What a problem's `type` leads to. */
export interface ProblemPage {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

/** For the first frame of a socket; valid once, for 30 seconds. */
interface RealtimeTicket {
  readonly ticket: string;
  readonly expiresAt: string;
}

/** A secret that is shown only here. */
interface ShownSecret {
  readonly secret: string;
}

type Words<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Words<Rest>}`
  : Capitalize<Name>;

type SettingsAnswers = { readonly [Kind in DocumentKind as `${Words<Kind>}Settings`]: Versioned<Documents[Kind]> } & {
  readonly [Kind in DocumentKind as `${Words<Kind>}SettingsList`]: List<Versioned<Documents[Kind]>>;
};

export interface Answers extends SettingsAnswers {
  readonly AgentPresence: AgentPresence;
  readonly ApiKeyList: List<ApiKeyView>;
  readonly Board: Board;
  readonly CommandAnswer: CommandAnswer;
  readonly ConfigFile: ConfigFile;
  readonly ConfigPlan: ConfigPlan;
  readonly ConversationEvent: ConversationEvent;
  readonly ConversationEvents: ConversationEvents;
  readonly ConversationList: ConversationList;
  readonly ConversationView: ConversationView;
  readonly DemoPeople: readonly DemoPerson[];
  readonly DeliveryList: List<DeliveryView>;
  readonly DeliveryView: DeliveryView;
  readonly Desk: Desk;
  readonly ExplainRulesAnswer: ExplainRulesAnswer;
  readonly Explanation: Explanation;
  readonly FactList: List<FactView>;
  readonly FileLink: FileLink;
  readonly HealthAnswer: HealthAnswer;
  readonly HistoryList: List<HistoryEntry>;
  readonly HoursExplained: HoursExplained;
  readonly HoursImport: HoursImport;
  readonly HoursState: HoursState;
  readonly InvitationView: InvitationView;
  readonly InvitedPerson: InvitedPerson;
  readonly IssuedKey: IssuedKey;
  readonly JsonWebKeySet: JsonWebKeySet;
  readonly KeySetCheck: KeySetCheck;
  readonly Me: Me;
  readonly Member: Member;
  readonly MyPresence: MyPresence;
  readonly OAuthAnswer: TokenAnswer | { readonly error: string };
  readonly OpenIdConfiguration: OpenIdConfiguration;
  readonly OwnSubmission: OwnSubmission;
  readonly OwnSubmissionList: List<OwnSubmission>;
  readonly PersonList: List<PersonView>;
  readonly PersonView: PersonView;
  readonly PoolList: PoolList;
  readonly PresenceExplanation: PresenceExplanation;
  readonly PresenceList: PresenceList;
  readonly PresenceStatuses: PresenceStatuses;
  readonly Problem: Problem;
  readonly ProblemPage: ProblemPage;
  readonly PullAnswer: PullAnswer;
  readonly QueueHistory: QueueHistory;
  readonly QueueList: QueueList;
  readonly QueuePlace: QueuePlace;
  readonly RealtimeTicket: RealtimeTicket;
  readonly ShownSecret: ShownSecret;
  readonly SignInOptions: SignInOptions;
  readonly StatusDurations: StatusDurations;
  readonly StatusRequestAnswer: StatusRequestAnswer;
  readonly StatusRequestList: StatusRequestList;
  readonly StoredFile: StoredFile;
  readonly SubmissionConversation: SubmissionConversation;
  /** What GET /v1/submissions/export gives as JSON. */
  readonly SubmissionExport: readonly SubmissionView[];
  readonly SubmissionDetail: SubmissionDetail;
  readonly SubmissionFormView: SubmissionFormView;
  readonly SubmissionMessage: SubmissionMessage;
  readonly SubmissionPage: Page<SubmissionView>;
  readonly SubmissionReceipt: SubmissionReceipt;
  readonly SubmissionView: SubmissionView;
  readonly TokenAnswer: TokenAnswer;
  readonly TransferList: TransferList;
  readonly VersionAnswer: VersionAnswer;
  readonly VisitorHistory: VisitorHistory;
  readonly VisitorProfile: VisitorProfile;
  readonly VisitorSession: VisitorSession;
  readonly WebhookList: List<WebhookSecret>;
  readonly WebhookSecret: WebhookSecret;
}

export type AnswerName = keyof Answers;
