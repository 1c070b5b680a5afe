// Many small worlds, each with its own faults: no law may break in any of them, and a seed is one history. They are run by
// the program that people run: within jest, where every global is looked up through a proxy, it takes three times as long.
import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FAULT_KINDS } from './faults.js';

const SEEDS = 300;
const TWICE_EVERY = 10;
/** A run of all tests gives this one what the others leave. */
const LIMIT_MS = 20 * 60_000;
const PROGRAM = join(import.meta.dirname, '../dist/main.js');

test(
  `${SEEDS} worlds keep all laws, and every tenth is the same world again`,
  async () => {
    const asked = [PROGRAM, '--seeds', String(SEEDS), '--again', String(TWICE_EVERY)];
    // Rejects with what it said when it ends with another code than 0.
    const { stdout } = await promisify(execFile)(process.execPath, asked);
    const told = new Map([...stdout.matchAll(/^(.+?)\s+(\d+)$/gm)].map(([, name, count]) => [name, Number(count)]));
    expect([told.get('seeds'), told.get('of them twice'), told.get('violations')]).toEqual([SEEDS, 30, 0]);
    // A kind of fault that never struck would prove nothing.
    for (const kind of FAULT_KINDS) expect([kind, told.get(`fault: ${kind}`) ?? 0]).not.toEqual([kind, 0]);
  },
  LIMIT_MS,
);
