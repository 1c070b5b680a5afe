// Where the tests' databases, brokers and browsers keep their files: in memory where there is plenty of it, because
// they make and delete databases by the dozen. What the tests kill is processes, and these files outlive them in both places.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const PLENTY = 10 * 2 ** 30;
const PREFIX = 'frontdesk-tests-';

/** Makes it the temporary folder of every program that is started from now on. Removed when this process ends. */
export function useScratch() {
  const parent = process.env.TMPDIR === undefined && plenty() ? MEMORY : tmpdir();
  for (const name of readdirSync(parent)) if (isLeft(name)) remove(join(parent, name));
  const scratch = join(parent, `${PREFIX}${process.pid}`);
  remove(scratch);
  mkdirSync(scratch);
  // Databases are run as somebody else than root.
  chmodSync(scratch, 0o755);
  process.env.TMPDIR = scratch;
  process.once('exit', () => remove(scratch));
  return scratch;
}

function plenty() {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  const available = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1] ?? 0;
  return Math.min(bavail * bsize, Number(available) * 1024) > PLENTY;
}

/** Of a run that could not tidy up. */
function isLeft(name) {
  if (!name.startsWith(PREFIX)) return false;
  try {
    process.kill(Number(name.slice(PREFIX.length)), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** Somebody else's, or still written to: the next run tries again. */
function remove(path) {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    process.stderr.write(`${path} is left over: ${error.message}\n`);
  }
}
