// A real Redis where no container runs: in memory alone, as the leases want it (their truth is the next beat).
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { freePort, launch } from './process.mjs';

/**
 * @param {{port?: number}} options
 * @returns {Promise<{url: string, stop(): Promise<void>, kill9(): Promise<void>, restart(): Promise<void>,
 *   flushAll(): Promise<void>}>}
 */
export async function startRedis({ port: wanted } = {}) {
  prepare(['redis']);
  const port = wanted ?? (await freePort());
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-redis-'));
  const settings = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--daemonize', 'no', '--dir', dir];
  const args = ['--port', String(port), ...settings];
  const start = () => launch({ command: 'redis-server', args, log: join(dir, 'redis.log'), port });
  let server = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
    kill9: () => server.kill9(),
    /** Starts it again after kill9, on the same port, with nothing in it. */
    restart: async () => void (server = await start()),
    flushAll: () => flushAll(port),
  };
}

export const flushAll = (port) => command(port, 'FLUSHALL');

/** One command on a connection of its own, so that no client library is needed here. */
function command(port, text) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`${text}\r\n`));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      if (answer.toString().startsWith('+')) resolve();
      else reject(new Error(answer.toString().trim()));
    });
  });
}
