// What readers may rely on: order, heads, snapshots, wake-ups, and the text exactly as it was written.
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { canonical } from '@frontdesk/kernel';
import { partitionOf } from '../murmur2.js';
import { laneKey, type StoredRecord } from '../record.js';
import {
  append,
  journalCase,
  KEYS,
  owned,
  ownLane,
  readLane,
  record,
  TOPIC,
  within,
  type JournalCase,
} from './harness.js';

const ODD_TEXTS = [
  'Grüße, 你好, 👩‍👩‍👧 and \u202eright-to-left',
  'quotes " \\ \\" {braces} , NULL null',
  'line\nbreak\r\ttab \u0001 \u2028',
  '',
  'x'.repeat(20_000),
];

export const readCases: readonly JournalCase[] = [
  journalCase(
    'readMany serves the named lanes in the map’s order, each by seq, up to the limit',
    async ({ journal }) => {
      for (let i = 0; i < 5; i++)
        await append(
          journal,
          KEYS.map((key) => record(`${i}`, { key })),
        );
      const [a, b, c] = KEYS.map(partitionOf);
      ok(a !== undefined && b !== undefined && c !== undefined);
      const read = async (after: [number, number][], limit: number) =>
        (await journal.readMany(TOPIC, new Map(after), limit)).map(({ lane, seq }) => [lane.partition, seq]);
      deepStrictEqual(
        await read(
          [
            [b, 3],
            [a, 0],
          ],
          6,
        ),
        [
          [b, 4],
          [b, 5],
          [a, 1],
          [a, 2],
          [a, 3],
          [a, 4],
        ],
      );
      deepStrictEqual(await read([[c, 5]], 10), []);
      deepStrictEqual(await read([], 10), []);
    },
  ),

  journalCase('read goes on after a seq, up to the limit', async ({ journal }) => {
    const stored = await append(
      journal,
      ['a', 'b', 'c', 'd'].map((id) => record(id)),
    );
    const lane = stored[0]?.lane;
    ok(lane);
    deepStrictEqual(await journal.read(lane, 1, 2), stored.slice(1, 3));
    deepStrictEqual(await journal.read(lane, 4, 2), []);
    deepStrictEqual(await journal.read({ ...lane, topic: 'never.written' }, 0, 2), []);
  }),

  journalCase('readFacts, where there is one, is read without what a fold has no use for', async ({ journal }) => {
    const stored = await append(
      journal,
      ['a', 'b', 'c', 'd'].map((id) => record(id, { at: 1_800_000_000_123 })),
    );
    const lane = stored[0]?.lane;
    ok(lane);
    const facts = stored.map(({ seq, workspace, type, at, body }) => ({ seq, workspace, type, at, body }));
    const read = async (after: number, limit: number) =>
      (await journal.readFacts?.(lane, after, limit))?.map((fact) => ({ ...fact })) ??
      facts.slice(after, after + limit);
    deepStrictEqual(await read(0, 10), facts);
    deepStrictEqual(await read(1, 2), facts.slice(1, 3));
  }),

  journalCase('heads are of the lanes that hold records, of the topic alone', async ({ journal }) => {
    strictEqual((await journal.heads(TOPIC)).size, 0);
    await append(journal, [
      record('a', { key: KEYS[0] }),
      record('b', { key: KEYS[0] }),
      record('c', { key: KEYS[1] }),
    ]);
    await append(journal, [record('d', { topic: 'contract.other' })]);
    const lane = (key: string) => laneKey({ service: journal.service, topic: TOPIC, partition: partitionOf(key) });
    deepStrictEqual(Object.fromEntries(await journal.heads(TOPIC)), { [lane(KEYS[0])]: 2, [lane(KEYS[1])]: 1 });
  }),

  journalCase('texts come back byte for byte, plain and owned', async ({ journal, second }) => {
    const datas = [
      ...ODD_TEXTS.map((text) => ({ text })),
      { n: [0, -0, 1e21, 1e-7, 0.1, 9007199254740991], b: true, a: null },
    ];
    const stored = await append(
      journal,
      datas.map((data, i) => record(`r${i}`, { data, type: `contract.t${i}`, stream: `s"\\{${i}}` })),
    );
    const other = await second();
    const lane = stored[0]?.lane;
    ok(lane);
    deepStrictEqual(
      (await readLane(other, lane)).map(({ body }) => body),
      datas.map(canonical),
    );
    deepStrictEqual(await readLane(other, lane), stored);
    const own = ownLane(journal.service);
    const head = await journal.acquire(own, 'one');
    // Not canonical on purpose: what the owner hashed is what must stand, down to the white space.
    const body = `{"z": 1.0,\n "a":1e2, "t":"${'é'.normalize('NFD')}"}`;
    await journal.appendOwned(own, head.epoch, owned(own, head, ['a'], body), []);
    strictEqual((await readLane(other, own))[0]?.body, body);
  }),

  journalCase('meta comes back as it was', async ({ journal, second }) => {
    const meta = { actor: 'agent-"7"', correlationId: 'c', causationId: 'x', requestId: 'r' };
    const [stored] = await append(journal, [record('a', { meta })]);
    ok(stored);
    const [read] = await (await second()).read(stored.lane, 0, 1);
    deepStrictEqual(read?.meta, meta);
  }),

  journalCase('the newest snapshot at or before a seq is found', async ({ journal, second }) => {
    const lane = ownLane(journal.service);
    const snapshot = (seq: number, body: string) => ({
      lane,
      seq,
      schemaVersion: 1,
      ruleVersion: 2,
      hash: `h${seq}`,
      body,
    });
    strictEqual(await journal.loadSnapshot(lane), null);
    for (const seq of [10, 30, 20]) await journal.saveSnapshot(snapshot(seq, '{"old": true}'));
    await journal.saveSnapshot(snapshot(20, '{"é":\t1}'));
    const other = await second();
    deepStrictEqual(await other.loadSnapshot(lane), snapshot(30, '{"old": true}'));
    deepStrictEqual(await other.loadSnapshot(lane, 29), snapshot(20, '{"é":\t1}'));
    deepStrictEqual(await other.loadSnapshot(lane, 10), snapshot(10, '{"old": true}'));
    strictEqual(await other.loadSnapshot(lane, 9), null);
    strictEqual(await other.loadSnapshot({ ...lane, partition: 8 }), null);
  }),

  journalCase('an append wakes who waits for its topic, on every handle', async ({ journal, second }) => {
    const woken = async (reader: Pick<typeof journal, 'onAppend'>, write: () => Promise<unknown>): Promise<void> => {
      let forget: () => void = () => undefined;
      const wake = new Promise<void>((resolve) => (forget = reader.onAppend(TOPIC, () => resolve())));
      // Written until heard: a listener may still be connecting, and a hint may be lost.
      for (let i = 0; i < 20; i++) {
        await write();
        if (
          await within(150, wake).then(
            () => true,
            () => false,
          )
        )
          break;
        if (i === 19) throw new Error('never woken');
      }
      forget();
    };
    const other = await second();
    await woken(journal, () => append(journal, [record('a')]));
    await woken(other, () => append(journal, [record('b')]));
    let calls = 0;
    journal.onAppend(TOPIC, () => void calls++)();
    await append(journal, [record('c')]);
    strictEqual(calls, 0);
  }),

  journalCase('an append brings its records to who waits on its own handle, as they stand', async ({ journal }) => {
    const brought: StoredRecord[] = [];
    journal.onAppend(TOPIC, (committed = []) => void brought.push(...committed));
    const other = [record('other', { topic: 'contract.other' })];
    const both = ['a', 'b'].map((id) =>
      append(journal, [record(id), record(`${id}1`), record(`${id}2`, { key: KEYS[0] })]),
    );
    await Promise.all([...both, append(journal, other), append(journal, [record('c')])]);
    for (const key of ['k', KEYS[0]]) {
      const lane = { service: journal.service, topic: TOPIC, partition: partitionOf(key) };
      const ofLane = brought.filter((one) => laneKey(one.lane) === laneKey(lane));
      deepStrictEqual(ofLane, await readLane(journal, lane));
    }
    strictEqual(brought.length, 7);
  }),
];
