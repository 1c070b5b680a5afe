// A product on a disk that can be filled and emptied, without the rights of an administrator: on Linux a file system of
// its own in a mount namespace of its own, which ends with the processes in it.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { postmaster } from '../harness/postmaster.js';
import { launch, until, withDescendants, type Launched } from './processes.js';

const SIZE_MIB = 192;

export interface SmallDisk {
  readonly how: string;
  readonly product: Launched & { readonly url: string; readonly dataDir: string };
  fill(): void;
  empty(): void;
}

export async function productOnSmallDisk(dataDir: string, port: number): Promise<SmallDisk> {
  const own = namespace();
  const env = { PORT: String(port), FRONTDESK_DATA: dataDir, LOG_LEVEL: 'error' };
  const launched = launch(env, own ?? []);
  await until('the greeting', () => launched.said().includes('Frontdesk is ready'), 60_000);
  const url = `http://localhost:${port}`;
  if (own === null) return { ...limited(launched.pid, dataDir), product: { ...launched, url, dataDir } };
  // Seen from outside, its files stand below its process.
  const seen = `/proc/${launched.pid}/root${dataDir}`;
  const ballast = join(seen, 'ballast');
  return {
    how: `a file system of ${SIZE_MIB} MiB`,
    product: { ...launched, url, dataDir: seen },
    fill: () => fillWith(ballast),
    empty: () => unlinkSync(ballast),
  };
}

/** Until not one more byte goes in. */
function fillWith(ballast: string): void {
  const file = openSync(ballast, 'w');
  try {
    for (const chunk = Buffer.alloc(256 * 1024); ;) writeSync(file, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

/** The words that put a product on a file system of its own; null where the system does not let us. */
function namespace(): readonly string[] | null {
  const unshare = process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-Urm'];
  const mount = `mount -t tmpfs -o size=${SIZE_MIB}m tmpfs "$FRONTDESK_DATA"`;
  const [program = '', ...args] = [...unshare, 'sh', '-c'];
  const probe = spawnSync(program, [...args, mount], { env: { ...process.env, FRONTDESK_DATA: '/tmp' } });
  return probe.status === 0 ? [...unshare, 'sh', '-c', `${mount} && exec "$@"`, 'sh'] : null;
}

/** Where nothing may be mounted: no file may grow, not even the database's log of changes, whoever starts it again. */
function limited(pid: number, dataDir: string): Omit<SmallDisk, 'product'> {
  const limit = (bytes: string) => {
    for (const one of withDescendants([pid, postmaster(dataDir)?.pid ?? pid])) {
      spawnSync('prlimit', [`--pid=${one}`, `--fsize=${bytes}:`]);
    }
  };
  return { how: 'a limit on the size of files', fill: () => limit('8192'), empty: () => limit('unlimited') };
}
