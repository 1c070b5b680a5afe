// What the browser keeps for a site between page loads. A browser that forbids storage gets memory: the chat still works.
import type { SubmissionReceipt } from '@frontdesk/contracts';
import type { PendingMessage } from './outbox.js';

/** A start that was asked for and not answered yet: the same key goes out again, so it stays one conversation. */
export interface PendingStart {
  readonly key: string;
  readonly text: string;
  readonly groupId: string | null;
  readonly at: string;
}

export interface FormDraft {
  readonly name: string;
  readonly email: string;
  /** Null until the visitor edits it: it is prefilled with what was written in the chat. */
  readonly text: string | null;
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
  /** The key of a submission that was not answered yet. */
  submission: string;
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
