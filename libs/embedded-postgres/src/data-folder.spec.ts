// The product's own lock and format marker, with real processes as holders.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireDataFolder } from './data-folder.js';
import { processStart } from './process-start.js';

let dir: string;
let child: ChildProcess;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'frontdesk-folder-'));
  child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

const pidOf = (process: ChildProcess): number => process.pid ?? 0;
const leaveLock = (holder: unknown): void => writeFileSync(join(dir, 'frontdesk.lock'), JSON.stringify(holder));

async function ended(process: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGKILL');
  await exit;
}

describe('a data folder and its lock', () => {
  it('is given to one caller, and to the next after its release', async () => {
    const first = await acquireDataFolder(dir);
    await expect(acquireDataFolder(dir)).rejects.toThrow(`in use by process ${process.pid}`);
    first.release();
    (await acquireDataFolder(dir)).release();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('is refused while another live process holds it, naming the process and the folder', async () => {
    leaveLock({ pid: pidOf(child), host: hostname(), started: processStart(pidOf(child)) });
    const refusal = acquireDataFolder(dir);
    await expect(refusal).rejects.toThrow(`process ${pidOf(child)}`);
    await expect(refusal).rejects.toThrow(dir);
  });

  it('is taken over from a dead process', async () => {
    leaveLock({ pid: pidOf(child), host: hostname(), started: processStart(pidOf(child)) });
    await ended(child);
    (await acquireDataFolder(dir)).release();
  });

  it('is taken over when the pid was given to another process since', async () => {
    if (processStart(pidOf(child)) === undefined) return; // a system that does not tell when a process started
    leaveLock({ pid: pidOf(child), host: hostname(), started: 'an earlier life' });
    (await acquireDataFolder(dir)).release();
  });

  it('is taken over when the lock was left half-written', async () => {
    writeFileSync(join(dir, 'frontdesk.lock'), '{"pid":');
    utimesSync(join(dir, 'frontdesk.lock'), new Date(0), new Date(0));
    (await acquireDataFolder(dir)).release();
  });

  it('of another host is refused while that host touches it, and taken over when it fell silent', async () => {
    leaveLock({ pid: 1, host: 'elsewhere' });
    await expect(acquireDataFolder(dir)).rejects.toThrow('process 1 on elsewhere');
    utimesSync(join(dir, 'frontdesk.lock'), new Date(0), new Date(0));
    (await acquireDataFolder(dir)).release();
  });

  it('goes to exactly one of many that find it dead at the same moment', async () => {
    leaveLock({ pid: pidOf(child), host: hostname() });
    await ended(child);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => acquireDataFolder(dir)));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'fulfilled') one.value.release();
  });
});

describe('the format of a data folder', () => {
  const fill = async (format: number): Promise<void> => {
    const folder = await acquireDataFolder(dir, { format });
    folder.markCurrent();
    folder.release();
  };

  it('is fresh at first, current after it was marked', async () => {
    const folder = await acquireDataFolder(dir);
    expect(folder.format).toEqual({ kind: 'fresh' });
    folder.markCurrent();
    folder.release();
    const again = await acquireDataFolder(dir);
    expect(again.format).toEqual({ kind: 'current', format: 1 });
    again.release();
  });

  it('that is newer is refused, and the folder is left free and unchanged', async () => {
    await fill(7);
    await expect(acquireDataFolder(dir, { format: 6 })).rejects.toThrow('has format 7, written by a newer Frontdesk');
    expect(existsSync(join(dir, 'frontdesk.lock'))).toBe(false);
    (await acquireDataFolder(dir, { format: 7 })).release();
  });

  it('that is older is reported, so that the caller migrates', async () => {
    await fill(1);
    const folder = await acquireDataFolder(dir, { format: 2 });
    expect(folder.format).toEqual({ kind: 'needs_migration', found: 1, wanted: 2 });
    folder.release();
  });

  it('that cannot be read is refused rather than guessed', async () => {
    writeFileSync(join(dir, 'VERSION'), 'one\n');
    await expect(acquireDataFolder(dir)).rejects.toThrow('should hold the folder');
  });
});
