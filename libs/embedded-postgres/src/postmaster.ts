// One look at, and one start of, the PostgreSQL server process itself.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, parse } from 'node:path';
import { Client } from 'pg';
import type { Launch } from './run-as.js';

export type Log = (line: string) => void;

export interface Running {
  readonly pid: number;
  readonly port: number;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const url = (port: number, database: string): string =>
  `postgres://postgres@127.0.0.1:${port}/${encodeURIComponent(database)}`;

/** The server that serves this very folder, if there is one: a port alone proves nothing, others listen too. */
export async function findRunning(dir: string): Promise<Running | undefined> {
  let lines: string[];
  try {
    lines = readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const running = { pid: Number(lines[0]), port: Number(lines[3]) };
  if (!running.port || !isAlive(running.pid)) return undefined;
  // It may be starting still, or recovering after a crash: ask for a while before calling it dead.
  for (let attempt = 0; attempt < 20 && isAlive(running.pid); attempt++) {
    const answer = await servedFolder(running.port);
    if (answer !== 'starting') return answer === realpathSync(dir) ? running : undefined;
    await pause(250);
  }
  return undefined;
}

async function servedFolder(port: number): Promise<string | undefined> {
  const client = new Client({ connectionString: url(port, 'postgres'), connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ dir: string }>(`select current_setting('data_directory') as dir`);
    return rows[0]?.dir;
  } catch (error) {
    return (error as { code?: string }).code === '57P03' ? 'starting' : undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** EPERM means that the process exists and belongs to another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

/** Dead, but not collected by its parent: in a container that may take for ever. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Below what Linux (32768) and others give to outgoing connections. */
const LOWEST_PORT = 15_000;
const HIGHEST_PORT = 31_999;

/**
 * A port that nobody listened on a moment ago, and that no outgoing connection is given: while the server is away its
 * clients try its port again and again, and one whose own port happened to be the same would be connected with itself,
 * and keep the server from coming back.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT + 1);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (free) return port;
  }
}

export type Launched =
  { readonly ready: true; readonly pid: number } | { readonly ready: false; readonly said: string };

export function launch({ command, args, ids }: Launch, log: Log): Promise<Launched> {
  // Detached: a Ctrl-C in the terminal must not reach the database before its clients have finished.
  const child = spawn(command, args, {
    ...ids,
    cwd: parse(process.cwd()).root,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve) => {
    let said = '';
    child.once('error', (error) => resolve({ ready: false, said: error.message }));
    // Not at its exit: what it said last, which tells whether to try again, may still be in the pipe.
    child.once('close', () => resolve({ ready: false, said }));
    child.stderr.on('data', function listen(data: Buffer) {
      const text = data.toString();
      said += text;
      log(text.trim());
      if (!said.includes('ready to accept connections') || child.pid === undefined) return;
      child.stderr.off('data', listen);
      letGo(child);
      resolve({ ready: true, pid: child.pid });
    });
  });
}

/** From here on the server's life is not bound to ours: neither its pipe nor its handle keeps this process up. */
function letGo(child: ChildProcess): void {
  child.removeAllListeners();
  child.on('error', () => undefined);
  child.stderr?.resume();
  (child.stderr as { unref?: () => void } | null)?.unref?.();
  child.unref();
}
