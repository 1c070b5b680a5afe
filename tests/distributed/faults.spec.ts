// The fault run in short: things break, each kind at least once, and afterwards nothing is lost, doubled or over a limit.
// `npm run faults -- --minutes 10` is the long one.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pageOf, shortfalls } from '../faults/report.mjs';
import { ENV, faultRun } from '../faults/run.mjs';
import { startDistributed, type DistributedProduct } from '../harness/distributed.js';

const CALM_MS = 25_000;
const FAULTS_MS = 95_000;
/** Each kind of fault, and enough traffic to be hit by it; what the minutes of the long run promise is more. */
const WANTED = { faults: 6, ofEachKind: 1, acknowledged: 200, arrivals: 25 };
const SEED = Number(process.env['SEED']) || Math.floor(Math.random() * 2 ** 31) + 1;

jest.setTimeout(400_000);

let product: DistributedProduct;

beforeAll(async () => {
  process.stdout.write(`faults: seed ${SEED} (SEED=${SEED} draws the same again)\n`);
  product = await startDistributed(ENV);
});

afterAll(async () => {
  await product?.stop();
});

describe('two minutes, most of them with faults,', () => {
  it('lose nothing, double nothing and keep every limit', async () => {
    const report = await faultRun({ product, seed: SEED, calmMs: CALM_MS, faultsMs: FAULTS_MS, wanted: WANTED });
    process.stdout.write(`${pageOf(report)}\n`);
    const { lost, doubled, overLimit, other, crashes, remainder, differences } = report;
    const sound = { lost: [], doubled: [], overLimit: [], other: [], remainder: 0, differences: 0 };
    const found = { lost, doubled, overLimit, other, remainder, differences };
    // The diary only when it is needed to understand a finding.
    if (lost.length + doubled.length + overLimit.length + other.length + crashes.length > 0)
      process.stdout.write(`${report.diary.join('\n')}\n`);
    // A process that ends because its database went away while it started is started again, as an orchestrator does:
    // it is printed above with the diary, and what counts is what became of the facts.
    expect(found).toEqual(sound);
    // Too little traffic, or a kind of fault that never came, would prove nothing.
    expect(shortfalls(report)).toEqual([]);
  });
});
