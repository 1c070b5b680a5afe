// What holds in every lane: seq without a gap; in the engine's lanes the chain of hashes too.
import { createHash } from 'node:crypto';
import { canonicalText } from './canonical-text.js';
import type { Findings } from './finding.js';
import { laneOf, whereOf, type LogRecord } from './log-record.js';

export const DECISIONS = 'assignment.decisions';

interface LaneBook {
  last: number;
  hash: string | null;
  epoch: number;
  /** What was passed over and may still come: then it stands in the wrong place, else it is gone. */
  readonly missing: Set<number>;
}

/** `again`: this seq was here before, so whatever it says has happened already. */
export type Turn = 'next' | 'late' | 'again';

/** A gap wider than this is told as one, without waiting for each of its records. */
const WIDEST = 1_000;

export class LaneLaws {
  readonly lanes = new Map<string, LaneBook>();
  private readonly cut = new Set<string>();

  constructor(private readonly findings: Findings) {}

  see(record: LogRecord): Turn {
    const name = laneOf(record);
    const book = this.lanes.get(name);
    if (book === undefined) {
      this.lanes.set(name, this.open(record));
      return 'next';
    }
    const turn = this.turnOf(record, book);
    if (turn === 'next') this.checkLink(record, book.last + 1 === record.seq ? book.hash : undefined, book);
    if (turn === 'next') book.last = record.seq;
    return turn;
  }

  /** A lane of the topic begins in the middle: what was before it is not known. */
  truncated(topic: string): boolean {
    return this.cut.has(topic);
  }

  end(): void {
    for (const [name, { missing }] of this.lanes) {
      for (const [from, to] of ranges([...missing].sort((a, b) => a - b))) {
        const text = from === to ? `seq ${from} is missing` : `seq ${from} to ${to} are missing`;
        this.findings.add('sequence', `${name}/${from}`, text);
      }
    }
  }

  private open(record: LogRecord): LaneBook {
    const book = { last: record.seq, hash: null, epoch: 0, missing: new Set<number>() };
    if (record.seq > 1) this.cut.add(record.lane.topic);
    this.checkLink(record, record.seq === 1 ? null : undefined, book);
    return book;
  }

  private turnOf(record: LogRecord, book: LaneBook): Turn {
    const { seq } = record;
    if (seq > book.last) {
      if (seq - book.last > WIDEST)
        this.findings.add('sequence', whereOf(record), `seq ${book.last + 1} to ${seq - 1} are missing`);
      else for (let n = book.last + 1; n < seq; n++) book.missing.add(n);
      return 'next';
    }
    const late = book.missing.delete(seq);
    const text = late ? `seq ${seq} comes after seq ${book.last}: swapped` : `seq ${seq} is there twice`;
    this.findings.add('sequence', whereOf(record), text);
    return late ? 'late' : 'again';
  }

  /** `prev` undefined: the predecessor is not known, so this record's own hash is where the chain is taken up. */
  private checkLink(record: LogRecord, prev: string | null | undefined, book: LaneBook): void {
    const { hash, epoch, lane } = record;
    if (hash === null || epoch === null) {
      if (lane.topic === DECISIONS) this.findings.add('chain', whereOf(record), 'a decision without hash or epoch');
      return;
    }
    if (epoch < book.epoch)
      this.findings.add('chain', whereOf(record), `written in epoch ${epoch}, after epoch ${book.epoch} had begun`);
    if (prev !== undefined && linkHash(record, prev) !== hash)
      this.findings.add('chain', whereOf(record), 'its hash does not follow from its content and its predecessor');
    book.hash = hash;
    book.epoch = Math.max(book.epoch, epoch);
  }
}

/** SHA-256 over the canonical object of what a record says, its lane, and the hash before it. */
export function linkHash(record: LogRecord, prev: string | null): string {
  const { at, body, epoch, id, key, meta, seq, type, workspace } = record;
  const covered = { at, body, epoch, id, key, lane: laneOf(record), meta, prev, seq, type, workspace };
  return createHash('sha256').update(canonicalText(covered), 'utf8').digest('hex');
}

function ranges(sorted: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const n of sorted) {
    const last = found.at(-1);
    if (last !== undefined && last[1] + 1 === n) last[1] = n;
    else found.push([n, n]);
  }
  return found;
}
