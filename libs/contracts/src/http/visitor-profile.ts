// Who a visitor is, as staff sees and changes it (F6).

/** GET /v1/visitors/{id}, with ETag. The id of one who turned out to be another leads to that one. */
export interface VisitorProfile {
  readonly visitorId: string;
  readonly version: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** 0: no VIP. */
  readonly vip: number;
  /** A host site has signed for who this is. */
  readonly verified: boolean;
  readonly attributes: readonly {
    readonly name: string;
    readonly value: string | number | boolean;
    readonly verified: boolean;
  }[];
  readonly customFields: Readonly<Record<string, string | number | boolean>>;
  readonly notes: readonly { readonly noteId: string; readonly text: string; readonly byName: string }[];
  /** The last pages they were on, the newest first. */
  readonly pages: readonly { readonly url: string; readonly title: string; readonly at: string }[];
  /** Two capitals; null: not known. */
  readonly country: string | null;
  /** Ids under which they were known before. */
  readonly merged: readonly string[];
}

/** PATCH /v1/visitors/{id}, with If-Match. What is left out stays; null is taken away. */
export interface EditVisitor {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly vip?: number;
  readonly customFields?: Readonly<Record<string, string | number | boolean | null>>;
  /** Added to the notes. */
  readonly note?: string;
}

/** GET /v1/visitors/{id}/history: conversations and submissions, the newest first. */
export interface VisitorHistory {
  readonly data: readonly VisitorPast[];
}

export interface VisitorPast {
  readonly kind: 'conversation' | 'submission';
  readonly id: string;
  readonly at: string;
  readonly groupId: string;
  /** Who had it; null: nobody, or not known here. */
  readonly agentName: string | null;
  /** The last words of a conversation, the first of a submission. */
  readonly text: string | null;
  readonly state: string;
  readonly rating: { readonly kind: 'stars5' | 'nps' | 'thumbs'; readonly score: number } | null;
}

/** POST /v1/visitor-sessions/pages, by the visitor: what they look at. Kept for a while, never in the log. */
export interface ReportPage {
  readonly url: string;
  readonly title?: string;
}
