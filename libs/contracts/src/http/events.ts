// A conversation's events as clients see them: numbered, without a gap, resumable by "after sequence n".

export type Author =
  | { readonly kind: 'visitor'; readonly id: string }
  | { readonly kind: 'agent'; readonly id: string; readonly name: string }
  | { readonly kind: 'system'; readonly id: 'frontdesk' };

interface Numbered<Type extends string, Data> {
  /** 1, 2, 3 … within the conversation. */
  readonly sequence: number;
  readonly type: Type;
  readonly at: string;
  readonly data: Data;
}

/** The types are the public event types; `data` is the part a page needs. */
export type ConversationEvent =
  | Numbered<'conversation.requested', { readonly groupId: string }>
  | Numbered<'conversation.queued', { readonly groupId: string; readonly position: number }>
  | Numbered<
      'conversation.assigned',
      {
        readonly agentId: string;
        readonly agentName: string;
        readonly groupId: string;
        readonly waitedMs: number;
        readonly cause: string;
      }
    >
  | Numbered<'conversation.submission_offered', { readonly reason: string }>
  | Numbered<
      'conversation.message_added',
      { readonly messageId: string; readonly clientMessageId: string; readonly author: Author; readonly text: string }
    >
  /** An agent has read the visitor's messages up to this sequence. */
  | Numbered<'conversation.messages_read', { readonly agentId: string; readonly upTo: number }>
  | Numbered<
      'conversation.closed',
      { readonly reason: string; readonly by: string; /** Why nobody took it. */ readonly why: string | null }
    >;
