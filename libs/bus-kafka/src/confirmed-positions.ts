// What stands at Kafka, remembered in the journal's own position table, so that a successor goes on from there. Written
// in the background: a row that lags behind only means that some records are said twice.
import type { Journal, LaneId, Position } from '@frontdesk/journal';
import { laneKey } from '@frontdesk/journal';

export class ConfirmedPositions {
  #dirty = new Map<string, Position>();
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly consumer: string,
    private readonly journal: Pick<Journal<never>, 'advance'>,
    private readonly pauseMs: number,
  ) {}

  note(lane: LaneId, seq: number): void {
    this.#dirty.set(laneKey(lane), { consumer: this.consumer, lane, seq });
    // A failure is of no interest: what is noted next, or the last flush, writes again.
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), this.pauseMs).unref();
  }

  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#writing?.catch(() => undefined);
    if (this.#dirty.size === 0) return;
    this.#writing = this.#write().finally(() => (this.#writing = null));
    await this.#writing;
  }

  async #write(): Promise<void> {
    const positions = this.#dirty;
    this.#dirty = new Map();
    try {
      await this.journal.advance([...positions.values()]);
    } catch (error) {
      for (const [lane, position] of positions) if (!this.#dirty.has(lane)) this.#dirty.set(lane, position);
      throw error;
    }
  }
}
