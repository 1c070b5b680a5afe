// The distributed product for tests: real Kafka, PostgreSQL and Redis, and every service a process of its own.
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import { compareDatabaseWithKafka, verifyDatabase } from '@frontdesk/cli';
import {
  startDistributedProduct,
  type DistributedProduct,
  type ServiceProcess,
} from '../../deploy/native/distributed.mjs';

const CLI = resolve(import.meta.dirname, '../../dist/frontdesk.js');

export type { DistributedProduct, ServiceProcess };

/** As many of each as the fault run has. */
export const REPLICAS = { 'assignment-queue': 3, conversation: 2, gateway: 2 } as const;

export async function startDistributed(env: Readonly<Record<string, string>> = {}): Promise<DistributedProduct> {
  const from = performance.now();
  const product = await startDistributedProduct({ replicas: REPLICAS, env });
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  process.stdout.write(`distributed: ${product.processes.length} processes ready in ${seconds} s\n`);
  return product;
}

export const processesOf = ({ processes }: DistributedProduct, service: string): readonly ServiceProcess[] =>
  processes.filter((one) => one.service === service);

/** Decided again alike, nothing found by the checker, and Kafka holds what the journals hold. */
export async function expectSound({ journals, kafka }: DistributedProduct): Promise<void> {
  const report = await verifyDatabase(journals);
  expect(report.differences).toEqual([]);
  for (const { remainder } of report.checker.ledgers) expect(remainder).toBe(0);
  const compared = await compareDatabaseWithKafka(journals, kafka.brokers);
  expect(compared.differences).toEqual([]);
  const { records, decisions } = report;
  process.stdout.write(
    `distributed: ${records} records, ${decisions} decided again, 0 differences; Kafka holds the same ${compared.records}\n`,
  );
}

export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  ms = 30_000,
): Promise<T> {
  let failure: unknown = null;
  for (const end = Date.now() + ms; ;) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > end) throw new Error(`${what} did not come about within ${ms / 1000} s`, { cause: failure });
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The service's own migration step, as the compose file runs it. */
export async function migrate({ service, env }: ServiceProcess): Promise<void> {
  const main = resolve(import.meta.dirname, '../../dist', `${service}.js`);
  await promisify(execFile)(process.execPath, [main, 'migrate'], { env: { ...process.env, ...env } });
}

/** The command line as its users call it; what it prints. */
export async function cli(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], { maxBuffer: 1 << 26 });
  return stdout;
}
