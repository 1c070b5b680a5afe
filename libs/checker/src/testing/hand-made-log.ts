// A log as the product writes it, by hand: two agents, a queue, a submission. Specs then break it in one place.
import { canonicalText } from '../canonical-text.js';
import { linkHash } from '../lane-laws.js';
import type { LogRecord, Plain } from '../log-record.js';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Line = Mutable<LogRecord>;

const WORKSPACE = 'demo';
const DECISIONS = { service: 'assignment-queue', topic: 'assignment.decisions', partition: 7 };

/** Text for an array of records: what an export holds. */
export const linesOf = (records: readonly Line[]): string[] => records.map((record) => JSON.stringify(record));

export class HandMadeLog {
  readonly records: Line[] = [];
  private readonly heads = new Map<string, { seq: number; hash: string | null }>();
  private readonly versions = new Map<string, number>();
  private at = 1_000;

  /** An input in its owner's lane and the decision that carries it. */
  decide(
    service: string,
    type: string,
    data: Plain,
    ...events: readonly (readonly [type: string, data: Plain])[]
  ): this {
    return this.takeIn(this.put(service, type, data), ...events);
  }

  /** An input that nobody decides: the tail. */
  put(service: string, type: string, data: Plain): Line {
    return this.add({ service, topic: 'assignment.inputs', partition: 7 }, type, data);
  }

  takeIn(input: Line, ...events: readonly (readonly [type: string, data: Plain])[]): this {
    const source = { ...input.lane, seq: input.seq, id: input.id };
    const said = { type: input.type, data: JSON.parse(input.body) as unknown };
    const told = events.map(([type, data]) => ({ type, data }));
    this.add(DECISIONS, 'assignment.decided', { input: said, source, events: told, ruleVersion: 1 });
    return this;
  }

  /** The driver's own decision. */
  tick(...events: readonly (readonly [type: string, data: Plain])[]): this {
    const told = events.map(([type, data]) => ({ type, data }));
    const input = { type: 'tick', data: {} };
    this.add(DECISIONS, 'assignment.decided', { input, source: null, events: told, ruleVersion: 1 });
    return this;
  }

  fact(service: string, type: string, stream: string, data: Plain): this {
    this.add({ service, topic: `${service}.events`, partition: 3 }, type, data, stream);
    return this;
  }

  private add(lane: LogRecord['lane'], type: string, data: Plain, stream: string | null = null): Line {
    const name = `${lane.service}/${lane.topic}`;
    const head = this.heads.get(name) ?? { seq: 0, hash: null };
    const seq = head.seq + 1;
    const streamVersion = stream === null ? null : (this.versions.get(stream) ?? 0) + 1;
    if (stream !== null) this.versions.set(stream, streamVersion ?? 0);
    const meta = { actor: 'test', correlationId: 'test', causationId: null };
    const record: Line = {
      ...{ lane, seq, id: `${name}/${seq}`, key: WORKSPACE, workspace: WORKSPACE, type, stream, streamVersion },
      ...{ at: (this.at += 100), meta, body: canonicalText(data), epoch: null, hash: null },
    };
    if (lane === DECISIONS) {
      record.epoch = 1;
      record.hash = linkHash(record, head.hash);
    }
    this.heads.set(name, { seq, hash: record.hash });
    this.records.push(record);
    return record;
  }
}

/** Seals the decision lane anew, so that what was changed before breaks another law than the chain. */
export function rechain(records: readonly Line[]): readonly Line[] {
  let prev: string | null = null;
  for (const record of records) {
    if (record.hash === null) continue;
    record.hash = linkHash(record, prev);
    prev = record.hash;
  }
  return records;
}
