// Handling events so that a poisoned one does not stop the others: tried a bounded number of times where it stands, then
// set aside with everything later of its key, until a person has it replayed or discarded. Other keys flow on.
//
// An outage is no poison: what fails because something is away is tried for as long as it is away.
import { setTimeout as sleep } from 'node:timers/promises';
import { laneKey, type LaneId, type LaneKey, type Position, type StoredRecord } from '@frontdesk/journal';
import { ProblemException } from '../problem.js';
import { isStoreAway } from '../store-away.js';
import { subjectsOf, type ParkedRows } from './parked-rows.js';

export type Handle = (record: StoredRecord, position: Position) => Promise<void>;

export interface ParkingOptions {
  readonly rows: ParkedRows;
  readonly consumer: string;
  readonly handle: Handle;
  readonly alarm: (message: string, detail: unknown) => void;
  readonly mostAttempts?: number;
  readonly lookMs?: number;
}

/** With the bus's pauses that is a few seconds. */
const MOST_ATTEMPTS = 8;
const LOOK_MS = 1_000;

export class Parking {
  private held: ReadonlySet<string> = new Set();
  private readonly last = new Map<LaneKey, number>();
  private readonly failing = new Map<LaneKey, { readonly seq: number; attempts: number }>();
  private readonly stopping = new AbortController();
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly options: ParkingOptions) {}

  /** Goes on with what a person wants replayed, and what was only held behind it. */
  start(): void {
    this.looking = this.lookAgainAndAgain();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.looking;
  }

  /** Before a lane's batch: what others have parked while the lane was theirs is known to the database alone. */
  async opening(lane: LaneId, first: number): Promise<void> {
    const key = laneKey(lane);
    if (this.held.size > 0 || this.last.get(key) !== first - 1) this.held = await this.options.rows.subjects();
  }

  done(lane: LaneId, seq: number): void {
    this.last.set(laneKey(lane), seq);
  }

  /** Resolves when the event is taken in or set aside. @throws what the handler threw, while it is to come again */
  async take(record: StoredRecord, position: Position): Promise<void> {
    const { rows, handle, consumer, alarm, mostAttempts = MOST_ATTEMPTS } = this.options;
    if (this.held.size > 0 && subjectsOf(record).some((subject) => this.held.has(subject)))
      return rows.park(record, position, 'held', 0);
    try {
      await handle(record, position);
      if (this.failing.get(laneKey(record.lane))?.seq === record.seq) this.failing.delete(laneKey(record.lane));
    } catch (error) {
      const attempts = this.attemptsOf(record, error);
      if (attempts < mostAttempts) throw error;
      await rows.park(record, position, classOf(error), attempts);
      this.failing.delete(laneKey(record.lane));
      this.held = new Set([...this.held, ...subjectsOf(record)]);
      const where = { lane: laneKey(record.lane), seq: record.seq, type: record.type };
      alarm('an event was parked, with everything later of its key', { consumer, ...where, attempts, error });
    }
  }

  private attemptsOf({ lane, seq }: StoredRecord, error: unknown): number {
    if (isPassing(error)) return 0;
    const key = laneKey(lane);
    const known = this.failing.get(key);
    const failing = known?.seq === seq ? known : { seq, attempts: 0 };
    failing.attempts++;
    this.failing.set(key, failing);
    return failing.attempts;
  }

  private async lookAgainAndAgain(): Promise<void> {
    const { signal } = this.stopping;
    const { lookMs = LOOK_MS, alarm, rows, consumer } = this.options;
    await rows.count().then(
      (open) =>
        open > 0 && alarm('there are parked events: see "npm run -s frontdesk -- parked list"', { consumer, open }),
      () => undefined,
    );
    while (!signal.aborted) {
      await this.replay().catch((error: unknown) => {
        if (!isPassing(error)) alarm('parked events could not be looked at', { error });
      });
      await sleep(lookMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Each subject in its order; a round ends when nothing more may be tried. */
  private async replay(): Promise<void> {
    const { rows, handle, consumer } = this.options;
    for (let next = await rows.next(); next.length > 0 && !this.stopping.signal.aborted; next = await rows.next()) {
      for (const { id, record } of next) {
        // A name of its own for each: it is behind the position of the consumer, and still to be taken in just once.
        const position = { consumer: `${consumer}/parked/${id}`, lane: record.lane, seq: record.seq };
        try {
          await handle(record, position);
        } catch (error) {
          if (isPassing(error)) throw error;
          await rows.failedAgain(id, classOf(error));
          continue;
        }
        await rows.settle(id);
      }
    }
  }
}

/** Something is away; it says nothing about the event. */
function isPassing(error: unknown): boolean {
  if (isStoreAway(error)) return true;
  if (error instanceof ProblemException) return error.code === 'unavailable';
  return error instanceof Error && ['MaxRetriesPerRequestError', 'Unreachable', 'AbortError'].includes(error.name);
}

/** No text of an error is kept: it may hold what the event said. */
function classOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}
