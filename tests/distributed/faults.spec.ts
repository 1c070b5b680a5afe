// The fault run in short: two minutes in which things break, and afterwards nothing is lost, doubled or over a limit.
// `npm run faults -- --minutes 10` is the long one.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ENV, faultRun, pageOf } from '../faults/run.mjs';
import { startDistributed, type DistributedProduct } from '../harness/distributed.js';

const FAULTS_MS = 120_000;
const SEED = Number(process.env['FRONTDESK_SEED']) || Math.floor(Math.random() * 2 ** 31) + 1;

jest.setTimeout(600_000);

let product: DistributedProduct;

beforeAll(async () => {
  process.stdout.write(`faults: seed ${SEED} (FRONTDESK_SEED=${SEED} draws the same again)\n`);
  product = await startDistributed(ENV);
});

afterAll(async () => {
  await product?.stop();
});

describe('two minutes of faults', () => {
  it('loses nothing, doubles nothing and keeps every limit', async () => {
    const run = { product, seed: SEED, calmMs: 10_000, faultsMs: FAULTS_MS, everyMs: 800 };
    const report = await faultRun(run);
    process.stdout.write(`${pageOf(report)}\n`);
    const { lost, doubled, overLimit, other, crashes } = report;
    const sound = { lost: [], doubled: [], overLimit: [], other: [] };
    // The diary only when it is needed to understand a finding.
    if (lost.length + doubled.length + overLimit.length + other.length + crashes.length > 0)
      process.stdout.write(`${report.diary.join('\n')}\n`);
    // A process that ends because its database went away while it started is started again, as an orchestrator does:
    // it is printed above with the diary, and what counts is what became of the facts.
    expect({ lost, doubled, overLimit, other }).toEqual(sound);
    // Too little traffic, or a kind of fault that never came, would prove nothing.
    expect(report.arrivals).toBeGreaterThan(50);
    expect(report.acknowledged).toBeGreaterThan(500);
    for (const n of Object.values(report.faults)) expect(n).toBeGreaterThan(0);
  });
});
