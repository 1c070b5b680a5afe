// What verify finds on a log that somebody changed, and that it names the place once instead of all that follows.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { chainHash, type StoredRecord } from '@frontdesk/journal';
import { exportLog } from '../export/export-log.js';
import { liveADay } from '../testing/live-a-day.js';
import { fileLog, memoryLog } from '../testing/memory-log.js';
import { seededDay } from '../testing/seeded-day.js';
import { verifyLog } from './verify-log.js';

let clean: string[];

beforeAll(async () => {
  const log = memoryLog();
  await liveADay(log.journals, seededDay(5, 120));
  clean = [];
  for await (const line of exportLog(log, await log.ends())) clean.push(line);
});

/** Changes the decisions; sealed anew, so that the chain does not tell of it. */
function tampered(change: (record: StoredRecord) => Partial<StoredRecord> | null, seal = true): string[] {
  let prev: string | null = null;
  return clean.flatMap((line) => {
    const record = JSON.parse(line) as StoredRecord;
    if (record.epoch === null) return [line];
    const changes = change(record);
    if (changes === null) return [];
    const changed = { ...record, ...changes };
    if (seal) prev = chainHash(prev, changed.lane, { ...changed, epoch: record.epoch });
    return [JSON.stringify({ ...changed, hash: seal ? prev : record.hash })];
  });
}

const kindsOf = async (lines: string[]): Promise<[string, string][]> =>
  (await verifyLog(fileLog(lines))).differences.map(({ kind, where }) => [kind, where]);

const lane = (records: readonly string[]): string => {
  const { service, topic, partition } = records
    .map((line) => (JSON.parse(line) as StoredRecord).lane)
    .find(({ topic: of }) => of === 'assignment.decisions') as StoredRecord['lane'];
  return `${service}/${topic}/${partition}`;
};

describe('K2 verify', () => {
  it('finds nothing on a log as it was written', async () => {
    const report = await verifyLog(fileLog(clean));
    expect(report.differences).toEqual([]);
    expect(report.lanes).toMatchObject([{ seals: expect.any(Number), faults: 0 }]);
    expect(report.lanes[0]?.seals).toBeGreaterThan(0);
  });

  it('K6a names a changed body by its hash, and what would have been decided', async () => {
    const seq = 30;
    const forged = tampered(
      (record) => (record.seq === seq ? { body: record.body.replace('{"events"', '{ "events"') } : {}),
      false,
    );
    expect(await kindsOf(forged)).toContainEqual(['hash', `${lane(clean)}/${seq}`]);
  });

  it('names another agent in a decision although all hashes were made anew, and only that decision', async () => {
    let forgedAt = 0;
    const forged = tampered((record) => {
      if (forgedAt > 0 || !record.body.includes('"cause":"arrival"')) return {};
      forgedAt = record.seq;
      return { body: record.body.replace(/"waitedMs":0/, '"waitedMs":1') };
    });
    const report = await verifyLog(fileLog(forged));
    expect(report.differences).toMatchObject([{ kind: 'decision', where: `${lane(clean)}/${forgedAt}` }]);
    expect(report.differences[0]?.conversationId).toMatch(/^c\d+$/);
  });

  it('names a sealed state that is not the state', async () => {
    const forged = tampered((record) =>
      record.type === 'assignment.state_sealed'
        ? { body: record.body.replace(/"stateHash":"[0-9a-f]{8}/, '"stateHash":"00000000') }
        : {},
    );
    expect(new Set((await kindsOf(forged)).map(([kind]) => kind))).toEqual(new Set(['state']));
  });

  it('names a seal that was begun nowhere', async () => {
    const forged = tampered((record) => ({ body: record.body.replace(/"begunSeq":\d+/, '"begunSeq":1') }));
    const { differences } = await verifyLog(fileLog(forged));
    expect(differences[0]).toMatchObject({ kind: 'state', text: 'no seal was begun at 1' });
  });

  it('K6a names a record that is gone, and rules that it does not have', async () => {
    const gone = tampered((record) => (record.seq === 40 ? null : {}), false);
    expect(await kindsOf(gone)).toContainEqual(['sequence', `${lane(clean)}/41`]);
    const newer = tampered((record) => ({
      body: record.body.replace(/"ruleVersion":1,"source"/, '"ruleVersion":9,"source"'),
    }));
    expect((await kindsOf(newer))[0]?.[0]).toBe('rules');
  });
});
