// A decision lane from outside: gapless, chained, in time, and written by whoever took it last.
import { chainHash, laneKey, type StoredRecord } from '@frontdesk/journal';
import type { Commit } from './commit.js';
import { demand } from './violation.js';

export class LaneLaw {
  private seq = 0;
  private hash: string | null = null;
  private at = 0;
  private readonly writers = new Map<number, string>();

  check({ lane, head, records }: Commit): void {
    for (const record of records) this.record(record, head.epoch);
    const same = head.seq === this.seq && head.hash === this.hash;
    demand(same, 'lane', () => `${laneKey(lane)} says that it ends at ${head.seq}, but ends at ${this.seq}`);
  }

  private record(record: StoredRecord, effective: number): void {
    const { seq, epoch, at, hash, id } = record;
    const where = (): string => `${laneKey(record.lane)}/${seq}`;
    demand(seq === this.seq + 1, 'lane', () => `${where()} follows ${this.seq}`);
    demand(epoch !== null && epoch === effective, 'owner', () => `${where()} of ${epoch}, while ${effective} owns it`);
    const chained = hash === chainHash(this.hash, record.lane, { ...record, epoch });
    demand(chained, 'lane', () => `${where()} does not continue the chain`);
    demand(at >= this.at, 'lane', () => `${where()} runs back in time by ${this.at - at} ms`);
    // Ids begin with the name of the life that made them.
    const writer = id.slice(0, id.lastIndexOf('-'));
    const known = this.writers.get(epoch) ?? writer;
    demand(known === writer, 'owner', () => `${where()} is by ${writer}, but epoch ${epoch} is ${known}'s`);
    this.writers.set(epoch, writer);
    this.seq = seq;
    this.hash = hash;
    this.at = at;
  }
}
