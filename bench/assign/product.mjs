// The product as its users start it: a process of its own with its own database, on a folder that is gone afterwards.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause } from '../measure.mjs';

const MAIN = join(import.meta.dirname, '../../dist/all-in-one.js');
const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 20_000;

/** @param {string[]} nodeOptions e.g. `--cpu-prof`, to see where the time goes */
export async function startProduct({
  nodeOptions = (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter(Boolean),
} = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
  const port = await freePort();
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(FRONTDESK_|DATABASE_URL$|PUBLIC_URL$|HOST$)/.test(name),
  );
  const env = {
    ...Object.fromEntries(kept),
    PORT: port,
    FRONTDESK_DATA: dir,
    LOG_LEVEL: 'error',
    // One machine is the address of all of them.
    FRONTDESK_FLOOD_ADDRESS: '0',
    FRONTDESK_FLOOD_STARTS: '0',
    NODE_ENV: 'production',
  };
  const child = spawn(process.execPath, [...nodeOptions, MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const exit = new Promise((done) => child.once('close', done));
  const stop = async () => {
    child.kill('SIGTERM');
    const watch = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
    await exit;
    clearTimeout(watch);
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  const until = Date.now() + STARTS_WITHIN_MS;
  while (!said.includes('Frontdesk is ready')) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`the product did not start:\n${said}`);
    }
    await pause(50);
  }
  return { url: `http://localhost:${port}`, database: databaseOf(dir), said: () => said, stop };
}

/** The product's own server: the limit is measured on the very same one. */
function databaseOf(dir) {
  const port = readFileSync(join(dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://postgres@127.0.0.1:${port}/frontdesk`;
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
