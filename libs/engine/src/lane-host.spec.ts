// Several processes share the lanes: each lane has one owner, a dead one's lanes move on, and no input is lost or doubled.
import {
  createMemoryJournal,
  createTableBus,
  MemoryStore,
  partitionOf,
  type Bus,
  type Journal,
} from '@frontdesk/journal';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LaneHost, NotOwner } from './lane-host.js';
import { chosenFor } from './lane-sharing.js';
import {
  CounterCore,
  countingIds,
  HandClock,
  type Counter,
  type CounterEvent,
  type CounterInput,
} from './testing/index.js';

type Host = LaneHost<Counter, CounterInput, CounterEvent>;

const LEASE_MS = 2_000;
const WORKSPACES = Array.from({ length: 12 }, (_, i) => `workspace-${i}`);

let clock: HandClock;
let store: MemoryStore;
let writer: Journal<unknown>;
let hosts: Host[];
let alarms: string[];
let written: number;

function host(owner: string, over: Partial<{ leaseMs: number; journal: Journal<unknown>; bus: Bus }> = {}): Host {
  const journal = over.journal ?? createMemoryJournal({ service: 'counter', store, clock });
  const made: Host = new LaneHost({
    core: CounterCore,
    journal,
    bus: createTableBus(createMemoryJournal({ service: 'writer', store, clock }), { pollMs: 5 }),
    clock,
    ids: countingIds(owner),
    alarm: (message) => void alarms.push(message),
    pause: () => new Promise((resolve) => setTimeout(resolve, 1)),
    consumer: 'engine',
    owner,
    inputs: 'counter.inputs',
    decisions: 'counter.decisions',
    leaseMs: LEASE_MS,
    ...over,
  });
  hosts.push(made);
  return made;
}

/** One to every workspace. */
async function write(): Promise<void> {
  written++;
  await Promise.all(
    WORKSPACES.map((workspace) =>
      writer.append({
        records: [
          {
            id: `${workspace}-${written}`,
            topic: 'counter.inputs',
            key: workspace,
            workspace,
            type: 'add',
            stream: null,
            at: clock.now(),
            meta: { actor: 'test', correlationId: 'c', causationId: null },
            data: { n: 1 },
          },
        ],
      }),
    ),
  );
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 40));

/** Lets leases be looked at: hosts look every 500 ms of the hand clock. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 250) {
    clock.advance(250);
    await settle();
  }
}

/** Every workspace's sum as its owner tells it. */
async function sums(of: readonly Host[]): Promise<readonly number[]> {
  return Promise.all(
    WORKSPACES.map(async (workspace) => {
      const answers = await Promise.all(of.map((one) => one.ask(workspace, ({ sum }) => sum)));
      const owners = answers.filter((answer) => !(answer instanceof NotOwner));
      expect(owners).toHaveLength(1);
      return owners[0] as number;
    }),
  );
}

const everywhere = (n: number) => WORKSPACES.map(() => n);

beforeEach(() => {
  clock = new HandClock();
  store = new MemoryStore();
  writer = createMemoryJournal({ service: 'writer', store, clock });
  hosts = [];
  alarms = [];
  written = 0;
});

afterEach(async () => {
  await Promise.all(hosts.map((one) => one.stop()));
});

test('a lane is chosen for the same member by everybody, and a newcomer moves only its own share', () => {
  const before = WORKSPACES.map((_, p) => chosenFor(p, ['a', 'b']));
  const after = WORKSPACES.map((_, p) => chosenFor(p, ['c', 'b', 'a']));
  before.forEach((member, p) => expect([member, 'c']).toContain(after[p]));
  expect(new Set(after).size).toBe(3);
});

test('P01: three hosts share the lanes, each lane has one owner, every input counts once', async () => {
  const all = [host('a'), host('b'), host('c')];
  for (const one of all) await one.start();
  await pass(1_000);
  await write();
  await write();
  await pass(1_000);
  expect(await sums(all)).toEqual(everywhere(2));
});

test('who does not own a lane names the one who does', async () => {
  const [a, b] = [host('a'), host('b')];
  await a.start();
  await b.start();
  await write();
  await pass(1_500);
  for (const workspace of WORKSPACES) {
    const owner = chosenFor(partitionOf(workspace), ['a', 'b']);
    const other = owner === 'a' ? b : a;
    expect(await other.ask(workspace, ({ sum }) => sum)).toEqual(new NotOwner(owner));
  }
});

test('a graceful stop hands the lanes over at the next look', async () => {
  const [a, b] = [host('a'), host('b')];
  await a.start();
  await b.start();
  await write();
  await pass(1_000);
  await a.stop();
  await write();
  await pass(500);
  expect(await sums([b])).toEqual(everywhere(2));
  expect(alarms).toEqual([]);
});

test('a stop in the middle of a round that fails still gives the lanes up', async () => {
  const journal = createMemoryJournal({ service: 'counter', store, clock });
  let away: ((error: Error) => void) | null = null;
  let silent = false;
  const leases: typeof journal.leases = (topic) =>
    silent ? new Promise((_, reject) => (away = reject)) : journal.leases(topic);
  const a = host('a', { journal: { ...journal, leases } });
  await a.start();
  await write();
  await pass(1_000);
  silent = true;
  await pass(500);
  const stopped = a.stop();
  (away as ((error: Error) => void) | null)?.(new Error('away'));
  await stopped;
  expect((await journal.leases('counter.decisions')).filter(({ owner }) => owner !== null)).toEqual([]);
});

test('a dead owner’s lanes move on when its lease has run out, not before, with all that it had not decided', async () => {
  const journal = createMemoryJournal({ service: 'counter', store, clock });
  let dead = false;
  const away = () => Promise.reject(new Error('dead'));
  const dying = new Proxy(journal, {
    get: (target, name) => (dead && name !== 'service' ? away : (Reflect.get(target, name) as unknown)),
  });
  const [a, b] = [host('a', { journal: dying }), host('b')];
  await a.start();
  await b.start();
  await write();
  await pass(1_500);
  dead = true;
  await write();
  await pass(LEASE_MS - 500);
  const lost = WORKSPACES.filter((workspace) => chosenFor(partitionOf(workspace), ['a', 'b']) === 'a');
  expect(lost.length).toBeGreaterThan(0);
  for (const workspace of lost) expect(await b.ask(workspace, ({ sum }) => sum)).toBeInstanceOf(NotOwner);
  await pass(1_500);
  expect(await sums([b])).toEqual(everywhere(2));
});

test('who is next has built a silent owner’s state before its lease runs out, and then folds only what came since', async () => {
  const journal = createMemoryJournal({ service: 'counter', store, clock });
  let dead = false;
  const dying = new Proxy(journal, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      return dead && typeof member === 'function' ? () => Promise.reject(new Error('dead')) : member;
    },
  });
  const begins: number[] = [];
  const read: typeof journal.read = (of, after, limit) => (begins.push(after), journal.read(of, after, limit));
  const [a, b] = [host('a', { journal: dying }), host('b', { journal: { ...journal, read } })];
  await a.start();
  await b.start();
  await write();
  await pass(1_500);
  dead = true;
  begins.length = 0;
  await pass(LEASE_MS - 500);
  const built = begins.length;
  expect(built).toBeGreaterThan(0);
  expect(begins.every((after) => after === 0)).toBe(true);
  await pass(1_500);
  expect(await sums([b])).toEqual(everywhere(1));
  const rest = begins.slice(built);
  expect(rest).toHaveLength(built);
  expect(rest.every((after) => after > 0)).toBe(true);
});

test('an owner whose event loop lags a second keeps its lanes, however long ago it had renewed them', async () => {
  const journal = createMemoryJournal({ service: 'counter', store, clock });
  let lag = Promise.resolve();
  const lagging = new Proxy(journal, {
    get: (target, name) => {
      const call = Reflect.get(target, name) as unknown;
      if (typeof call !== 'function') return call;
      return (...told: unknown[]): unknown => lag.then(() => Reflect.apply(call, target, told) as unknown);
    },
  });
  const [a, b] = [host('a', { journal: lagging }), host('b')];
  await a.start();
  await b.start();
  await write();
  await pass(1_500);
  const epochs = async () => (await journal.leases('counter.decisions')).map(({ epoch, owner }) => [epoch, owner]);
  const before = await epochs();
  expect(new Set(before.map(([, owner]) => owner))).toEqual(new Set(['a', 'b']));
  for (const sinceRenewal of [0, 250]) {
    await pass(sinceRenewal);
    let goOn = (): void => undefined;
    lag = new Promise((resolve) => (goOn = resolve));
    await write();
    await pass(1_000);
    goOn();
    await pass(1_000);
    expect(await epochs()).toEqual(before);
  }
  expect(await sums([a, b])).toEqual(everywhere(3));
});

test('an owner that slept through its lease is fenced, and what it had taken is not lost', async () => {
  const [a, b] = [host('a'), host('b')];
  await a.start();
  await write();
  await pass(500);
  expect(await sums([a])).toEqual(everywhere(1));
  // b believes that nobody else is there: the worst that wrong hints can do.
  await b.start();
  const lanes = [...new Set(WORKSPACES.map(partitionOf))];
  const steal = createMemoryJournal({ service: 'counter', store, clock });
  for (const partition of lanes)
    await steal.acquire({ service: 'counter', topic: 'counter.decisions', partition }, 'b');
  await write();
  await pass(LEASE_MS + 1_500);
  expect(await sums([a, b])).toEqual(everywhere(2));
  expect(alarms).toContain('engine lane: another owner has it');
});

test('what waits for its owner is not done with, so a bus that forgets what is done hands it out again', async () => {
  const inputs = createTableBus(createMemoryJournal({ service: 'writer', store, clock }), { pollMs: 5 });
  const handed: { done: boolean; failed: boolean }[] = [];
  const watched: Bus = {
    subscribe: (wanted) =>
      inputs.subscribe({
        ...wanted,
        onBatch: async (lane, records) => {
          const batch = { done: false, failed: false };
          handed.push(batch);
          await wanted.onBatch(lane, records).catch((error: unknown) => {
            batch.failed = true;
            throw error;
          });
          batch.done = true;
        },
      }),
  };
  const a = host('a');
  const b = host('b', { bus: watched });
  await Promise.all([a.start(), b.start()]);
  await pass(500);
  // The owner is gone without a word: nobody decides its share until its lease has run out.
  const { journal } = (a as unknown as { options: { journal: Journal<unknown> } }).options;
  journal.appendOwned = () => new Promise(() => undefined);
  await write();
  await settle();
  expect(handed.some(({ done }) => !done)).toBe(true);
  expect(handed.some(({ done }) => done)).toBe(true);
  await b.stop();
  expect(handed.filter(({ done }) => !done).every(({ failed }) => failed)).toBe(true);
  hosts.splice(0);
});
