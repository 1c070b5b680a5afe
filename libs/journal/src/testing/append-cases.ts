// Semantics 1–4: durable, gapless, all or nothing, optimistic.
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { partitionOf } from '../murmur2.js';
import { laneKey } from '../record.js';
import { append, appended, journalCase, KEYS, observe, readLane, record, TOPIC, type JournalCase } from './harness.js';

export const appendCases: readonly JournalCase[] = [
  journalCase('1. what a returned append wrote, a new handle reads', async ({ journal, second }) => {
    const stored = await append(journal, [record('a', { stream: 's' }), record('b', { stream: 's' })]);
    const [first] = stored;
    ok(first);
    const other = await second();
    deepStrictEqual(await readLane(other, first.lane), stored);
    deepStrictEqual(await other.readStream('w1', 's'), stored);
  }),

  journalCase('2. eight appenders leave a lane without a gap, and no reader sees one', async ({ journal, second }) => {
    const lane = { service: journal.service, topic: TOPIC, partition: partitionOf('k') };
    const handles = [journal, await second()];
    let writing = true;
    const watch = async (): Promise<void> => {
      for (let seen = 0; writing;) {
        const found = (await handles[1]?.read(lane, seen, 50)) ?? [];
        for (const { seq } of found) strictEqual(seq, ++seen, 'the next record is the next seq');
      }
    };
    const write = async (writer: number): Promise<void> => {
      for (let i = 0; i < 15; i++) {
        const ids = i % 3 === 0 ? [`${writer}-${i}`, `${writer}-${i}+`] : [`${writer}-${i}`];
        await append(
          handles[writer % 2] ?? journal,
          ids.map((id) => record(id)),
        );
      }
    };
    const watching = watch();
    await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
    writing = false;
    await watching;
    const all = await readLane(journal, lane);
    strictEqual(new Set(all.map(({ id }) => id)).size, 8 * 20);
    strictEqual(all.length, 8 * 20);
  }),

  journalCase('2. appends called in one order stand in that order', async ({ journal }) => {
    const ids = Array.from({ length: 40 }, (_, i) => `n${i}`);
    const answers = await Promise.all(ids.map((id) => append(journal, [record(id)])));
    const lane = answers[0]?.[0]?.lane;
    ok(lane);
    deepStrictEqual(
      (await readLane(journal, lane)).map(({ id }) => id),
      ids,
    );
  }),

  journalCase(
    '3. lanes, rows and positions of one append stand together or not at all',
    async ({ journal, rows, second }) => {
      const input = { service: 'elsewhere', topic: 'inputs', partition: 1 };
      const write = (row: string, seq: number) =>
        journal.append({
          records: KEYS.map((key) => record(`${row}-${key}`, { key })),
          rows: (tx) => rows.put(tx, row, 'written'),
          positions: [{ consumer: 'c', lane: input, seq }],
        });
      const stored = appended(await write('one', 1));
      strictEqual(new Set(stored.map(({ lane }) => lane.partition)).size, 3);
      strictEqual(await rows.get('one'), 'written');
      deepStrictEqual([...(await journal.positions('c'))], [[laneKey(input), 1]]);
      const heads = await journal.heads(TOPIC);
      const refused = await write('one', 2);
      strictEqual(refused.outcome === 'refused' && refused.refusal.code, 'taken');
      const other = await second();
      deepStrictEqual(await other.heads(TOPIC), heads);
      deepStrictEqual([...(await other.positions('c'))], [[laneKey(input), 1]]);
    },
  ),

  journalCase(
    '3. appends over the same lanes in opposite orders never wait in a circle',
    async ({ journal, second }) => {
      const other = await second();
      const there = KEYS.map((key) => record('there', { key }));
      const back = [...there].reverse();
      for (let round = 0; round < 15; round++) await Promise.all([append(journal, there), append(other, back)]);
      for (const key of KEYS) {
        strictEqual(
          (await readLane(journal, { service: journal.service, topic: TOPIC, partition: partitionOf(key) })).length,
          30,
        );
      }
    },
  ),

  journalCase(
    '4. another version than the expected one answers conflict and changes nothing',
    async ({ journal, rows }) => {
      const [first] = await append(journal, [record('a', { stream: 's' })], { expectedVersions: { s: 0 } });
      ok(first);
      const before = await observe(journal, first.lane, 'c');
      for (const expected of [0, 2]) {
        const answer = await journal.append({
          records: [record('b', { stream: 's' }), record('c', { stream: 't' })],
          expectedVersions: { s: expected, t: 0 },
          rows: (tx) => rows.put(tx, 'row', 'written'),
          positions: [{ consumer: 'c', lane: first.lane, seq: 1 }],
        });
        deepStrictEqual(answer, { outcome: 'conflict', stream: 's', version: 1 });
      }
      deepStrictEqual(await observe(journal, first.lane, 'c'), before);
      strictEqual(await rows.get('row'), null);
    },
  ),

  journalCase('4. of appends that expect the same version exactly one is appended', async ({ journal, second }) => {
    const handles = [journal, await second()];
    for (let version = 0; version < 10; version++) {
      const racers = Array.from({ length: 4 }, (_, i) =>
        (handles[i % 2] ?? journal).append({
          // Different keys: the stream alone must decide, not a lane's lock.
          records: [record(`${version}-${i}`, { stream: 's', key: KEYS[i % 3] ?? 'k' })],
          expectedVersions: { s: version },
        }),
      );
      const outcomes = (await Promise.all(racers)).map(({ outcome }) => outcome).sort();
      deepStrictEqual(outcomes, ['appended', 'conflict', 'conflict', 'conflict']);
    }
    deepStrictEqual(
      (await journal.readStream('w1', 's')).map(({ streamVersion }) => streamVersion),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
  }),

  journalCase('4. a stream is its workspace’s: the same name elsewhere is another', async ({ journal }) => {
    const mine = await append(journal, [record('a', { stream: 's' })], { expectedVersions: { s: 0 } });
    const theirs = await append(journal, [record('b', { stream: 's', workspace: 'w2' })], {
      expectedVersions: { s: 0 },
    });
    deepStrictEqual(await journal.readStream('w1', 's'), mine);
    deepStrictEqual(await journal.readStream('w2', 's'), theirs);
  }),

  journalCase('4. a stream that nobody checks still counts on', async ({ journal }) => {
    await Promise.all(
      ['a', 'b', 'c'].map((id) => append(journal, [record(id, { stream: 's' }), record(`${id}+`, { stream: 's' })])),
    );
    const versions = (await journal.readStream('w1', 's', 2)).map(({ streamVersion }) => streamVersion);
    deepStrictEqual(versions, [3, 4, 5, 6]);
  }),
];
