// An hour of a small reception through the real services, lived in half a minute; `npm run day` lives a whole one.
import { expect, it } from '@jest/globals';
import { liveADay, pageOf } from '../day/run.mjs';

const SEED = Number(process.env['SEED'] ?? Date.now() % 100_000);

it(`P14, P31, P44 an hour of 20 agents and 100 visitors adds up, seed ${SEED}`, async () => {
  const report = await liveADay({ seed: SEED, agents: 20, visitors: 100, hours: 1, speed: 120 });
  process.stdout.write(`${pageOf(report)}\n`);
  expect(report.violations).toEqual([]);
  expect(report.remainder).toBe(0);
  expect(report.arrivals).toBeGreaterThan(100);
  expect(report.outcomes['assigned']).toBeGreaterThan(50);
}, 180_000);
