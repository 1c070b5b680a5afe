// The distributed product: free slot → next visitor beside the raw chain of the same run, how many arrivals a second it
// takes until their p99 doubles, and how long a replica is away that ends and comes back.
import { takeTurns } from '../assign/next.mjs';
import { figure, median, quantile } from '../measure.mjs';
import { arrivals } from './arrivals.mjs';
import { startForBench } from './product.mjs';
import { startRawChain } from './raw-chain.mjs';
import { restarts } from './restarts.mjs';

/** Between actions: what an action leads to has been published and read by everyone. */
const REST_MS = 60;
const ROUNDS = 120;

export async function run() {
  const product = await startForBench();
  try {
    const chain = await startRawChain(product);
    const { ours, theirs } = await takeTurns(product.url, chain.handOver, { restMs: REST_MS, rounds: ROUNDS }).finally(
      () => chain.stop(),
    );
    const n = ours.length;
    const limit = median(theirs);
    const tail = [ours, theirs].map((samples) => quantile(samples, 0.99));
    return [
      figure({
        name: 'assign.next_distributed',
        value: median(ours),
        unit: 'ms p50',
        limit,
        goal: 2,
        goalIs: 'most',
        n,
      }),
      figure({ name: 'assign.next_distributed_p99', value: tail[0], unit: 'ms p99', limit: tail[1], n }),
      ...(await arrivals(product.url)),
      ...(await restarts(product)),
    ];
  } finally {
    await product.stop();
  }
}
