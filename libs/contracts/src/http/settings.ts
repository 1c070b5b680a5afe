// Settings documents as they travel: GET/PUT /v1/settings/{document}[/{id}], ETag = version, If-Match on PUT and DELETE.
// The documents are the settings core's own types: one shape from the wire to the fact.
export {
  type AgentDocument,
  type GroupDocument,
  type HoursDocument,
  type OfferSetting,
  type QueueDocument,
  type StrategyDocument,
  type SubmissionDocument,
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
