// Messages on their way: shown at once, sent in order, kept while there is no network, each under one client id so that a
// repetition is harmless. They leave when the log shows them.
import type { KeyValue } from './draft-store';

export interface Outgoing {
  readonly conversationId: string;
  readonly clientMessageId: string;
  /** May be empty where there is a file. */
  readonly text: string;
  readonly note?: boolean;
  readonly file?: { readonly fileId: string; readonly name: string };
  /** The sequence of the message it answers. */
  readonly quote?: number;
  readonly at: string;
  readonly state: 'pending' | 'sent' | 'failed';
  readonly problem?: string;
}

/** `later`: the same request may succeed unchanged. Otherwise the reason, for the person to read. */
export type SendResult = 'sent' | 'later' | { readonly refused: string };

export interface OutboxPorts {
  readonly send: (message: Outgoing) => Promise<SendResult>;
  readonly storage: KeyValue;
  readonly key: string;
}

export class Outbox {
  private messages: readonly Outgoing[];
  private sending = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly ports: OutboxPorts) {
    this.messages = this.restore();
  }

  readonly snapshot = (): readonly Outgoing[] => this.messages;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(message: Omit<Outgoing, 'state' | 'problem'>): Promise<void> {
    this.keep([...this.messages, { ...message, state: 'pending' }]);
    return this.flush();
  }

  retry(clientMessageId: string): Promise<void> {
    this.mark(clientMessageId, 'pending');
    return this.flush();
  }

  discard(clientMessageId: string): void {
    this.keep(this.messages.filter((message) => message.clientMessageId !== clientMessageId));
  }

  /** The log has these. */
  settle(clientMessageIds: ReadonlySet<string>): void {
    const left = this.messages.filter((message) => !clientMessageIds.has(message.clientMessageId));
    if (left.length !== this.messages.length) this.keep(left);
  }

  /** Sends what is pending, one after the other; stops at the first that has to wait. Call it when the network is back. */
  async flush(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (;;) {
        const next = this.messages.find((message) => message.state === 'pending');
        if (next === undefined) return;
        const result = await this.ports.send(next);
        if (result === 'later') return;
        if (result === 'sent') this.mark(next.clientMessageId, 'sent');
        else this.mark(next.clientMessageId, 'failed', result.refused);
      }
    } finally {
      this.sending = false;
    }
  }

  private mark(clientMessageId: string, state: Outgoing['state'], problem?: string): void {
    this.keep(
      this.messages.map((message) =>
        message.clientMessageId === clientMessageId
          ? { ...message, state, ...(problem === undefined ? {} : { problem }) }
          : message,
      ),
    );
  }

  private keep(messages: readonly Outgoing[]): void {
    this.messages = messages;
    try {
      // What was sent is the log's from here on.
      const unsent = messages.filter((message) => message.state !== 'sent');
      if (unsent.length === 0) this.ports.storage.removeItem(this.ports.key);
      else this.ports.storage.setItem(this.ports.key, JSON.stringify(unsent));
    } catch {
      // Without storage a reload loses what is unsent; the page itself still has it.
    }
    for (const listener of this.listeners) listener();
  }

  private restore(): readonly Outgoing[] {
    try {
      return JSON.parse(this.ports.storage.getItem(this.ports.key) ?? '[]') as readonly Outgoing[];
    } catch {
      return [];
    }
  }
}
