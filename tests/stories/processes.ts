// The product's processes as the operating system sees them: who lives, who belongs to whom, how much memory they hold.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What `npm start` runs. */
export const MAIN = resolve(import.meta.dirname, '../../services/all-in-one/dist/main.js');
const ENDS_WITHIN_MS = 30_000;

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** A start that is expected to end by itself. */
export async function startAndEnd(env: Readonly<Record<string, string>>): Promise<Ended> {
  const { pid, ended } = launch(env);
  const late = setTimeout(() => process.kill(pid, 'SIGKILL'), ENDS_WITHIN_MS);
  return ended.finally(() => clearTimeout(late));
}

export interface Launched {
  readonly pid: number;
  readonly said: () => string;
  readonly ended: Promise<Ended>;
}

/** @param wrap a program that becomes the product, e.g. one that changes its limits first */
export function launch(env: Readonly<Record<string, string>>, wrap: readonly string[] = []): Launched {
  const [program = '', ...args] = [...wrap, process.execPath, MAIN];
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, said })));
  return { pid: child.pid ?? 0, said: () => said, ended };
}

/** A process that has ended and is not yet collected by its parent does not live. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0] !== 'Z';
  } catch {
    return process.platform !== 'linux';
  }
}

/** Linux only: elsewhere nobody but the roots themselves. */
export function withDescendants(roots: readonly number[]): readonly number[] {
  if (process.platform !== 'linux') return roots;
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      parents.set(Number(name), Number(fields[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const found = new Set(roots);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

/** Proportional set size in bytes: shared pages are counted once over all who share them. 0: it has ended. */
export function pss(pid: number): number {
  let rollup: string;
  try {
    rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  } catch {
    return 0;
  }
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;
}

export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await holds());) {
    if (Date.now() > end) throw new Error(`${what} did not come about within ${withinMs / 1000} s`);
    await pause(25);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
