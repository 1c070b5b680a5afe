// Hashes the state of a lane and keeps it as a snapshot, a slice at a time, while the lane goes on deciding.
//
//   seal_begun commits with a batch ─▶ copy ─▶ [ slice · pause … ] ─▶ state_sealed commits with a batch ─▶ snapshot saved
// Two records, because others have been written when the hash is there: who replays the lane hashes at the first and
// compares at the second. If the process ends between them, the first stands alone and means nothing.
import { createHash } from 'node:crypto';
import type { Instant } from '@frontdesk/kernel';
import { canonicalParts } from '@frontdesk/kernel';

/** A state as canonical text, and its SHA-256. */
export interface Sealed {
  readonly body: string;
  readonly hash: string;
}

export interface SealedAt extends Sealed {
  /** Of the `seal_begun`. */
  readonly seq: number;
}

export interface SealingOptions {
  /** Begin after this many decisions, at most once a minute. */
  readonly every: number;
  /** Lets others work between two slices. */
  readonly pause: (ms: number) => Promise<void>;
  readonly save: (sealed: SealedAt) => Promise<void>;
  /** A hash is there: its record may be written. */
  readonly onReady: () => void;
  readonly onTrouble: (error: unknown) => void;
}

const MOST_OFTEN_MS = 60_000;
/** Characters of text per slice: about a millisecond. */
const SLICE = 128 * 1024;

export class Sealing {
  /** Hashed, and not yet in the lane. */
  ready: SealedAt | null = null;
  private unsealed = 0;
  /** What of `unsealed` the snapshot under way covers. */
  private covered = 0;
  private begunAt: Instant = 0;
  private isBusy = false;
  private isStopped = false;
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly options: SealingOptions) {}

  /** Decisions that no snapshot has. */
  get pending(): number {
    return this.unsealed;
  }

  isDue(collected: number, now: Instant): boolean {
    const isTime = now - this.begunAt >= MOST_OFTEN_MS;
    return isTime && !this.isBusy && !this.isStopped && this.unsealed + collected >= this.options.every;
  }

  committed(decisions: number): void {
    this.unsealed += decisions;
  }

  /** `copy` is the state at the committed record `seq`. */
  begin(seq: number, copy: object, now: Instant): void {
    this.isBusy = true;
    this.begunAt = now;
    this.covered = this.unsealed;
    this.run(async () => {
      const sealed = await inSlices(copy, () => this.breath());
      if (sealed === null) return void (this.isBusy = false);
      this.ready = { seq, ...sealed };
      this.options.onReady();
    });
  }

  /** The record of `ready` has committed. */
  recorded(): void {
    const { ready } = this;
    if (ready === null) return;
    this.ready = null;
    this.run(async () => {
      await this.options.save(ready);
      this.unsealed -= this.covered;
      this.isBusy = false;
    });
  }

  /** Hashing is given up; resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.underWay;
  }

  /** Without its snapshot a lane only takes longer to rebuild: trouble is told, and the next one is a new try. */
  private run(work: () => Promise<void>): void {
    this.underWay = work().catch((error: unknown) => {
      this.isBusy = false;
      this.ready = null;
      this.options.onTrouble(error);
    });
  }

  /** false: stop hashing. */
  private async breath(): Promise<boolean> {
    await this.options.pause(0);
    return !this.isStopped;
  }
}

/** Null when told to stop between two slices. */
async function inSlices(state: object, breath: () => Promise<boolean>): Promise<Sealed | null> {
  const sha256 = createHash('sha256');
  const parts: string[] = [];
  let slice = 0;
  for (const part of canonicalParts(state)) {
    sha256.update(part);
    parts.push(part);
    slice += part.length;
    if (slice < SLICE) continue;
    slice = 0;
    if (!(await breath())) return null;
  }
  return { body: parts.join(''), hash: sha256.digest('hex') };
}
