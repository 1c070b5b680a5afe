// One Kafka partition of a subscription: its lanes (one per writing service), and up to which offset all is done.
import type { LaneId, LaneKey, StoredRecord } from '@frontdesk/journal';
import { laneKey } from '@frontdesk/journal';
import { LaneQueue, type Gap, type LaneHandling } from './lane-queue.js';
import { untilDone } from './trying-again.js';
import { decode, Undecodable, writerOf, type IncomingMessage } from './wire-format.js';

export interface Delivered extends IncomingMessage {
  readonly offset: string;
}

/** Bytes that are no record of ours, to be kept somewhere before the reader goes on. */
export interface Parked {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly message: IncomingMessage;
  readonly error: Undecodable;
}

export interface IntakeOptions {
  readonly topic: string;
  readonly partition: number;
  readonly services?: readonly string[];
  readonly handling: LaneHandling;
  /** The last seq taken in, as far as it is known. */
  readonly seqOf: (lane: LaneKey) => number;
  readonly onGap: (gap: Gap) => void;
  readonly park: (parked: Parked) => Promise<void> | void;
}

export class PartitionIntake {
  readonly #lanes = new Map<string, LaneQueue>();
  /** Offsets of what is being parked. */
  readonly #parking = new Set<number>();
  readonly #parked = new Set<Promise<unknown>>();
  #giveUp = new AbortController();
  #next: number | null = null;
  #readFrom: number | null = null;

  constructor(private readonly options: IntakeOptions) {}

  /** Where reading began since the partition became ours; null: nothing came yet. */
  get readFrom(): number | null {
    return this.#readFrom;
  }

  get waiting(): number {
    let waiting = 0;
    for (const lane of this.#lanes.values()) waiting += lane.length;
    return waiting;
  }

  /** Everything before this offset is done with; null: nothing came yet. */
  get done(): number | null {
    let done = this.#next;
    for (const lane of this.#lanes.values()) done = lower(done, lane.pending);
    for (const offset of this.#parking) done = lower(done, offset);
    return done;
  }

  take(messages: readonly Delivered[]): void {
    for (const message of messages) {
      const offset = Number(message.offset);
      this.#readFrom ??= offset;
      this.#next = offset + 1;
      this.#takeOne(message, offset);
    }
    for (const lane of this.#lanes.values()) lane.work();
  }

  /** Positions were read anew: what another member took in meanwhile isn't handed over. */
  catchUp(): void {
    for (const lane of this.#lanes.values()) lane.skipTo(this.options.seqOf(laneKey(lane.id)));
  }

  /** Another member's from now on, or to be read again from `offset` on. */
  forget(offset: number | null = null): void {
    for (const lane of this.#lanes.values()) lane.forget();
    this.#giveUp.abort();
    this.#giveUp = new AbortController();
    this.#parking.clear();
    this.#next = offset;
    this.#readFrom = offset;
  }

  async stop(): Promise<void> {
    this.#giveUp.abort();
    await Promise.all([...[...this.#lanes.values()].map((lane) => lane.stop()), ...this.#parked]);
  }

  #takeOne(message: Delivered, offset: number): void {
    const { services, onGap } = this.options;
    const service = writerOf(message);
    if (service === null) return this.#park(message, offset, new Undecodable('ce_source names no service'));
    if (services?.includes(service) === false) return;
    const lane = this.#lane(service);
    let record: StoredRecord;
    try {
      record = decode(message, lane.id);
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error;
      return this.#park(message, offset, error);
    }
    const gap = lane.take(record, offset);
    if (gap !== null) onGap(gap);
  }

  #lane(service: string): LaneQueue {
    const { topic, partition, handling, seqOf } = this.options;
    const known = this.#lanes.get(service);
    if (known !== undefined) return known;
    const id: LaneId = { service, topic, partition };
    const lane = new LaneQueue(id, seqOf(laneKey(id)), handling);
    this.#lanes.set(service, lane);
    return lane;
  }

  #park(message: Delivered, offset: number, error: Undecodable): void {
    const { topic, partition, park, handling } = this.options;
    const { timers, onTrouble } = handling;
    const signal = this.#giveUp.signal;
    const parked = { topic, partition, offset: message.offset, message: copyOf(message), error };
    const trouble = (cause: unknown, attempt: number): void =>
      onTrouble({ service: '', topic, partition }, cause, attempt);
    this.#parking.add(offset);
    const parking = untilDone(() => park(parked), { timers, signal, onTrouble: trouble }).then((done) => {
      if (done && !signal.aborted) this.#parking.delete(offset);
      this.#parked.delete(parking);
    });
    this.#parked.add(parking);
  }
}

const lower = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** Kafka's buffers are slices of the whole answer: kept, they would keep it. */
function copyOf({ key, value, headers = {} }: Delivered): IncomingMessage {
  const bytes = (given: Buffer | string): Buffer => Buffer.from(given as Buffer);
  const copied = Object.entries(headers).flatMap(([name, given]) =>
    given === undefined ? [] : [[name, Array.isArray(given) ? given.map(bytes) : bytes(given)] as const],
  );
  return { key: key && bytes(key), value: value && bytes(value), headers: Object.fromEntries(copied) };
}
