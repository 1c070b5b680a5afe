// The facts of what is said: added, edited, recalled, read.

export type Author =
  | { readonly kind: 'visitor'; readonly id: string }
  | { readonly kind: 'agent'; readonly id: string; readonly name: string }
  | { readonly kind: 'system'; readonly id: 'frontdesk' };

/** Absent: text. `note`: for the house only; `system`: the product's own words. */
export type MessageKind = 'image' | 'file' | 'system' | 'note';

/** On which occasion the house says something by itself (F4). */
export type AutomaticKind = 'welcome' | 'connected' | 'agent_slow' | 'visitor_idle' | 'visitor_timeout' | 'end_words';

/** What stands in the log of a file; its bytes are kept elsewhere. */
export interface MessageFile {
  readonly fileId: string;
  readonly name: string;
  /** Decided by the content, never by the name. */
  readonly mediaType: string;
  readonly bytes: number;
}

/** Another message of the same conversation, as it began when it was quoted. */
export interface MessageQuote {
  readonly sequence: number;
  readonly author: Author;
  readonly excerpt: string;
}

export interface MessageAdded {
  readonly messageId: string;
  readonly clientMessageId: string;
  readonly author: Author;
  /** Of a file that came without words: its name. */
  readonly text: string;
  readonly kind?: MessageKind;
  readonly file?: MessageFile;
  readonly quote?: MessageQuote;
  /** Said by the house itself, and on which occasion. */
  readonly automatic?: AutomaticKind;
}

export interface MessageEdited {
  /** The message's number in its conversation. */
  readonly sequence: number;
  readonly messageId: string;
  readonly text: string;
  /** It is a note, and so is what it says now. */
  readonly kind?: 'note';
}

/** Only the log still has the words. */
export interface MessageRecalled {
  readonly sequence: number;
  readonly messageId: string;
  readonly kind?: 'note';
}

/** All that concerns messages alone, and nothing of who has the conversation. */
export type MessageFact =
  | { readonly type: 'conversation.message_added'; readonly data: MessageAdded }
  | { readonly type: 'conversation.message_edited'; readonly data: MessageEdited }
  | { readonly type: 'conversation.message_recalled'; readonly data: MessageRecalled }
  /** The owner has read the visitor's messages up to and including this sequence. */
  | { readonly type: 'conversation.messages_read'; readonly data: { readonly agentId: string; readonly upTo: number } }
  /** The visitor has seen what was written to them, up to and including this sequence. */
  | { readonly type: 'conversation.visitor_read'; readonly data: { readonly upTo: number } };
