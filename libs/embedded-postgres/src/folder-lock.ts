// One process per data folder. PostgreSQL's own lock guards its files only, and we attach to a running server on
// purpose; two of our own processes on one folder would both believe that they are the writer.
import { readFileSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive, pause } from './postmaster.js';
import { processStart } from './process-start.js';

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly started?: string;
}

const FILE = 'frontdesk.lock';
const BEAT_MS = 5_000;
/** A lock of another host (a shared volume) cannot be asked for its pid: it lives while its file is touched. */
const SILENT_MS = 20_000;
const UNWRITTEN_MS = 2_000;

export class FolderInUse extends Error {
  constructor(
    readonly dir: string,
    readonly pid: number,
    host: string,
  ) {
    const where = host === hostname() ? '' : ` on ${host}`;
    super(`the data folder ${dir} is in use by process ${pid}${where}. Stop that process, or choose another folder.`);
    this.name = 'FolderInUse';
  }
}

export async function lockFolder(dir: string): Promise<() => void> {
  const file = join(dir, FILE);
  if (!create(file)) await takeOver(dir, file);
  const beat = setInterval(() => touch(file), BEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    if (read(file)?.pid === process.pid) remove(file);
  };
}

/** Of two that find the same dead lock only one may replace it, so the replacing itself is under a lock. */
async function takeOver(dir: string, file: string): Promise<void> {
  const guard = `${file}.takeover`;
  while (!create(guard)) {
    const age = ageOf(guard);
    if (age !== undefined && age > SILENT_MS) remove(guard);
    await pause(50);
  }
  try {
    // A lock without content may be one that is just being written; only an old one was left so by a dead process.
    while (!read(file) && (ageOf(file) ?? Infinity) < UNWRITTEN_MS) await pause(50);
    const holder = read(file);
    if (holder && lives(holder, file)) throw new FolderInUse(dir, holder.pid, holder.host);
    remove(file);
    if (!create(file)) throw new FolderInUse(dir, read(file)?.pid ?? 0, hostname());
  } finally {
    remove(guard);
  }
}

function lives(holder: Holder, file: string): boolean {
  if (holder.host !== hostname()) return (ageOf(file) ?? Infinity) < SILENT_MS;
  if (!isAlive(holder.pid)) return false;
  const now = processStart(holder.pid);
  return holder.started === undefined || now === undefined || holder.started === now;
}

function create(file: string): boolean {
  const started = processStart(process.pid);
  const holder: Holder = { pid: process.pid, host: hostname(), ...(started === undefined ? {} : { started }) };
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof holder.pid === 'number' && typeof holder.host === 'string' ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function ageOf(file: string): number | undefined {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The folder was removed under us; the next append fails loudly, this beat need not.
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
