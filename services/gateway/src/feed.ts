// One conversation on one socket: everything after a sequence, then live, without a gap and without a double.
//
//   advance(n) ─▶ behind? ─▶ read the log after `last` ─▶ send ─▶ … until nothing is new
// A wake-up only says that there may be more; what is sent always comes from the log, in its order.
import type { ConversationEvent } from '@frontdesk/contracts';

export type ReadAfter = (after: number, limit: number) => Promise<readonly ConversationEvent[] | null>;

const PAGE = 200;

export class Feed {
  private reading: Promise<void> | null = null;
  private again = false;
  private closed = false;

  constructor(
    private last: number,
    private readonly read: ReadAfter,
    private readonly send: (events: readonly ConversationEvent[]) => void,
    /** The conversation is not (or no longer) the reader's. */
    private readonly refused: () => void,
  ) {}

  /** There may be something up to `sequence`; repeated and late calls are harmless. */
  advance(sequence: number): void {
    if (sequence <= this.last || this.closed) return;
    void this.catchUp();
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
      const fresh = events.filter(({ sequence }) => sequence > this.last);
      const newest = fresh.at(-1);
      if (newest === undefined) continue;
      this.last = newest.sequence;
      this.send(fresh);
      if (events.length === PAGE) this.again = true;
    }
  }
}
