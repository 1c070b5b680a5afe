// Show 1, the start: one command, one process, one folder; refusals that say what to do; and Ctrl-C leaves nothing.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readConfig } from '../../libs/runtime/src/config.js';
import { ConfigError } from '../../libs/runtime/src/config-error.js';
import { postmaster } from '../harness/postmaster.js';
import { startProduct, type Product } from '../harness/product.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { launch, lives, pause, pss, startAndEnd, until, withDescendants } from './processes.js';
import { expectSoundLog } from './proof.js';

const MEMORY_LIMIT_MIB = 350;
const SETTLES_MS = 5_000;

jest.setTimeout(120_000);

const folders: string[] = [];
let product: Product;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'frontdesk-start-'));
  folders.push(made);
  return made;
}

beforeAll(async () => {
  const from = performance.now();
  product = await startProduct();
  process.stdout.write(`start: ready from cold data in ${((performance.now() - from) / 1000).toFixed(1)} s\n`);
});

afterAll(async () => {
  await product.remove();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

/** Everything that the product consists of right now. */
function processes(): readonly number[] {
  const server = postmaster(product.dataDir);
  return withDescendants([product.pid, ...(server ? [server.pid] : [])]);
}

describe('O1a a start on cold data', () => {
  it('says where to click, and serves what it says', async () => {
    expect(product.output()).toContain(`${product.url}/demo`);
    expect((await fetch(`${product.url}/openapi.json`)).status).toBe(200);
    const ready = (await (await fetch(`${product.url}/health/ready`)).json()) as unknown;
    expect(ready).toEqual({ status: 'ready', missing: [] });
  });

  it(`holds at most ${MEMORY_LIMIT_MIB} MiB in all its processes`, async () => {
    if (process.platform !== 'linux') return;
    await VisitorClient.asking(product.url);
    await pause(SETTLES_MS);
    const each = processes().map((pid) => pss(pid) / 2 ** 20);
    const sum = each.reduce((total, one) => total + one, 0);
    process.stdout.write(`start: ${each.length} processes hold ${sum.toFixed(0)} MiB (PSS)\n`);
    expect(each.length).toBeGreaterThan(5);
    expect(sum).toBeLessThanOrEqual(MEMORY_LIMIT_MIB);
  });
});

describe('O1a O5 a start that can not be', () => {
  it('is refused on a folder in use, names the process, and leaves that one alone', async () => {
    const { code, said } = await startAndEnd({ PORT: '0', FRONTDESK_DATA: product.dataDir });
    expect(said).toContain(`the data folder ${product.dataDir} is in use by process ${product.pid}`);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    const visitor = await VisitorClient.open(product.url);
    expect((await visitor.start({ text: 'Still there?' })).state).not.toBe('requested');
  });

  it('is refused on a folder of a newer version, which stays as it was', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'VERSION'), '99\n');
    const { code, said } = await startAndEnd({ PORT: '0', FRONTDESK_DATA: dir });
    expect(said).toMatch(/has format 99, written by a newer Frontdesk; this one knows format \d+/);
    expect(code).toBe(1);
    expect(readdirSync(dir)).toEqual(['VERSION']);
    expect(readFileSync(join(dir, 'VERSION'), 'utf8')).toBe('99\n');
  });

  it('says which port is taken, and leaves no server and no lock behind', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const dir = folder();
    const { code, said } = await startAndEnd({ PORT: String(port), FRONTDESK_DATA: dir });
    other.close();
    expect(said).toMatch(new RegExp(`^Port ${port} is taken by another process.* npm start\n$`));
    expect(code).toBe(2);
    expect(postmaster(dir)).toBeNull();
    expect(existsSync(join(dir, 'frontdesk.lock'))).toBe(false);
  });

  it('is refused with one sentence and exit code 2 when a value can not be used', async () => {
    const dir = join(folder(), 'never-made');
    const { code, said } = await startAndEnd({ FRONTDESK_DATA: dir, PORT: 'abc' });
    expect(said).toBe('PORT=abc: use a whole number from 0 to 65535.\n');
    expect(code).toBe(2);
    expect(existsSync(dir)).toBe(false);
  });

  it.each([
    [{ PORT: '70000' }, 'PORT=70000: use a whole number from 0 to 65535.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud: use one of fatal, error, warn, info, debug, trace, silent.'],
    [{ FRONTDESK_LEASE_MS: '-5' }, 'FRONTDESK_LEASE_MS=-5: use a whole number from 300 to 86400000.'],
    [{ FRONTDESK_DECISION_WAIT_MS: '3s' }, 'FRONTDESK_DECISION_WAIT_MS=3s: use a whole number from 0 to 86400000.'],
    [{ PUBLIC_URL: 'desk.example' }, 'PUBLIC_URL=desk.example: use an address that begins with http:// or https://.'],
    [
      { DATABASE_URL: 'mysql://u:secret@h' },
      'DATABASE_URL: use an address that begins with postgres:// or postgresql://.',
    ],
  ])('has a sentence for %j', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(new ConfigError(sentence));
  });

  it('takes an empty value for none', () => {
    const names = ['PORT', 'HOST', 'FRONTDESK_DATA', 'DATABASE_URL', 'LOG_LEVEL', 'PUBLIC_URL', 'FRONTDESK_LEASE_MS'];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}));
  });
});

describe('O1a O5 Ctrl-C', () => {
  it('ends every process, frees the folder, and the next start goes on with the same data', async () => {
    const visitor = await VisitorClient.asking(product.url, { text: 'Before the stop' });
    const all = processes();
    expect(await product.stop('SIGINT')).toBe(0);
    expect(product.output()).toContain('Stopped.');
    expect(all.filter(lives)).toEqual([]);
    expect(postmaster(product.dataDir)).toBeNull();
    expect(readdirSync(product.dataDir).sort()).toEqual(['VERSION', 'postgres']);
    await product.restart();
    expect(await visitor.transcript()).toEqual(['Before the stop']);
  });

  it('also while it is still starting', async () => {
    const dir = folder();
    const starting = launch({ PORT: '0', FRONTDESK_DATA: dir });
    await until('a database server', () => postmaster(dir) !== null);
    const all = withDescendants([starting.pid, postmaster(dir)?.pid ?? 0]);
    process.kill(starting.pid, 'SIGINT');
    const { code } = await starting.ended;
    await until('the end of all processes', () => !all.some(lives), 5_000);
    expect(code).toBe(0);
    expect(existsSync(join(dir, 'frontdesk.lock'))).toBe(false);
  });

  it('pressed twice ends at once, and what it leaves is taken up by the next start', async () => {
    const dir = folder();
    const first = launch({ PORT: '0', FRONTDESK_DATA: dir });
    await until('the greeting', () => first.said().includes('Frontdesk is ready'));
    process.kill(first.pid, 'SIGINT');
    process.kill(first.pid, 'SIGINT');
    const { code } = await first.ended;
    expect([0, 130]).toContain(code);
    const next = launch({ PORT: '0', FRONTDESK_DATA: dir });
    await until('the greeting', () => next.said().includes('Frontdesk is ready'));
    process.kill(next.pid, 'SIGTERM');
    expect((await next.ended).code).toBe(0);
    expect(postmaster(dir)).toBeNull();
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await product.restart();
    await expectSoundLog('start', product);
  });
});
