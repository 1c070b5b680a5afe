// The journal's contract: one list of cases for every adapter.
import { describe, test } from '@jest/globals';
import { appendCases } from './append-cases.js';
import { groupCases } from './group-cases.js';
import type { JournalCase, MakeJournal } from './harness.js';
import { leaseCases } from './lease-cases.js';
import { ownedCases } from './owned-cases.js';
import { readCases } from './read-cases.js';

/** For running the contract without jest. */
export const journalCases: readonly JournalCase[] = [
  ...appendCases,
  ...groupCases,
  ...ownedCases,
  ...leaseCases,
  ...readCases,
];

export function journalContract<Tx>(name: string, makeJournal: MakeJournal<Tx>): void {
  describe(`${name} keeps the journal's contract`, () => {
    for (const { name: sentence, run } of journalCases) test(sentence, () => run(makeJournal), 30_000);
  });
}
