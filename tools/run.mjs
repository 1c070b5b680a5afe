// Runs one program and hands back what it said; tools decide what of it a person should see.
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

/** How long a program may take to end after its report: workers stop, a database is shut down. */
const [LINGERS_MS, HUMBLY_MS] = [30_000, 300_000];

export const ROOT = join(import.meta.dirname, '..');

/**
 * @param {string[]} args arguments of `node`
 * @param {{cwd?: string, env?: Record<string, string>, show?: boolean, limitMs?: number, report?: string,
 *   humble?: boolean}} options
 *   show: pass the output through while it comes; limitMs: a program that hangs is killed and counts as failed;
 *   report: the file that it writes last, so that one which then does not end is known to hang; humble: it takes what
 *   others leave of the processor
 * @returns {Promise<{ok: boolean, code: number, output: string, timedOut: boolean, signal?: string | null}>}
 */
export function node(args, options = {}) {
  return program(process.execPath, args, options);
}

export function program(
  command,
  args,
  { cwd = ROOT, env = {}, show = false, limitMs = 0, report, humble = false } = {},
) {
  return new Promise((resolve) => {
    let output = '';
    let timedOut = false;
    // Its own process group, so that a program that hangs is ended together with whatever it started.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: (limitMs > 0 || humble) && process.platform !== 'win32',
    });
    if (humble) stepBack(child.pid);
    const lingersMs = humble ? HUMBLY_MS : LINGERS_MS;
    const end = () => ((timedOut = true), kill(child));
    const stopWatch = limitMs > 0 ? watch({ limitMs, lingersMs, report }, end) : () => undefined;
    const take = (data) => {
      output += data;
      if (show) process.stderr.write(data);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      stopWatch();
      resolve({ ok: false, code: 127, output: `${output}${error.message}\n`, timedOut });
    });
    child.on('close', (code, signal) => {
      stopWatch();
      if (signal) output += `ended by ${signal}\n`;
      resolve({ ok: code === 0, code: code ?? 1, signal, output, timedOut });
    });
  });
}

function stepBack(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
    // Linux shares the processor between sessions first, and only within one by priority.
    writeFileSync(`/proc/${pid}/autogroup`, String(constants.priority.PRIORITY_LOW));
  } catch {
    // Then it takes its share like everybody.
  }
}

function watch({ limitMs, lingersMs, report }, end) {
  const from = Date.now();
  let reported;
  const timer = setInterval(() => {
    if (report && !reported && existsSync(report)) reported = Date.now();
    if (Date.now() - from > limitMs || (reported && Date.now() - reported > lingersMs)) end();
  }, 500);
  return () => clearInterval(timer);
}

function kill(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
