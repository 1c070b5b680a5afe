// One conversation on one socket: everything after a sequence, then live, without a gap and without a double.
//
//   advance(n, event) ─▶ the very next one? ─▶ send it
//                     └▶ behind? ─▶ read the log after `last` ─▶ send ─▶ … until nothing is new
// A wake-up may bring the event from the log; where that leaves a hole, the log is read. What is sent is in its order.
import type { ConversationEvent } from '@frontdesk/contracts';

export type ReadAfter = (after: number, limit: number) => Promise<readonly ConversationEvent[] | null>;

const PAGE = 200;

export class Feed {
  private reading: Promise<void> | null = null;
  private again = false;
  private closed = false;
  /** The log has answered: the conversation is the reader's. */
  private granted = false;

  constructor(
    private last: number,
    private readonly read: ReadAfter,
    private readonly send: (events: readonly ConversationEvent[]) => void,
    /** The conversation is not (or no longer) the reader's. */
    private readonly refused: () => void,
    /** The log could not be read: calls back when it may be tried again. */
    private readonly later: (again: () => void) => void = () => undefined,
  ) {}

  /** There is something up to `sequence`, and that event is what stands there; repeated and late calls are harmless. */
  advance(sequence: number, event?: ConversationEvent): void {
    if (sequence <= this.last || this.closed) return;
    if (event === undefined || !this.granted || this.reading !== null || sequence > this.last + 1) return this.follow();
    this.last = sequence;
    this.send([event]);
  }

  private follow(): void {
    this.catchUp().catch(() => this.later(() => this.closed || this.follow()));
  }

  /** Resolves when everything that was there at the call has been sent. */
  catchUp(): Promise<void> {
    this.again = true;
    this.reading ??= this.drain().finally(() => (this.reading = null));
    return this.reading;
  }

  close(): void {
    this.closed = true;
  }

  private async drain(): Promise<void> {
    while (this.again && !this.closed) {
      this.again = false;
      const events = await this.read(this.last, PAGE);
      if (this.closed) return;
      if (events === null) return this.refused();
      this.granted = true;
      const fresh = events.filter(({ sequence }) => sequence > this.last);
      const newest = fresh.at(-1);
      if (newest === undefined) continue;
      this.last = newest.sequence;
      this.send(fresh);
      if (events.length === PAGE) this.again = true;
    }
  }
}
