// What a contract case needs: a fresh store per case, another process's view of it, and small records to write.
import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { chainHash } from '../chain.js';
import type { Append, AppendAnswer, Journal, OwnedHead, OwnedRecord } from '../port.js';
import type { LaneId, NewRecord, StoredRecord } from '../record.js';

export interface JournalHarness<Tx> {
  readonly journal: Journal<Tx>;
  /** Another handle on the same store: another process, as far as the journal can tell. */
  second(): Promise<Journal<Tx>>;
  /** One own table of key and value; a key that exists already makes `put` throw RowsRefused('taken'). */
  readonly rows: {
    put(tx: Tx, key: string, value: string): Promise<void>;
    get(key: string): Promise<string | null>;
  };
  stop(): Promise<void>;
}

export type MakeJournal<Tx> = () => Promise<JournalHarness<Tx>>;

/** Runs anywhere: in jest, in a simulation, against a wrapper that is meant to fail. */
export interface JournalCase {
  readonly name: string;
  run<Tx>(make: MakeJournal<Tx>): Promise<void>;
}

export function journalCase(name: string, check: <Tx>(harness: JournalHarness<Tx>) => Promise<void>): JournalCase {
  return {
    name,
    run: async (make) => {
      const harness = await make();
      try {
        await within(20_000, check(harness));
      } finally {
        await harness.stop();
      }
    },
  };
}

export const TOPIC = 'contract.events';

/** Keys of three different partitions, in an order that isn't the locks'. */
export const KEYS = ['conversation-3', 'conversation-1', 'conversation-2'] as const;

export function record(id: string, overrides: Partial<NewRecord> = {}): NewRecord {
  const meta = { actor: 'agent-1', correlationId: `c-${id}`, causationId: null };
  const type = 'contract.noted';
  return {
    id,
    topic: TOPIC,
    key: 'k',
    workspace: 'w1',
    type,
    stream: null,
    at: 1_000,
    meta,
    data: { id },
    ...overrides,
  };
}

/** Appends that must go through; answers what stands. */
export async function append<Tx>(journal: Journal<Tx>, records: readonly NewRecord[], rest: Partial<Append<Tx>> = {}) {
  const answer = await journal.append({ records, ...rest });
  return appended(answer);
}

export function appended(answer: AppendAnswer): readonly StoredRecord[] {
  if (answer.outcome !== 'appended') throw new Error(`expected appended, got ${JSON.stringify(answer)}`);
  return answer.records;
}

export const ownLane = (service: string, partition = 7): LaneId => ({
  service,
  topic: 'contract.decisions',
  partition,
});

/** What an owner writes next to `head`, rightly chained. */
export function owned(
  lane: LaneId,
  head: Pick<OwnedHead, 'epoch' | 'seq' | 'hash'>,
  ids: readonly string[],
  body = '{}',
) {
  let prev = head.hash;
  return ids.map((id, i): OwnedRecord => {
    const { meta, key, workspace, type, at } = record(id);
    const fields = { seq: head.seq + 1 + i, id, key, workspace, type, at, meta, body };
    prev = chainHash(prev, lane, { ...fields, epoch: head.epoch });
    return { ...fields, hash: prev };
  });
}

/** All of a lane, which must be 1, 2, 3 … */
export async function readLane<Tx>(journal: Journal<Tx>, lane: LaneId): Promise<readonly StoredRecord[]> {
  const records = await journal.read(lane, 0, 100_000);
  deepStrictEqual(
    records.map(({ seq }) => seq),
    records.map((_, i) => i + 1),
    'seq is 1, 2, 3 …',
  );
  return records;
}

/** Everything that an append could have changed, to show that it hasn't. */
export async function observe<Tx>(journal: Journal<Tx>, lane: LaneId, consumer: string): Promise<unknown> {
  const positions = [...(await journal.positions(consumer))];
  return { heads: [...(await journal.heads(lane.topic))], records: await readLane(journal, lane), positions };
}

export async function rejectsWith(name: string, work: Promise<unknown>): Promise<void> {
  // By name: a wrapper or another realm may have a class of its own.
  await rejects(work, (error: Error) => {
    strictEqual(error.name, name);
    return true;
  });
}

export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const timeout = sleep(ms, undefined, { signal: late.signal }).then(() => {
    throw new Error(`not done within ${ms} ms`);
  });
  timeout.catch(() => undefined);
  return Promise.race([work, timeout]).finally(() => late.abort());
}
