// Servers for tests in containers, where a container engine answers: asked, because a `docker` on PATH says nothing about
// whether there is an engine behind it. The engine's own command line is enough; see ADR 9.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { accepts, freePort } from './process.mjs';

const run = promisify(execFile);
const COMPOSE = join(import.meta.dirname, '../../docker-compose.yml');
const PING_MS = 2_000;
const READY_WITHIN_MS = 120_000;

/** Where the engine listens: DOCKER_HOST, else the usual socket. Other transports (ssh, npipe) are not asked. */
function address(env) {
  const host = env.DOCKER_HOST || 'unix:///var/run/docker.sock';
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  if (!/^(tcp|http):\/\//.test(host)) return null;
  const { hostname, port } = new URL(host.replace(/^tcp:/, 'http:'));
  return { host: hostname, port: Number(port) || 2375 };
}

/** @returns {Promise<boolean>} false also when it is there and says nothing */
export async function engineAnswers(env = process.env) {
  const to = address(env);
  if (to === null) return false;
  return new Promise((resolve) => {
    const request = http.get({ ...to, path: '/_ping', timeout: PING_MS }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}

/** The image that docker-compose.yml runs: tests and installation agree on versions. */
export function imageOf(name) {
  const found = new RegExp(`image: ((?:\\S+/)?${name}:\\S+)`).exec(readFileSync(COMPOSE, 'utf8'));
  if (found === null) throw new Error(`docker-compose.yml runs no ${name}`);
  return found[1];
}

/**
 * @param {{image: string, port: number, on?: number, env?: Record<string, string>, args?: readonly string[],
 *   ready?: (port: number) => Promise<boolean>}} options `port` inside; `on`: the port at this machine
 */
export async function startContainer({ image, port, on, env = {}, args = [], ready = accepts }) {
  const outside = on ?? (await freePort());
  const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const publish = ['--publish', `127.0.0.1:${outside}:${port}`, '--label', 'frontdesk=test'];
  const { stdout } = await run('docker', ['run', '--detach', ...publish, ...variables, image, ...args]);
  const id = stdout.trim();
  const remove = () => run('docker', ['rm', '--force', '--volumes', id]).then(() => undefined);
  const untilReady = async () => {
    for (const end = Date.now() + READY_WITHIN_MS; !(await ready(outside)); await sleep(100)) {
      if (Date.now() < end) continue;
      const { stdout: said, stderr } = await run('docker', ['logs', '--tail', '30', id]);
      throw new Error(`${image} was not ready in time: ${said}${stderr}`);
    }
  };
  try {
    await untilReady();
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    port: outside,
    stop: remove,
    kill9: () => run('docker', ['kill', id]).then(() => undefined),
    restart: async () => {
      await run('docker', ['start', id]);
      await untilReady();
    },
  };
}

/**
 * In a container where an engine answers, else as a process of this machine. An engine that cannot run the image (no
 * registry, no room) is no reason to leave a suite out.
 * @template Server
 * @param {string} what
 * @param {() => Promise<Server>} contained
 * @param {() => Promise<Server>} native
 * @returns {Promise<Server>}
 */
export async function containedOrNative(what, contained, native, env = process.env) {
  if (!(await engineAnswers(env))) return native();
  try {
    return await contained();
  } catch (error) {
    process.stderr.write(`${what}: no container (${error.message.split('\n')[0]}), so a process of this machine\n`);
    return native();
  }
}
