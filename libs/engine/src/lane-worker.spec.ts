// The lane worker: exactly-once effect, one writer, recorded time, faults set aside, outages survived.
import {
  createMemoryJournal,
  firstBrokenLink,
  MemoryStore,
  OutcomeUnknown,
  Unavailable,
  type Journal,
  type LaneId,
  type StoredRecord,
} from '@frontdesk/journal';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { DECIDED, FAULTED, SEAL_BEGUN, STATE_SEALED, type Decided, type Faulted } from './decided.js';
import { rebuildLane } from './lane-state.js';
import { LaneWorker, type LaneWorkerOptions } from './lane-worker.js';
import {
  CounterCore,
  countingIds,
  HandClock,
  type Counter,
  type CounterEvent,
  type CounterInput,
} from './testing/index.js';

const LANE: LaneId = { service: 'counter', topic: 'counter.decisions', partition: 3 };
const INPUTS: LaneId = { service: 'writer', topic: 'counter.inputs', partition: 3 };

let clock: HandClock;
let journal: Journal<unknown>;
let alarms: string[];
let seq: number;

function worker(over: Partial<LaneWorkerOptions<Counter, CounterInput, CounterEvent>> = {}) {
  const ids = countingIds(over.owner ?? 'd');
  const alarm = (message: string) => void alarms.push(message);
  return new LaneWorker<Counter, CounterInput, CounterEvent>({
    core: CounterCore,
    journal,
    lane: LANE,
    consumer: 'engine',
    owner: 'a',
    clock,
    ids,
    alarm,
    pause: () => Promise.resolve(),
    ...over,
  });
}

const input = (one: CounterInput, workspace = 'w'): StoredRecord => ({
  lane: INPUTS,
  seq: ++seq,
  id: `in-${seq}`,
  key: workspace,
  workspace,
  type: one.type,
  stream: null,
  streamVersion: null,
  at: clock.now(),
  meta: { actor: 'test', correlationId: 'c', causationId: null },
  body: JSON.stringify(one.data),
  epoch: null,
  hash: null,
});
const add = (n: number, workspace?: string) => input({ type: 'add', data: { n } }, workspace);
const lane = () => journal.read(LANE, 0, 1000);
const sum = (of: LaneWorker<Counter, CounterInput, CounterEvent>, workspace = 'w') =>
  of.read((state) => state.domain(workspace).sum);

/** So much that a state is hashed in more than one slice. */
const PADDING = 'x'.repeat(200_000);

/** Lets everything that is already under way come to rest. */
const quiet = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

beforeEach(() => {
  clock = new HandClock();
  journal = createMemoryJournal({ service: 'counter', store: new MemoryStore() });
  alarms = [];
  seq = 0;
});

describe('a lane worker', () => {
  test('decides each input once, however often it is delivered', async () => {
    const one = worker();
    await one.start();
    const inputs = [add(1), add(2)];
    await one.take(INPUTS, inputs);
    await one.take(INPUTS, inputs);
    await one.take(INPUTS, [...inputs, add(3)]);
    expect(await sum(one)).toBe(6);
    const records = await lane();
    expect(records.map(({ type }) => type)).toEqual([DECIDED, DECIDED, DECIDED]);
    expect((await journal.positions('engine')).get('writer/counter.inputs/3')).toBe(3);
  });

  test('writes records that carry their input and are chained', async () => {
    const one = worker();
    await one.start();
    await one.take(INPUTS, [add(1), add(0), add(2)]);
    const records = await lane();
    expect(records).toHaveLength(2); // an input without effect leaves no record
    expect(firstBrokenLink(null, records)).toBeNull();
    const decided = JSON.parse(records[1]?.body ?? '') as Decided<CounterInput, CounterEvent>;
    expect(decided).toEqual({
      input: { type: 'add', data: { n: 2 } },
      source: { service: 'writer', topic: 'counter.inputs', partition: 3, seq: 3, id: 'in-3' },
      events: [{ type: 'added', data: { n: 2 } }],
      ruleVersion: 1,
    });
  });

  test('rebuilds the same state from nothing and from snapshot and tail', async () => {
    const one = worker({ sealEvery: 2 });
    await one.start();
    await one.take(INPUTS, [add(1), add(2)]);
    await one.take(INPUTS, [add(3, 'v')]);
    const live = await one.read((state) => state.seal().hash);
    await quiet();
    const snapshot = await journal.loadSnapshot(LANE);
    expect([alarms, snapshot?.seq]).toEqual([[], 3]);
    const whole = await rebuildLane(CounterCore, journal, LANE, { snapshot: null });
    const tail = await rebuildLane(CounterCore, journal, LANE, { snapshot });
    const broken = await rebuildLane(CounterCore, journal, LANE, {
      snapshot: snapshot && { ...snapshot, body: '{"w":{"sum":9}}' },
    });
    expect([whole, tail, broken].map(({ state }) => state.seal().hash)).toEqual([live, live, live]);
    expect((await lane()).some(({ type }) => type === STATE_SEALED)).toBe(true);
  });

  test('goes on deciding while a state is sealed, which stays the one that was begun with', async () => {
    let goOn = (): void => undefined;
    const slices = { pause: () => new Promise<void>((resolve) => (goOn = resolve)) };
    const one = worker({
      sealEvery: 1,
      core: { ...CounterCore, toSnapshot: (state) => [{ ...state }, PADDING] },
      ...slices,
    });
    await one.start();
    await one.take(INPUTS, [add(1)]);
    const begun = await one.read((state) => state.seal().hash);
    await one.take(INPUTS, [add(2), add(3)]);
    expect(await sum(one)).toBe(6);
    expect(await journal.loadSnapshot(LANE)).toBeNull();
    goOn();
    await quiet();
    const types = (await lane()).map(({ type }) => type);
    expect(types).toEqual([DECIDED, SEAL_BEGUN, DECIDED, DECIDED, STATE_SEALED]);
    expect(JSON.parse((await lane()).at(-1)?.body ?? '')).toMatchObject({ begunSeq: 2, stateHash: begun });
    expect(await journal.loadSnapshot(LANE)).toMatchObject({ seq: 2, hash: begun });
  });

  test('stopped while a state is being sealed, it seals where it stopped', async () => {
    const core = { ...CounterCore, toSnapshot: (state: Counter) => [{ ...state }, PADDING] };
    const one = worker({ sealEvery: 1, core, pause: quiet });
    await one.start();
    await one.take(INPUTS, [add(1)]);
    await one.take(INPUTS, [add(2)]);
    const hash = await one.read((state) => state.seal().hash);
    await one.stop();
    const types = (await lane()).map(({ type }) => type);
    expect(types).toEqual([DECIDED, SEAL_BEGUN, DECIDED, STATE_SEALED]);
    expect(await journal.loadSnapshot(LANE)).toMatchObject({ seq: 4, hash });
  });

  test('a snapshot that cannot be saved is told, and stops nothing', async () => {
    const away = { ...journal, saveSnapshot: () => Promise.reject(new Unavailable('away')) };
    const one = worker({ sealEvery: 1, journal: away });
    await one.start();
    await one.take(INPUTS, [add(1)]);
    await quiet();
    await one.take(INPUTS, [add(2)]);
    expect(await sum(one)).toBe(3);
    expect(alarms).toEqual(['engine lane: no snapshot could be kept']);
  });

  test('asking about an unknown workspace changes nothing', async () => {
    const one = worker();
    await one.start();
    const before = await one.read((state) => state.seal().hash);
    expect(await sum(one, 'nobody')).toBe(0);
    expect(await one.read((state) => state.seal().hash)).toBe(before);
  });

  test('D4: rings when the time comes, with nobody asking', async () => {
    const one = worker();
    await one.start();
    await one.take(INPUTS, [input({ type: 'ring_at', data: { at: clock.now() + 500 } })]);
    await quiet();
    clock.advance(499);
    await quiet();
    expect(await one.read((state) => state.domain('w').rings)).toBe(0);
    clock.advance(1);
    await quiet();
    expect(await one.read((state) => state.domain('w').rings)).toBe(1);
    const last = JSON.parse((await lane()).at(-1)?.body ?? '') as Decided;
    expect(last.input).toEqual({ type: 'tick', data: {} });
  });

  test('time never runs back in a lane, whatever the machine says', async () => {
    const one = worker();
    await one.start();
    await one.take(INPUTS, [add(1)]);
    clock.setBack(60_000);
    await one.take(INPUTS, [add(1)]);
    const [first, second] = await lane();
    expect(second?.at).toBe(first?.at);
  });

  test('an outage moves deadlines instead of expiring everybody', async () => {
    const one = worker();
    await one.start();
    await one.take(INPUTS, [input({ type: 'ring_at', data: { at: clock.now() + 500 } })]);
    const late: Journal<unknown> = Object.create(journal, {
      acquire: {
        value: async (of: LaneId, owner: string) => ({ ...(await journal.acquire(of, owner)), silentMs: 10_000 }),
      },
    }) as Journal<unknown>;
    const two = worker({ journal: late, owner: 'b' });
    clock.advance(10_000 - 1);
    await two.start();
    expect(await two.read((state) => state.domain('w').rings)).toBe(0);
    expect(await two.read((state) => state.nextDeadline())).toBe(1_000_000 + 500 + 10_000);
  });
});

describe('one writer per lane', () => {
  test('a stale owner is fenced: it stops, and changes nothing', async () => {
    const old = worker();
    await old.start();
    await old.take(INPUTS, [add(1)]);
    const successor = worker({ owner: 'b' });
    await successor.start();
    const late = add(5);
    void old.take(INPUTS, [late]);
    expect(await old.read((state) => state.domain('w').sum)).toBeNull();
    expect(alarms).toContain('engine lane: another owner has it');
    expect((await old.stop()).flatMap(({ records }) => records)).toEqual([late]);
    await successor.take(INPUTS, [late, add(2)]);
    expect(await sum(successor)).toBe(8);
  });
});

describe('when something breaks', () => {
  test('a hole in its inputs halts the lane loudly: nothing behind it is taken in', async () => {
    const one = worker();
    await one.start();
    await one.take(INPUTS, [add(1)]);
    seq++;
    void one.take(INPUTS, [add(9)]);
    await quiet();
    expect(alarms).toEqual(['engine lane: halted']);
    expect((await journal.positions('engine')).get('writer/counter.inputs/3')).toBe(1);
    expect(await lane()).toHaveLength(1);
  });

  test('a hole inside a batch is a hole as well', async () => {
    const one = worker();
    await one.start();
    const [first, lost, last] = [add(1), add(2), add(3)];
    void one.take(INPUTS, [first, last]);
    await quiet();
    expect([alarms, await lane()]).toEqual([['engine lane: halted'], []]);
    expect(lost.seq).toBe(2);
  });

  test('who misses what the next owner has decided is no longer the owner, and not halted', async () => {
    const [old, next] = [worker({ shared: { seenEpoch: 0 } }), worker({ owner: 'b', shared: { seenEpoch: 1 } })];
    await old.start();
    await next.start();
    await next.take(INPUTS, [add(1)]);
    void old.take(INPUTS, [add(2)]);
    await quiet();
    expect(alarms).toEqual(['engine lane: another owner has it']);
  });

  test('an input on which the rules throw is recorded, alarmed and skipped; the others go on', async () => {
    const one = worker();
    await one.start();
    await one.take(INPUTS, [add(1), input({ type: 'break', data: {} }), add(2)]);
    expect(await sum(one)).toBe(3);
    const faulted = (await lane())
      .filter(({ type }) => type === FAULTED)
      .map(({ body }) => JSON.parse(body) as Faulted);
    expect(faulted).toMatchObject([
      { input: { type: 'break' }, error: 'TypeError: a bug in the rules', source: { seq: 2 } },
    ]);
    expect(alarms).toEqual(['engine lane: an input broke the rules and was set aside']);
  });

  test('a tick that could not be committed is tried again, with nobody asking', async () => {
    let failures = 0;
    const flaky: Journal<unknown> = {
      ...journal,
      appendOwned: (...args) =>
        failures-- > 0 ? Promise.reject(new Unavailable('away')) : journal.appendOwned(...args),
    };
    const one = worker({ journal: flaky });
    await one.start();
    await one.take(INPUTS, [input({ type: 'ring_at', data: { at: clock.now() + 500 } })]);
    failures = 1;
    clock.advance(500);
    await quiet();
    expect(await one.read((state) => state.domain('w').rings)).toBe(1);
  });

  test.each([
    ['nothing was written', () => new Unavailable('away'), false],
    ['it was written, but nobody knows', () => new OutcomeUnknown('cut'), true],
  ])('a commit fails and %s: the state is rebuilt, every input counts once', async (_, failure, written) => {
    let failures = 2;
    const flaky = Object.create(journal, {
      appendOwned: {
        value: async (...args: Parameters<Journal<unknown>['appendOwned']>) => {
          const fails = failures > 0 && args[2].length > 0;
          if (fails) failures--;
          if (!fails || written) await journal.appendOwned(...args);
          if (fails) throw failure();
        },
      },
    }) as Journal<unknown>;
    const one = worker({ journal: flaky });
    await one.start();
    await one.take(INPUTS, [add(1), add(2)]);
    await one.take(INPUTS, [add(4)]);
    expect(await sum(one)).toBe(7);
    expect((await lane()).map(({ seq: n }) => n)).toEqual([1, 2, 3]);
    expect(firstBrokenLink(null, await lane())).toBeNull();
  });
});
