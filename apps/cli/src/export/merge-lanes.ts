// All lanes as one log in the order of time: each lane in its own order, what belongs together close together.
import { TOPICS } from '@frontdesk/contracts';
import { laneKey, type StoredRecord } from '@frontdesk/journal';
import { readerOf, type LaneEnd, type LogSource } from '../database/log-source.js';
import { Heap } from './heap.js';

/** Records in memory at once, over all lanes. */
const BUFFERED = 50_000;
/** At the same instant facts and inputs come before the decisions made of them. */
const RANK = new Map(Object.keys(TOPICS).map((topic, i) => [topic, i]));

/** @param ends how far each lane is read; later records are another log */
export async function* mergeLanes(source: LogSource, ends: readonly LaneEnd[]): AsyncGenerator<StoredRecord> {
  const page = Math.max(100, Math.min(2_000, Math.floor(BUFFERED / Math.max(1, ends.length))));
  const heap = new Heap<LaneCursor>(before);
  for (const end of ends) {
    const cursor = new LaneCursor(source, end, page);
    if (await cursor.load()) heap.push(cursor);
  }
  for (let first = heap.pop(); first !== undefined; first = heap.pop()) {
    yield first.take();
    if (first.loaded || (await first.load())) heap.push(first);
  }
}

class LaneCursor {
  readonly rank: number;
  readonly name: string;
  /** Never runs back, whatever the writers' clocks did: a lane's own order stands above time. */
  at = 0;
  private records: readonly StoredRecord[] = [];
  private next = 0;
  private after = 0;

  constructor(
    private readonly source: LogSource,
    private readonly end: LaneEnd,
    private readonly page: number,
  ) {
    this.rank = RANK.get(end.lane.topic) ?? RANK.size;
    this.name = laneKey(end.lane);
  }

  get loaded(): boolean {
    return this.next < this.records.length;
  }

  /** False at the end of the lane. */
  async load(): Promise<boolean> {
    const { lane, seq } = this.end;
    // A record that is missing must not be asked for again and again: the page says how far the lane was read.
    const left = seq - this.after;
    this.records = left <= 0 ? [] : await readerOf(this.source, lane).read(lane, this.after, Math.min(this.page, left));
    this.records = this.records.filter((record) => record.seq <= seq);
    this.next = 0;
    this.after = this.records.at(-1)?.seq ?? seq;
    this.look();
    return this.loaded;
  }

  take(): StoredRecord {
    const record = this.records[this.next++] as StoredRecord;
    this.look();
    return record;
  }

  private look(): void {
    this.at = Math.max(this.at, this.records[this.next]?.at ?? this.at);
  }
}

function before(a: LaneCursor, b: LaneCursor): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.rank !== b.rank ? a.rank < b.rank : a.name < b.name;
}
