// What the log itself says afterwards: decided again, it is decided alike, and the independent checker finds nothing.
import { expect } from '@jest/globals';
import { verifyDatabase, type VerifyReport } from '@frontdesk/cli';
import { databaseUrlOf, JOURNALS, type Databases } from './database.js';

export async function expectSoundLog(story: string, product: Databases): Promise<VerifyReport> {
  const databases = new Set(JOURNALS.map((schema) => databaseUrlOf(product, schema.replaceAll('_', '-'))));
  const report = await verifyDatabase([...databases]);
  expect(report.differences).toEqual([]);
  expect(report.more).toBe(0);
  for (const { remainder, unaccounted } of report.checker.ledgers) {
    expect({ remainder, unaccounted }).toEqual({ remainder: 0, unaccounted: [] });
  }
  const { records, decisions, tookMs } = report;
  process.stdout.write(`${story}: ${records} records, ${decisions} decided again, 0 differences (${tookMs} ms)\n`);
  return report;
}
