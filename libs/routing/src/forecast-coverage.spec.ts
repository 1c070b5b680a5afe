// Whether the forecast keeps its word (E4): simulated receptions, each wait beside what was told when it began. The bench
// does the same over many days, with bursts, breaks and other shapes of service; this is the part that fits into a spec.
import { expect, it } from '@jest/globals';
import { minutes, type Instant } from '@frontdesk/kernel';
import { step } from './step.js';
import { createRouting } from './state.js';
import { agentWith, strategy } from './testing/words-of-staff.js';
import { closes, group, online, requests } from './testing/words.js';
import { forecast } from './views.js';

const SERVICE = minutes(8);
const LEARNING = 200;
const MEASURED = 800;

/** A seeded source of numbers in (0, 1]: the same seed is the same day. */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

interface Kept {
  readonly p50: number;
  readonly p90: number;
}

/** The share of waits that were no longer than was told on entry. Somebody waits nearly always. */
function reception(seed: number, agents: number): Kept {
  const roll = dice(seed);
  const exponential = (mean: number): number => Math.ceil(-Math.log(roll()) * mean);
  const state = createRouting();
  const told = new Map<string, { readonly p50Ms: number; readonly p90Ms: number }>();
  const ends: { readonly at: Instant; readonly id: string }[] = [];
  let [waits, p50, p90, waiting] = [0, 0, 0, 0];
  const see = (now: Instant, input: Parameters<typeof step>[1]): void => {
    for (const { type, data } of step(state, input, now)) {
      if (type === 'queued') {
        waiting++;
        const word = forecast(state, 'sales', data.position);
        if (word !== null) told.set(data.conversationId, word);
      }
      if (type !== 'assigned') continue;
      ends.push({ at: now + exponential(SERVICE), id: data.conversationId });
      ends.sort((a, b) => a.at - b.at);
      if (data.waitedMs > 0) waiting--;
      const word = told.get(data.conversationId);
      if (word === undefined || ++waits <= LEARNING) continue;
      if (data.waitedMs <= word.p50Ms) p50++;
      if (data.waitedMs <= word.p90Ms) p90++;
    }
  };
  see(0, group('sales'));
  see(0, strategy());
  for (let i = 0; i < agents; i++) {
    see(0, agentWith(`a${i}`));
    see(0, online(`a${i}`));
  }
  for (let [n, next] = [0, 0]; waits < LEARNING + MEASURED;) {
    const end = ends[0];
    if (end !== undefined && end.at <= next) {
      ends.shift();
      see(end.at, closes(end.id));
      continue;
    }
    see(next, requests(`c${n++}`));
    // As many come as can be served; when the queue is long, fewer do.
    next += exponential((SERVICE / agents) * (waiting > 3 * agents ? 1.5 : 0.98));
  }
  return { p50: p50 / MEASURED, p90: p90 / MEASURED };
}

it.each([
  [2, 4],
  [3, 4],
  [5, 8],
  [7, 16],
])(
  'E4c nine waits in ten keep to the p90 that was told, and half of them to the p50 (seed %d, %d agents)',
  (seed, n) => {
    const kept = reception(seed, n);
    expect(kept.p90).toBeGreaterThan(0.85);
    expect(kept.p90).toBeLessThan(0.96);
    expect(kept.p50).toBeGreaterThan(0.4);
    expect(kept.p50).toBeLessThan(0.65);
  },
);
