// Settings documents as they travel: GET/PUT /v1/settings/{document}[/{id}], ETag = version, If-Match on PUT and DELETE.

/** /v1/settings/agents/{id} */
export interface AgentDocument {
  readonly name: string;
  readonly email: string;
  /** Most simultaneous conversations; integer 0–100. */
  readonly limit: number;
  readonly groupIds: readonly string[];
  readonly role: 'agent' | 'supervisor' | 'admin' | 'owner';
}

/** /v1/settings/groups/{id} */
export interface GroupDocument {
  readonly name: string;
  readonly guide: string;
}

/** /v1/settings/queue (one for the workspace in this version). Seconds, whole numbers; null: no limit. */
export interface QueueDocument {
  readonly enabled: boolean;
  readonly maxLength: number | null;
  readonly maxWaitSeconds: number | null;
  readonly abandonAfterSeconds: number;
  /** Template with {{position}} and {{ahead}}, shown on entry and when the position changes. */
  readonly message: string;
}

/** /v1/settings/submission: when a submission is offered, with the words for each reason. */
export interface SubmissionDocument {
  readonly enabled: boolean;
  readonly outOfHours: OfferSetting;
  readonly nobodyOnline: OfferSetting;
  readonly queueFull: OfferSetting;
  readonly queueTimeout: OfferSetting;
}

export interface OfferSetting {
  readonly enabled: boolean;
  /** Shown above the form; with the switch off, shown instead of it. */
  readonly text: string;
}

/** /v1/settings/hours: weekly wall-clock intervals in an IANA zone; half-open, "24:00" legal as an end. */
export interface HoursDocument {
  readonly alwaysOpen: boolean;
  readonly timeZone: string;
  readonly weekly: Readonly<Record<Weekday, readonly { readonly start: string; readonly end: string }[]>>;
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** GET /v1/settings/hours/state */
export interface HoursState {
  readonly open: boolean;
  readonly reason: string;
  readonly nextChangeAt: string | null;
}

/** /v1/settings/strategy */
export interface StrategyDocument {
  readonly method: 'saturation';
  /** 0: a returning visitor is routed afresh. */
  readonly directReturnMinutes: number;
}

/** What GET answers for any document; PUT takes the document alone. */
export interface Versioned<Document> {
  readonly id: string | null;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly document: Document;
}
