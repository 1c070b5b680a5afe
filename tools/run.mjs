// Runs one program and hands back what it said; tools decide what of it a person should see.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

/**
 * @param {string[]} args arguments of `node`
 * @param {{cwd?: string, env?: Record<string, string>, show?: boolean, limitMs?: number}} options
 *   show: pass the output through while it comes; limitMs: a program that hangs is killed and counts as failed
 * @returns {Promise<{ok: boolean, code: number, output: string, timedOut: boolean}>}
 */
export function node(args, options = {}) {
  return program(process.execPath, args, options);
}

export function program(command, args, { cwd = ROOT, env = {}, show = false, limitMs = 0 } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let timedOut = false;
    // Its own process group, so that a program that hangs is ended together with whatever it started.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: limitMs > 0 && process.platform !== 'win32',
    });
    const timer = limitMs > 0 ? setTimeout(() => ((timedOut = true), kill(child)), limitMs) : undefined;
    const take = (data) => {
      output += data;
      if (show) process.stderr.write(data);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ ok: false, code: 127, output: `${output}${error.message}\n`, timedOut });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal) output += `ended by ${signal}\n`;
      resolve({ ok: code === 0, code: code ?? 1, output, timedOut });
    });
  });
}

function kill(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
