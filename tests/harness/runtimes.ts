// The product on either runtime, as a test sees it: one process with its database, or a process for each service over a
// real Kafka, PostgreSQL and Redis. What runs unchanged on both takes it from here; FRONTDESK_RUNTIME chooses one.
import { readFileSync } from 'node:fs';
import { startDistributedProduct, type DistributedProduct } from '../../deploy/native/distributed.mjs';
import { databaseUrl } from './postmaster.js';
import { startProduct, type Environment, type Product } from './product.js';

export type Runtime = 'embedded' | 'distributed';

export const RUNTIMES: readonly Runtime[] = ['embedded', 'distributed'];

/** What a test needs of a product, wherever it runs. */
export interface RunningProduct {
  readonly runtime: Runtime;
  readonly url: string;
  /** Where a service keeps its journal and its rows: `conversation`, `assignment-queue` … */
  databaseOf(service: string): string;
  /** Everything that its processes wrote. */
  output(): string;
  /** Asks all its processes to stop and waits until they have; what they know stays. */
  stop(): Promise<void>;
  /** Starts it again, at the same address and with the same data. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

/** What a story runs on: what its Jest project says, else FRONTDESK_RUNTIME, else embedded. */
export function runtimeWanted(): Runtime {
  const told = (globalThis as { readonly FRONTDESK_RUNTIME?: string }).FRONTDESK_RUNTIME;
  const asked = told ?? (process.env['FRONTDESK_RUNTIME'] || 'embedded');
  const wanted = RUNTIMES.find((one) => one === asked);
  if (wanted === undefined) throw new Error(`FRONTDESK_RUNTIME=${asked}: known are ${RUNTIMES.join(' and ')}`);
  return wanted;
}

export async function startOn(runtime: Runtime, env: Environment = {}): Promise<RunningProduct> {
  return runtime === 'embedded' ? embedded(await startProduct({ env })) : distributed(env);
}

function embedded(product: Product): RunningProduct {
  return {
    runtime: 'embedded',
    url: product.url,
    databaseOf: () => databaseUrl(product),
    output: () => product.output(),
    stop: async () => void (await product.stop()),
    restart: () => product.restart(),
    remove: () => product.remove(),
  };
}

async function distributed(env: Environment): Promise<RunningProduct> {
  const product: DistributedProduct = await startDistributedProduct({ env });
  const all = (act: (one: DistributedProduct['processes'][number]) => Promise<void>) =>
    Promise.all(product.processes.map(act)).then(() => undefined);
  return {
    runtime: 'distributed',
    url: product.url,
    databaseOf: (service) => product.databaseOf(service),
    output: () => product.processes.map(({ log }) => readFileSync(log, 'utf8')).join(''),
    stop: () => all((one) => one.stop()),
    restart: () => all((one) => one.start()),
    remove: () => product.stop(),
  };
}
