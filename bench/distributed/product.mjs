// The distributed product for a bench: native Kafka, PostgreSQL and Redis, every service a process, ready to be asked.
import { setTimeout as sleep } from 'node:timers/promises';
import { startDistributedProduct } from '../../deploy/native/distributed.mjs';
import { call, signIn } from '../assign/clients.mjs';

const DEMO_WITHIN_MS = 60_000;

/** One machine is the address of all of them. */
const UNLIMITED = { FRONTDESK_FLOOD_ADDRESS: '0', FRONTDESK_FLOOD_STARTS: '0', FRONTDESK_RATE_WORKSPACE: '0' };

/** @param {Parameters<typeof startDistributedProduct>[0]} options */
export async function startForBench(options) {
  const say = (line) => process.stderr.write(`${line}\n`);
  const product = await startDistributedProduct({
    say,
    longLived: true,
    ...options,
    env: { ...UNLIMITED, ...options?.env },
  });
  try {
    await untilDemo(product.url);
    return product;
  } catch (error) {
    await product.stop();
    throw error;
  }
}

/** The demo workspace is filled in by the first process that finds it empty. */
async function untilDemo(url) {
  const ada = await signIn(url, 'ada');
  for (const end = Date.now() + DEMO_WITHIN_MS; ; await sleep(100)) {
    const found = await call(url, 'GET', '/v1/settings/agents/ana', ada).catch((error) => error);
    if (!(found instanceof Error)) return;
    if (Date.now() > end) throw found;
  }
}
