// The contract catches every journal that breaks a promise.
import { describe, expect, test } from '@jest/globals';
import { FAULTS, withFault } from './testing/faulty-journals.js';
import { journalCases, memoryHarness } from './testing/index.js';

describe('the contract catches a journal that', () => {
  test.each(Object.entries(FAULTS))('%s', async (_, fault) => {
    const results = await Promise.allSettled(journalCases.map(({ run }) => run(withFault(memoryHarness, fault))));
    const failed = results.filter(({ status }) => status === 'rejected').length;
    expect(failed).toBeGreaterThan(0);
    // A fault that breaks everything would be no proof that a case sees what it is there for.
    expect(failed).toBeLessThan(journalCases.length);
  });
});
