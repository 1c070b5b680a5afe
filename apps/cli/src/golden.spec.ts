// The golden log of rules version 1: read, folded and decided again, record by record, with the states of that day.
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLog } from '@frontdesk/checker';
import { fileLog } from './testing/memory-log.js';
import { fold, hashesOf, redecide } from './testing/golden.js';
import { verifyLog } from './verify/verify-log.js';

const file = (name: string): string[] =>
  readFileSync(join(import.meta.dirname, '../golden', name), 'utf8')
    .trimEnd()
    .split('\n');

const lines = file('routing-v1.jsonl');
const hashes = file('routing-v1.hashes');

describe('the golden log of rules version 1', () => {
  it('folds to the same state after every record', () => {
    expect(hashesOf(lines, fold)).toEqual(hashes);
  });

  it('is decided the same again from its inputs alone, state by state', () => {
    expect(hashesOf(lines, redecide)).toEqual(hashes);
  });

  it('is whole, and keeps every law of the independent checker', async () => {
    const { differences, decisions, records } = await verifyLog(fileLog(lines));
    expect(differences).toEqual([]);
    expect({ records, decisions: decisions > 150 }).toEqual({ records: lines.length, decisions: true });
    expect((await checkLog(lines)).ledgers).toMatchObject([{ remainder: 0 }]);
  });
});
