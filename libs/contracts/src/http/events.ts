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

export interface MessageFile {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export interface MessageQuote {
  readonly sequence: number;
  readonly author: Author;
  /** Empty once the quoted message was taken back. */
  readonly excerpt: string;
}

export interface MessageData {
  readonly messageId: string;
  readonly clientMessageId: string;
  readonly author: Author;
  /** Of a file that came without words: its name. Empty: taken back. */
  readonly text: string;
  /** Absent: text. A note is for the house only. */
  readonly kind?: 'image' | 'file' | 'system' | 'note';
  readonly file?: MessageFile;
  readonly quote?: MessageQuote;
  /** Said by the house itself, and on which occasion. */
  readonly automatic?: AutomaticKind;
}

/** The types are the public event types, `conversation.withheld` apart; `data` is the part a page needs. */
export type ConversationEvent =
  | Numbered<'conversation.requested', { readonly groupId: string }>
  | Numbered<'conversation.agent_requested', { readonly groupId: string }>
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
  /** Who is asked is for staff: a visitor's copy leaves the agent's id and name empty. */
  | Numbered<
      'conversation.offered',
      {
        readonly offerId: string;
        readonly agentId: string;
        readonly agentName: string;
        readonly groupId: string;
        /** Epoch ms. */
        readonly expiresAt: number;
      }
    >
  | Numbered<
      'conversation.offer_ended',
      {
        readonly offerId: string;
        readonly agentId: string;
        readonly agentName: string;
        readonly outcome: 'accepted' | 'rejected' | 'timed_out' | 'withdrawn' | 'visitor_left';
      }
    >
  | Numbered<'conversation.requeued', { readonly groupId: string; readonly position: number; readonly cause: string }>
  | Numbered<'conversation.pooled', { readonly groupId: string; readonly cause: string }>
  | Numbered<
      'conversation.transferred',
      {
        readonly fromAgentId: string;
        readonly toAgentId: string;
        readonly toAgentName: string;
        readonly groupId: string;
        readonly by: string;
      }
    >
  | Numbered<
      'conversation.overflowed',
      { readonly fromGroupId: string; readonly toGroupId: string; readonly when: string }
    >
  | Numbered<
      'conversation.reprioritised',
      { readonly groupId: string; readonly priority: number; readonly position: number; readonly by: string }
    >
  /** Epoch ms. */
  | Numbered<'conversation.wait_warned', { readonly timeoutAt: number }>
  | Numbered<'conversation.wait_extended', { readonly timeoutAt: number; readonly left: number }>
  | Numbered<'conversation.submission_offered', { readonly reason: string }>
  | Numbered<'conversation.message_added', MessageData>
  /** `data.sequence`: the message that reads like this now. */
  | Numbered<
      'conversation.message_edited',
      { readonly sequence: number; readonly messageId: string; readonly text: string; readonly kind?: 'note' }
    >
  /** Its words are gone, also where the log is read again. */
  | Numbered<
      'conversation.message_recalled',
      { readonly sequence: number; readonly messageId: string; readonly kind?: 'note' }
    >
  /** An agent has read the visitor's messages up to this sequence. Visitors see it where receipts are switched on. */
  | Numbered<'conversation.messages_read', { readonly agentId: string; readonly upTo: number }>
  | Numbered<'conversation.visitor_read', { readonly upTo: number }>
  /** For visitors only: in the place of what is the house's own affair, so that their numbers have no gap. */
  | Numbered<'conversation.withheld', Readonly<Record<string, never>>>
  | Numbered<'conversation.rating_invited', { readonly templateId: string; readonly by: string }>
  | Numbered<
      'conversation.rated',
      {
        readonly templateId: string;
        readonly kind: 'stars5' | 'nps' | 'thumbs';
        readonly score: number;
        readonly tags: readonly string[];
        readonly text: string | null;
        readonly solved: boolean | null;
        /** The visitor rates anew. */
        readonly changed?: true;
      }
    >
  /** For staff only. */
  | Numbered<
      'conversation.summarised',
      {
        readonly fields: Readonly<Record<string, string | number | boolean>>;
        readonly tags: readonly string[];
        readonly by: string;
      }
    >
  | Numbered<
      'conversation.closed',
      { readonly reason: string; readonly by: string; /** Why nobody took it. */ readonly why: string | null }
    >
  | LaterEvent;

export type AutomaticKind = 'welcome' | 'connected' | 'agent_slow' | 'visitor_idle' | 'visitor_timeout' | 'end_words';

interface ByStaff {
  readonly by: string;
  readonly byName: string;
}

/** Locks and hand-overs are the house's own affair: in a visitor's copy they are withheld. */
type LaterEvent =
  | Numbered<'conversation.locked', ByStaff>
  | Numbered<'conversation.unlocked', ByStaff>
  | Numbered<'conversation.visitor_lost', { readonly lastBeatAt: number }>
  | Numbered<'conversation.visitor_returned', Record<never, never>>
  | Numbered<
      'conversation.transfer_requested',
      ByStaff & {
        readonly requestId: string;
        readonly fromAgentId: string;
        readonly toAgentId?: string;
        readonly toGroupId?: string;
        readonly toName: string;
        readonly note: string;
        readonly approval: 'none' | 'agent' | 'supervisor';
        /** Epoch ms. */
        readonly expiresAt: number | null;
        readonly order: 'keep' | 'end' | 'front';
        readonly bySupervisor: boolean;
      }
    >
  | Numbered<
      'conversation.transfer_request_ended',
      {
        readonly requestId: string;
        readonly outcome: 'approved' | 'refused' | 'timed_out' | 'cancelled' | 'moot';
        readonly by: string | null;
        readonly byName: string | null;
      }
    >
  | Numbered<'conversation.transfer_failed', { readonly requestId: string; readonly reason: string }>
  | Numbered<'conversation.reopened', { readonly groupId: string; readonly by: 'visitor' | 'agent' }>;
