// The heads that a group is judged by: taken for granted where the write will prove them, read under the locks where not.
import {
  laneKey,
  positionKey,
  type Heads,
  type LaneHead,
  type LaneId,
  type LaneKey,
  type Position,
  type StreamCheck,
} from '@frontdesk/journal';
import { present } from '@frontdesk/kernel';
import { consumerColumns } from './arrays.js';
import { texts } from './binary-arrays.js';
import type { FlushContext, Pending } from './pending.js';
import type { Transaction } from './transaction.js';

export interface LaneRow {
  readonly topic: string;
  readonly partition: number;
  readonly seq: string;
  readonly epoch: number;
  readonly hash: string | null;
  readonly at: string;
}

export class HeadsOfGroup {
  readonly #context: FlushContext;
  readonly #careful: boolean;
  readonly #streams = new Map<string, StreamCheck>();
  readonly #positions = new Map<string, Position>();

  constructor(context: FlushContext, group: readonly Pending[], careful: boolean) {
    this.#context = context;
    this.#careful = careful;
    for (const { work } of group) {
      // Of several checks of one stream the first counts: what follows is judged by what the first leads to.
      const streams = work.kind === 'append' ? work.streams : [];
      for (const [name, check] of streams) if (!this.#streams.has(name)) this.#streams.set(name, check);
      for (const position of work.positions) this.#positions.set(positionKey(position), position);
    }
  }

  /** All heads from memory, or null when one of them has to be read. */
  known(lanes: readonly LaneId[]): Heads | null {
    if (this.#careful) return null;
    const found = new Map<LaneKey, LaneHead>();
    for (const lane of lanes) {
      const head = this.#context.known.lane(laneKey(lane));
      if (head === null) return null;
      found.set(laneKey(lane), head);
    }
    const { heads, unknown } = this.#takenForGranted(found);
    return unknown.size === 0 ? heads : null;
  }

  async underLock(transaction: Transaction, rows: readonly LaneRow[]): Promise<Heads> {
    const { service, known } = this.#context;
    const lanes = new Map<LaneKey, LaneHead>();
    for (const { topic, partition, seq, epoch, hash, at } of rows) {
      lanes.set(laneKey({ service, topic, partition }), { epoch, seq: Number(seq), hash, at: Number(at) });
    }
    known.locked(lanes);
    if (this.#careful) {
      const heads = { lanes, versions: new Map<string, number>(), positions: new Map<string, number>() };
      return this.#read(transaction, heads, [...this.#streams], [...this.#positions]);
    }
    const { heads, unknown } = this.#takenForGranted(lanes);
    return this.#read(transaction, heads, [...unknown], []);
  }

  #takenForGranted(lanes: Map<LaneKey, LaneHead>): { heads: Heads; unknown: Map<string, StreamCheck> } {
    const { known } = this.#context;
    const heads: Heads = { lanes, versions: new Map(), positions: new Map() };
    const unknown = new Map<string, StreamCheck>();
    for (const [name, check] of this.#streams) {
      const version = known.version(name, check);
      if (version === null) unknown.set(name, check);
      else heads.versions.set(name, version);
    }
    for (const name of this.#positions.keys()) heads.positions.set(name, known.position(name));
    return { heads, unknown };
  }

  async #read(
    transaction: Transaction,
    heads: Heads,
    streams: readonly (readonly [string, StreamCheck])[],
    positions: readonly (readonly [string, Position])[],
  ): Promise<Heads> {
    if (streams.length === 0 && positions.length === 0) return heads;
    const found = await transaction.run<{ kind: string; ord: number; head: string }>(this.#context.sql.heads, [
      texts(streams.map(([, { workspace }]) => workspace)),
      texts(streams.map(([, { stream }]) => stream)),
      ...consumerColumns(positions.map(([, position]) => position)),
    ]);
    for (const { kind, ord, head } of found) {
      const [name] = present((kind === 'stream' ? streams : positions)[ord - 1], 'what was asked for');
      (kind === 'stream' ? heads.versions : heads.positions).set(name, Number(head));
    }
    return heads;
  }
}
