// Journals that break one promise each. They prove the contract: a suite that lets one of them through proves nothing.
import { chainHash } from '../chain.js';
import { Fenced, type Journal, type OwnedRecord } from '../port.js';
import { laneKey, type LaneKey, type StoredRecord } from '../record.js';
import type { JournalHarness, MakeJournal } from './harness.js';

/** Breaks a journal. `memory` is shared by all handles of one store. */
export type Fault = <Tx>(journal: Journal<Tx>, memory: Map<string, number>) => Partial<Journal<Tx>>;

/** The harness with the fault built into every handle. */
export function withFault<Tx>(make: MakeJournal<Tx>, fault: Fault): MakeJournal<Tx> {
  return async (): Promise<JournalHarness<Tx>> => {
    const harness = await make();
    const memory = new Map<string, number>();
    const broken = (journal: Journal<Tx>): Journal<Tx> => ({ ...journal, ...fault(journal, memory) });
    return { ...harness, journal: broken(harness.journal), second: async () => broken(await harness.second()) };
  };
}

/** Changes what every read of records answers. */
function rereading(change: (records: readonly StoredRecord[]) => readonly StoredRecord[]): Fault {
  return (journal) => ({
    read: async (...args) => change(await journal.read(...args)),
    readMany: async (...args) => change(await journal.readMany(...args)),
    readStream: async (...args) => change(await journal.readStream(...args)),
  });
}

const count = (memory: Map<string, number>, name: string): number => {
  memory.set(name, (memory.get(name) ?? 0) + 1);
  return memory.get(name) ?? 0;
};

/** Lets anyone write who knows the seq: the fence is gone, everything else is right. */
const acceptsStaleWriter: Fault = (journal, memory) => ({
  acquire: async (lane, owner) => {
    const head = await journal.acquire(lane, owner);
    memory.set(laneKey(lane), head.epoch);
    return head;
  },
  appendOwned: async (lane, epoch, records, positions) => {
    const now = memory.get(laneKey(lane)) ?? epoch;
    if (now === epoch) return journal.appendOwned(lane, epoch, records, positions);
    const before = await journal.read(lane, Math.max(0, (records[0]?.seq ?? 1) - 2), 1);
    let prev = before[0]?.hash ?? null;
    const rechained = records.map((record): OwnedRecord => {
      prev = chainHash(prev, lane, { ...record, epoch: now });
      return { ...record, hash: prev };
    });
    await journal.appendOwned(lane, now, rechained, positions);
  },
});

const answersBeforeItIsDurable: Fault = (journal) => ({
  append: async (append) => {
    // The answer is right, but what it says is only on its way: a refusal comes too late to be told.
    const work = journal.append(append);
    const late = new Promise<null>((resolve) => setTimeout(resolve, 1, null));
    work.catch(() => undefined);
    return (await Promise.race([work.then(() => null), late])) ?? { outcome: 'appended', records: [] };
  },
});

export const FAULTS: Readonly<Record<string, Fault>> = {
  'loses a record': (journal, memory) => ({
    append: async (append) => {
      const answer = await journal.append({ ...append, records: append.records.slice(0, -1) });
      return count(memory, 'appends') % 5 === 0 ? answer : journal.append(append);
    },
  }),
  'hides a record from readers': rereading((records) => records.filter(({ seq }) => seq % 5 !== 3)),
  'writes a record twice': (journal) => ({
    append: (append) => journal.append({ ...append, records: append.records.flatMap((record) => [record, record]) }),
  }),
  'hands a record over twice': rereading((records) => records.flatMap((record) => [record, record])),
  'reorders records': rereading((records) => [...records].reverse()),
  'accepts a stale writer': acceptsStaleWriter,
  'answers before it is durable': answersBeforeItIsDurable,
  'forgets positions': (journal) => ({ append: (append) => journal.append({ ...append, positions: [] }) }),
  'moves positions back': (journal, memory) => ({
    advance: async (positions) => {
      for (const { consumer, lane, seq } of positions) memory.set(`${consumer} ${laneKey(lane)}`, seq);
      await journal.advance(positions);
    },
    positions: async (consumer) => {
      const stored = [...(await journal.positions(consumer))];
      return new Map(stored.map(([lane, seq]): [LaneKey, number] => [lane, memory.get(`${consumer} ${lane}`) ?? seq]));
    },
  }),
  'ignores expected versions': (journal) => ({
    append: (append) => journal.append({ ...append, expectedVersions: {} }),
  }),
  'writes an append in parts': (journal) => ({
    append: async (append) => {
      const [first, ...others] = append.records;
      if (first === undefined || others.length === 0) return journal.append(append);
      await journal.append({ records: [first] });
      return journal.append({ ...append, records: others });
    },
  }),
  'takes a lane over without a new epoch': (journal, memory) => ({
    acquire: async (lane, owner) => {
      const known = memory.get(laneKey(lane));
      const head = known === undefined ? await journal.acquire(lane, owner) : null;
      memory.set(laneKey(lane), head?.epoch ?? known ?? 0);
      const last = (await journal.read(lane, 0, 100_000)).at(-1);
      const there = {
        epoch: known ?? 0,
        seq: last?.seq ?? 0,
        hash: last?.hash ?? null,
        at: last?.at ?? 0,
        silentMs: 0,
      };
      return head ?? there;
    },
  }),
  'takes a wrong seq for a stale epoch': (journal) => ({
    appendOwned: (...args) =>
      journal.appendOwned(...args).catch(() => {
        throw new Fenced('whatever it was');
      }),
  }),
  'swallows a refusal by rows': (journal) => ({
    append: (append) =>
      journal.append({
        ...append,
        rows: (tx, stored) => append.rows?.(tx, stored).catch(() => undefined) ?? Promise.resolve(),
      }),
  }),
  'rewrites texts': rereading((records) =>
    records.map((record) => ({ ...record, body: JSON.stringify(JSON.parse(record.body)) })),
  ),
  'mixes workspaces up': (journal) => ({
    readStream: async (_, stream, after) => [
      ...(await journal.readStream('w1', stream, after)),
      ...(await journal.readStream('w2', stream, after)),
    ],
  }),
  'finds the newest snapshot, whatever was asked': (journal) => ({
    loadSnapshot: (lane) => journal.loadSnapshot(lane),
  }),
  'never wakes anyone': () => ({ onAppend: () => () => undefined }),
  'brings records out of their order': (journal) => ({
    onAppend: (topic, wake) => journal.onAppend(topic, (committed) => wake(committed && [...committed].reverse())),
  }),
  'brings the records of other topics': (journal) => ({
    onAppend: (topic, wake) => {
      const others = journal.onAppend('contract.other', wake);
      const own = journal.onAppend(topic, wake);
      return () => (others(), own());
    },
  }),
};
