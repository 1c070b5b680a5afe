// The facts of one submission: what a visitor leaves when no agent takes the conversation.

export interface SubmissionReceived {
  readonly submissionId: string;
  /** What the visitor keeps. */
  readonly receiptId: string;
  /** The conversation whose place it takes; null when it was left without one. */
  readonly conversationId: string | null;
  readonly visitorId: string;
  readonly groupId: string;
  readonly name: string | null;
  readonly email: string;
  readonly text: string;
  /** Why it was offered; null: the visitor's own choice. */
  readonly reason: string | null;
}

/** An agent came first. The fact carries what was typed, so that the conversation can take it without asking back. */
export interface SubmissionWithdrawn {
  readonly conversationId: string;
  readonly reason: 'assigned';
  readonly text: string;
}

export type SubmissionFact =
  | { readonly type: 'submission.received'; readonly data: SubmissionReceived }
  /** It counts: the visitor will be answered. */
  | { readonly type: 'submission.confirmed'; readonly data: Record<never, never> }
  | { readonly type: 'submission.withdrawn'; readonly data: SubmissionWithdrawn }
  | { readonly type: 'submission.closed'; readonly data: { readonly by: string } };
