// What the visitor sent and the transcript does not show yet. It outlives offline times and reloads, and a repetition
// carries the same clientMessageId, so each message arrives exactly once and in order.
import { backoff } from './backoff.js';
import { uuid } from './uuid.js';

export interface PendingMessage {
  /** Null while the conversation itself is still being asked for. */
  readonly conversationId: string | null;
  readonly clientMessageId: string;
  readonly text: string;
  readonly file?: { readonly fileId: string; readonly name: string };
  /** The sequence of the message it answers. */
  readonly quote?: number;
  readonly at: string;
  /** Confirmed, but the event that shows it has not arrived: kept on screen so that nothing flickers. */
  readonly sent?: boolean;
  /** Why the server will not take it: the visitor gets the text back instead of a silent loss. */
  readonly refused?: string;
}

/** `later`: worth another try. `gone`: the conversation takes no more messages. Otherwise what to note at the message. */
export type Delivery = 'later' | 'gone' | Pick<PendingMessage, 'sent' | 'refused'>;

export interface OutboxDeps {
  /** Read anew before every change: another tab of the same site shares the list. */
  read(): readonly PendingMessage[];
  write(list: readonly PendingMessage[]): void;
  deliver(message: PendingMessage): Promise<Delivery>;
  /** The conversation has closed meanwhile: look what became of it. */
  gone(): void;
}

export class Outbox {
  private running = false;
  private again = false;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: OutboxDeps) {}

  add(conversationId: string | null, text: string, more: Pick<PendingMessage, 'file' | 'quote'> = {}): void {
    const message = { conversationId, clientMessageId: uuid(), text, at: new Date().toISOString(), ...more };
    this.deps.write([...this.deps.read(), message]);
    void this.flush();
  }

  /** The start was answered: what was written meanwhile belongs to this conversation. */
  adopt(conversationId: string): void {
    this.deps.write(this.deps.read().map((one) => ({ ...one, conversationId: one.conversationId ?? conversationId })));
    void this.flush();
  }

  /** The message is in the transcript: whatever became of our own request, it arrived. */
  arrived(clientMessageId: string): void {
    this.deps.write(this.deps.read().filter((one) => one.clientMessageId !== clientMessageId));
  }

  /** Gives texts back to the composer: one refused message, or all that is unsent when the conversation is over. */
  takeBack(clientMessageId?: string): string {
    const list = this.deps.read();
    const wanted = list.filter((one) => clientMessageId === undefined || one.clientMessageId === clientMessageId);
    this.deps.write(list.filter((one) => !wanted.includes(one)));
    return wanted.flatMap((one) => (one.sent ? [] : [one.text])).join('\n');
  }

  /** Sends what waits, one after the other. Safe to call at any time. */
  async flush(): Promise<void> {
    this.again = true;
    if (this.running) return;
    this.running = true;
    clearTimeout(this.timer);
    while (this.again) {
      this.again = false;
      await this.drain();
    }
    this.running = false;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async drain(): Promise<void> {
    for (;;) {
      const next = this.deps
        .read()
        .find((one) => one.conversationId !== null && !one.sent && one.refused === undefined);
      if (next === undefined) return;
      const delivery = await this.deps.deliver(next);
      if (delivery === 'later') {
        this.timer = setTimeout(() => void this.flush(), backoff(++this.attempt));
        return;
      }
      this.attempt = 0;
      if (delivery === 'gone') return this.deps.gone();
      // Not in the list any more when its event came before the answer did.
      this.deps.write(
        this.deps.read().map((one) => (one.clientMessageId === next.clientMessageId ? { ...one, ...delivery } : one)),
      );
    }
  }
}
