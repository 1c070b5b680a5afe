// Starts PostgreSQL on a folder, or attaches to the one that still runs there.
// Own code instead of a wrapper package: no signal handlers of its own (the product stops in its own order),
// works as root, and recovers from kill -9 of the server, of this process, or of both.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { findBinaries, type Binaries } from './binaries.js';
import { findRunning, freePort, isAlive, launch, pause, url, type Log, type Running } from './postmaster.js';
import { runAs, type RunAs } from './run-as.js';

export interface StartOptions {
  readonly dir: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** PostgreSQL settings that differ from the defaults below. */
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly log?: Log;
}

export interface EmbeddedPostgres extends Running {
  /** True when the server was already running: an orphan of a killed process, or another user of the folder. */
  readonly attached: boolean;
  readonly url: (database?: string) => string;
  readonly stop: () => Promise<void>;
}

/** Meant for a small machine. `fsync` stays on: what was acknowledged survives a power cut. */
const DEFAULTS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '64MB',
  fsync: 'on',
} as const;

/** A killed postmaster may stay a zombie for a second, and its shared memory with it. */
const PASSES_BY_ITSELF = /lock file .* already exists|shared memory block/;
const PORT_TAKEN = /could not create any TCP\/IP sockets|Address already in use/;

export async function startEmbeddedPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  const dir = resolve(options.dir);
  const log = options.log ?? (() => undefined);
  const binaries = findBinaries();
  const as = runAs(binaries.postgres, dir);
  if (!existsSync(join(dir, 'PG_VERSION'))) initialise(binaries, as, dir);
  const running = await findRunning(dir);
  if (running) {
    log(`attached to the PostgreSQL that already runs (pid ${running.pid})`);
    return handle(running, true);
  }
  as.prepare();
  return handle(await start(binaries, as, dir, options, log), false);
}

function initialise(binaries: Binaries, as: RunAs, dir: string): void {
  as.prepare();
  const options = ['-D', dir, '-U', 'postgres', '-A', 'trust', '--encoding=UTF8', '--locale=C'];
  const { command, args, ids } = as.wrap(binaries.initdb, options);
  const result = spawnSync(command, args, { ...ids, cwd: parse(dir).root, encoding: 'utf8' });
  if (result.status !== 0) {
    throw new Error(`initdb (${as.how}) failed: ${result.stderr || result.error?.message || 'no message'}`);
  }
}

async function start(binaries: Binaries, as: RunAs, dir: string, options: StartOptions, log: Log): Promise<Running> {
  const settings = Object.entries({ ...DEFAULTS, ...options.settings });
  const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  for (let attempt = 0; ; attempt++) {
    const port = options.port || (await freePort());
    const result = await launch(as.wrap(binaries.postgres, ['-D', dir, '-p', String(port), ...flags]), log);
    if (result.ready) return { pid: result.pid, port };
    // Our free port may have been taken between the look and the bind; a port asked for by name is not exchanged.
    const again = PASSES_BY_ITSELF.test(result.said) || (!options.port && PORT_TAKEN.test(result.said));
    if (!again || attempt >= 20) throw new Error(`PostgreSQL (${as.how}) did not start on ${dir}: ${result.said}`);
    await pause(500);
  }
}

function handle(running: Running, attached: boolean): EmbeddedPostgres {
  return {
    ...running,
    attached,
    url: (database = 'postgres') => url(running.port, database),
    stop: () => stop(running.pid),
  };
}

/** SIGINT is PostgreSQL's fast shutdown: sessions end, a checkpoint is written. SIGQUIT only if that hangs. */
async function stop(pid: number): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 5],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < seconds * 1000; waited += 25) {
      if (!isAlive(pid)) return;
      await pause(25);
    }
  }
  throw new Error(`PostgreSQL (pid ${pid}) does not stop`);
}
