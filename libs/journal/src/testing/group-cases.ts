// Semantics 5 and 8: delivered twice is taken in once, and the members of a group don't harm each other.
import { deepStrictEqual, notStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { partitionOf } from '../murmur2.js';
import { RowsRefused } from '../port.js';
import { laneKey } from '../record.js';
import {
  append,
  appended,
  journalCase,
  KEYS,
  observe,
  readLane,
  record,
  rejectsWith,
  TOPIC,
  type JournalCase,
} from './harness.js';

export const groupCases: readonly JournalCase[] = [
  journalCase(
    '5. a position at or behind the stored one answers duplicate and changes nothing',
    async ({ journal, rows }) => {
      const lane = { service: 'elsewhere', topic: 'inputs', partition: 1 };
      const take = (seq: number, row: string) =>
        journal.append({
          records: [record(row)],
          rows: (tx) => rows.put(tx, row, 'written'),
          positions: [{ consumer: 'c', lane, seq }],
        });
      const [first] = appended(await take(5, 'five'));
      ok(first);
      const before = await observe(journal, first.lane, 'c');
      for (const seq of [5, 4]) deepStrictEqual(await take(seq, 'again'), { outcome: 'duplicate' });
      deepStrictEqual(await observe(journal, first.lane, 'c'), before);
      strictEqual(await rows.get('again'), null);
      appended(await take(6, 'six'));
    },
  ),

  journalCase('5. of several that take one input in at once, one does', async ({ journal, second }) => {
    const handles = [journal, await second()];
    const lane = { service: 'elsewhere', topic: 'inputs', partition: 1 };
    for (let seq = 1; seq <= 10; seq++) {
      const racers = Array.from({ length: 4 }, (_, i) =>
        (handles[i % 2] ?? journal).append({
          records: [record(`${seq}`, { key: KEYS[i % 3] ?? 'k' })],
          positions: [{ consumer: `c${seq}`, lane, seq }],
        }),
      );
      const outcomes = (await Promise.all(racers)).map(({ outcome }) => outcome).sort();
      deepStrictEqual(outcomes, ['appended', 'duplicate', 'duplicate', 'duplicate']);
    }
  }),

  journalCase('5. positions move forward only, also without records', async ({ journal, second }) => {
    const lane = { service: 'elsewhere', topic: 'inputs', partition: 1 };
    const to = (seq: number) => journal.advance([{ consumer: 'c', lane, seq }]);
    await to(7);
    await to(3);
    deepStrictEqual([...(await (await second()).positions('c'))], [[laneKey(lane), 7]]);
    deepStrictEqual(await journal.append({ records: [], positions: [{ consumer: 'c', lane, seq: 7 }] }), {
      outcome: 'duplicate',
    });
    await append(journal, [], { positions: [{ consumer: 'c', lane, seq: 8 }] });
    deepStrictEqual([...(await journal.positions('c'))], [[laneKey(lane), 8]]);
    deepStrictEqual([...(await journal.positions('d'))], []);
  }),

  journalCase('8. a refusal harms no other append of its group', async ({ journal, rows }) => {
    await append(journal, [record('old', { stream: 'old' })]);
    const kinds = ['plain', 'refuses', 'with row', 'breaks', 'conflicts', 'ill'] as const;
    const work = Array.from({ length: 30 }, (_, i) => ({ i, kind: kinds[i % kinds.length] ?? 'plain' }));
    const outcomes = await Promise.all(
      work.map(({ i, kind }) =>
        journal
          .append({
            records: [
              record(kind === 'ill' ? `${i}\u0000` : `${i}`, { stream: kind === 'conflicts' ? 'old' : `s${i}` }),
            ],
            expectedVersions: { [kind === 'conflicts' ? 'old' : `s${i}`]: 0 },
            rows: async (tx) => {
              if (kind !== 'plain') await rows.put(tx, `row${i}`, 'written');
              if (kind === 'refuses') throw new RowsRefused('full', { i });
              if (kind === 'breaks') throw new TypeError('a bug in rows');
            },
          })
          .then(
            ({ outcome }) => outcome,
            (error: Error) => error.name,
          ),
      ),
    );
    const wanted = {
      plain: 'appended',
      refuses: 'refused',
      'with row': 'appended',
      breaks: 'TypeError',
      conflicts: 'conflict',
      ill: 'AssertionFailed',
    };
    deepStrictEqual(
      outcomes,
      work.map(({ kind }) => wanted[kind]),
    );
    for (const { i, kind } of work)
      strictEqual(await rows.get(`row${i}`), kind === 'with row' ? 'written' : null, `row${i}`);
    const lane = { service: journal.service, topic: TOPIC, partition: partitionOf('k') };
    const stood = work.filter(({ kind }) => wanted[kind] === 'appended').map(({ i }) => `${i}`);
    deepStrictEqual(
      (await readLane(journal, lane)).map(({ id }) => id),
      ['old', ...stood],
    );
  }),

  journalCase('8. rows are told what will stand', async ({ journal, rows }) => {
    await append(journal, [record('first', { stream: 's' })]);
    const stored = await append(journal, [record('a', { stream: 's' }), record('b', { stream: 's' })], {
      rows: (tx, told) => rows.put(tx, 'told', told.map(({ seq, streamVersion }) => `${seq}:${streamVersion}`).join()),
    });
    strictEqual(await rows.get('told'), '2:2,3:3');
    notStrictEqual(stored[0]?.seq, stored[1]?.seq);
  }),

  journalCase('an ill-formed record is a bug, and nothing of its append is written', async ({ journal }) => {
    for (const id of ['', 'a\u0000', '\ud800'])
      await rejectsWith('AssertionFailed', journal.append({ records: [record(id)] }));
    await rejectsWith('AssertionFailed', journal.append({ records: [record('a', { at: 1.5 })] }));
    await rejectsWith('AssertionFailed', journal.append({ records: [record('a'), record('b', { workspace: 'w2' })] }));
    strictEqual((await journal.heads(TOPIC)).size, 0);
  }),
];
