// The forecast (E4): from service times and slots, in integers, and never longer for one more slot (R01).
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketOf, quantileOf } from './histogram.js';
import { step } from './step.js';
import { at, given } from './testing/specification.js';
import { agentWith, strategy } from './testing/words-of-staff.js';
import { anyHistory } from './testing/histories.js';
import * as words from './testing/words.js';
import { createRouting } from './state.js';
import { forecast } from './views.js';

const { closes, group, online, requests } = words;
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

describe('E4 the forecast', () => {
  it('E4a knows nothing before anything was served, or while nobody is online', () => {
    const served = [
      group('sales'),
      strategy(),
      agentWith('ann'),
      online('ann'),
      at(10, requests('1')),
      at(70, closes('1')),
    ];
    expect(forecast(given(group('sales'), strategy()).when().state, 'sales', 1)).toBeNull();
    expect(forecast(given(...served, words.offline('ann')).when().state, 'sales', 1)).toBeNull();
    expect(forecast(given(...served).when().state, 'sales', 1)).toEqual({ p50Ms: 41_250, p90Ms: 137_812 });
  });

  it(`E4b R01 in any state one more slot makes neither p50 nor p90 longer, seed ${seed}`, () => {
    const law = fc.property(anyHistory, fc.integer({ min: 1, max: 60 }), (moments, position) => {
      const state = createRouting();
      for (const { at: now, input } of moments) step(state, input, now);
      for (const groupId of ['g1', 'g2', 'g3']) {
        for (let more = 0; more < 8; more++) {
          const less = forecast(state, groupId, position, more);
          const with1 = forecast(state, groupId, position, more + 1);
          if (less === null) continue;
          expect(with1?.p50Ms).toBeLessThanOrEqual(less.p50Ms);
          expect(with1?.p90Ms).toBeLessThanOrEqual(less.p90Ms);
          expect(less.p50Ms).toBeLessThanOrEqual(less.p90Ms);
          expect(Number.isSafeInteger(less.p90Ms)).toBe(true);
        }
      }
    });
    fc.assert(law, { seed, numRuns: 100, endOnFailure: true });
  });

  it('E4c a quantile of the histogram is near that of the numbers it was made of', () => {
    const law = fc.property(fc.array(fc.nat(50_000), { minLength: 10, maxLength: 300 }), (values) => {
      const counts = new Map<number, number>();
      for (const value of values) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
      const sorted = [...values].sort((a, b) => a - b);
      const exact = sorted[Math.ceil(values.length * 0.9) - 1] as number;
      const told = quantileOf({ total: values.length, counts }, 90);
      expect(Math.abs(told - exact)).toBeLessThanOrEqual(Math.max(1, exact / 8 + 1));
    });
    fc.assert(law, { seed });
  });
});
