// A server as a child process: started and awaited, stopped in good order or killed, and never left behind.
import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Below what Linux (32768) and others give to outgoing connections. */
const PORTS = [15_000, 32_000];
/** Handed out by this process: whoever asked may listen only much later, and nobody else is told the same meanwhile. */
const given = new Set();

/**
 * A port that nobody listened on a moment ago, and that no outgoing connection is given: a client that tries a dead
 * server's port again and again could be connected with itself, and keep the server from coming back.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(...PORTS);
    if (given.has(port)) continue;
    const server = net.createServer();
    const free = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (!free) continue;
    given.add(port);
    return port;
  }
}

export const accepts = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** On Linux the kernel kills the child when its parent is gone, even by kill -9: no test run leaves a server behind. */
export function withParent(command, args) {
  const possible = process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
  return possible ? ['setpriv', ['--pdeathsig', 'KILL', command, ...args]] : [command, args];
}

/**
 * @param {{command: string, args: readonly string[], cwd?: string, log: string, port: number, timeoutMs?: number,
 *   detached?: boolean}} options ready when `port` accepts; `detached`: outlives this process
 */
export async function launch({ command, args, cwd, log, port, timeoutMs = 60_000, detached = false }) {
  const out = openSync(log, 'a');
  const [program, all] = detached ? [command, args] : withParent(command, args);
  const child = spawn(program, all, { cwd, stdio: ['ignore', out, out], detached });
  closeSync(out);
  let failure = null;
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(void (failure = error)));
    child.once('exit', resolve);
  });
  const onExit = () => child.kill('SIGKILL');
  if (detached) child.unref();
  else process.once('exit', onExit);
  void exited.then(() => process.off('exit', onExit));
  const running = () => failure === null && child.exitCode === null && child.signalCode === null;

  for (const end = Date.now() + timeoutMs; !(await accepts(port)); await sleep(20)) {
    if (running() && Date.now() < end) continue;
    child.kill('SIGKILL');
    const said = failure?.message ?? readFileSync(log, 'utf8').slice(-3_000);
    throw new Error(`${command} was not ready in time (exit ${child.exitCode ?? child.signalCode}): ${said}`);
  }
  return {
    pid: child.pid,
    kill9: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    /** Waits for the process, not for its port: a stopping broker closes the port long before it lets its files go. */
    stop: async (graceMs = 10_000) => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}
