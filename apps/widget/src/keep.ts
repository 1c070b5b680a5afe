// What the browser keeps for a site between page loads. A browser that forbids storage gets memory: the chat still works.
import type { FieldValue, LeaveSubmission, StartConversation, SubmissionReceipt } from '@frontdesk/contracts';
import type { Attachment } from './attachment.js';
import type { PendingMessage } from './outbox.js';

/** Asked for and not answered yet: the same key goes out again with the same body, so it happens once. */
export interface PendingStart {
  /** Also the first message's clientMessageId. */
  readonly key: string;
  readonly body: StartConversation;
  readonly at: string;
}

export interface PendingSubmission {
  readonly key: string;
  readonly body: LeaveSubmission;
}

export interface FormDraft {
  readonly name: string;
  readonly email: string;
  /** Null until the visitor edits it: it is prefilled with what was written in the chat. */
  readonly text: string | null;
  /** Of all other fields, by pointer. */
  readonly values?: Readonly<Record<string, FieldValue>>;
  readonly consent?: boolean;
  /** Whose ids stand in `values`; of an earlier page load those that had arrived. */
  readonly files?: readonly Attachment[];
}

export interface Kept {
  token: string;
  open: boolean;
  draft: string;
  conversation: string;
  /** The last sequence that the visitor has had on screen. */
  seen: number;
  start: PendingStart;
  outbox: readonly PendingMessage[];
  form: FormDraft;
  submission: PendingSubmission;
  receipt: SubmissionReceipt;
}

export type Backend = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Keep {
  private readonly memory = new Map<string, string>();

  constructor(
    private readonly site: string,
    private readonly backend: Backend | null,
  ) {}

  key(name: keyof Kept): string {
    return `frontdesk:${this.site}:${name}`;
  }

  read<Name extends keyof Kept>(name: Name): Kept[Name] | null {
    const key = this.key(name);
    try {
      const text = this.memory.get(key) ?? this.backend?.getItem(key) ?? null;
      return text === null ? null : (JSON.parse(text) as Kept[Name]);
    } catch {
      return null;
    }
  }

  write<Name extends keyof Kept>(name: Name, value: Kept[Name] | null): void {
    const key = this.key(name);
    try {
      if (value === null) this.backend?.removeItem(key);
      else this.backend?.setItem(key, JSON.stringify(value));
      if (this.backend !== null) return;
    } catch {
      // Storage is full or forbidden: memory serves until the page goes.
    }
    if (value === null) this.memory.delete(key);
    else this.memory.set(key, JSON.stringify(value));
  }
}

/** Merely touching `localStorage` throws where cookies are blocked. */
export function browserBackend(): Backend | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
