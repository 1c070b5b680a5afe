// One lane of decisions against itself: gapless, chained, decided the same again.
import { rebuildLane } from '@frontdesk/engine';
import { chainHash, laneKey, type StoredRecord } from '@frontdesk/journal';
import { readerOf, type LaneEnd, type LogSource } from '../database/log-source.js';
import { Differences, type Difference } from './difference.js';
import { differs, Redecision } from './redecide.js';
import { folding } from './rules.js';

export interface LaneVerified {
  readonly lane: string;
  readonly records: number;
  readonly decisions: number;
  readonly seals: number;
  readonly faults: number;
  /** Of the state at the end of the lane; null when it could not be folded. */
  readonly stateHash: string | null;
  readonly differences: readonly Difference[];
  readonly more: number;
}

const PAGE = 2_000;
/** So many decisions that differ are no accident: the rest of the lane is only checked for seq and chain. */
const GIVE_UP_AFTER = 20;

export async function verifyLane(
  source: LogSource,
  end: LaneEnd,
  onRecord: (seq: number) => void = () => undefined,
): Promise<LaneVerified> {
  const run = new LaneRun(source, end);
  let seq = 0;
  while (seq < end.seq) {
    const page = await readerOf(source, end.lane).read(end.lane, seq, Math.min(PAGE, end.seq - seq));
    for (const record of page) await run.take(record);
    seq = page.at(-1)?.seq ?? end.seq;
    onRecord(seq);
  }
  return run.end();
}

class LaneRun {
  private readonly differences = new Differences();
  private readonly again = new Redecision();
  private last = 0;
  private hash: string | null = null;
  private records = 0;
  private lost = false;

  constructor(
    private readonly source: LogSource,
    private readonly to: LaneEnd,
  ) {}

  async take(record: StoredRecord): Promise<void> {
    this.records++;
    this.checkPlace(record);
    if (this.lost) return;
    const difference = this.redecide(record);
    if (difference === null) return;
    this.differences.add(difference);
    if (this.differences.list.filter(({ kind }) => kind === 'decision').length >= GIVE_UP_AFTER) this.lost = true;
    else await this.resume(record);
  }

  end(): LaneVerified {
    if (this.last < this.to.seq) {
      const text = `seq ${this.last + 1} to ${this.to.seq} are missing`;
      this.differences.add({ kind: 'sequence', where: `${laneKey(this.to.lane)}/${this.last + 1}`, text });
    }
    const { decisions, seals, faults, state } = this.again;
    const { list: differences, more } = this.differences;
    const stateHash = this.lost ? null : state.seal().hash;
    return {
      lane: laneKey(this.to.lane),
      records: this.records,
      decisions,
      seals,
      faults,
      stateHash,
      differences,
      more,
    };
  }

  private checkPlace(record: StoredRecord): void {
    const { seq, epoch, hash } = record;
    const follows = seq === this.last + 1;
    if (!follows) this.differences.add(differs(record, 'sequence', `seq ${this.last + 1} to ${seq - 1} are missing`));
    this.last = seq;
    if (epoch === null || hash === null) {
      this.differences.add(differs(record, 'hash', 'it has no hash'));
    } else {
      // Behind a gap the predecessor's hash is not known: the chain is taken up again here.
      if (follows && chainHash(this.hash, record.lane, { ...record, epoch }) !== hash)
        this.differences.add(differs(record, 'hash', 'its hash does not follow from its content and its predecessor'));
      this.hash = hash;
    }
  }

  private redecide(record: StoredRecord): Difference | null {
    try {
      return this.again.take(record);
    } catch (error) {
      return differs(
        record,
        'decision',
        `it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  /** Goes on from what the log says, so that one difference is told once. */
  private async resume({ lane, seq }: StoredRecord): Promise<void> {
    try {
      const rebuilt = await rebuildLane(folding, readerOf(this.source, lane), lane, { snapshot: null, until: seq });
      this.again.state = rebuilt.state;
    } catch {
      this.lost = true;
    }
  }
}
