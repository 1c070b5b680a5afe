// One service as a process: started, awaited by its own word for ready, paused, killed, stopped, started again.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withParent } from './process.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
/** Generous: a dozen processes that start together on two cores that others use as well take their time. */
const READY_WITHIN_MS = 180_000;
const STOPS_WITHIN_MS = 15_000;

/** Nothing is left behind when the set-up ends without a word. */
const all = new Set();
process.once('exit', () => {
  for (const one of all) one.signal('SIGKILL');
});

export class ServiceProcess {
  #child = null;
  #exited = Promise.resolve();

  /** @param {{service: string, replica: number, port: number, url: string, env: Record<string, string>, log: string, main?: string}} seat */
  constructor(seat) {
    Object.assign(this, {
      service: seat.service,
      replica: seat.replica,
      port: seat.port,
      metricsPort: seat.metricsPort,
      url: seat.url,
      log: seat.log,
    });
    this.env = seat.env;
    /** What is run at the next start: another version of it, for one. */
    this.main = seat.main ?? join(ROOT, 'dist', `${this.service}.js`);
    all.add(this);
  }

  get name() {
    return `${this.service}-${this.replica}`;
  }

  get pid() {
    return this.#child?.pid ?? 0;
  }

  get running() {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async start() {
    await this.begin();
    for (const end = Date.now() + READY_WITHIN_MS; !(await this.ready()); await sleep(50)) {
      if (this.running && Date.now() < end) continue;
      throw new Error(`${this.name} did not become ready: ${this.said()}`);
    }
  }

  /** Starts it without waiting for it. */
  async begin() {
    if (this.running) return;
    this.#child = this.#spawn();
    this.#exited = new Promise((done) => this.#child.once('exit', done));
  }

  async ready() {
    try {
      const { ok } = await fetch(`http://127.0.0.1:${this.port}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      return ok;
    } catch {
      return false;
    }
  }

  signal(name) {
    this.#child?.kill(name);
  }

  async kill9() {
    this.#child?.kill('SIGKILL');
    await this.#exited;
  }

  async stop() {
    if (!this.running) return;
    this.#child.kill('SIGCONT');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child?.kill('SIGKILL'), STOPS_WITHIN_MS);
    await this.#exited;
    clearTimeout(timer);
  }

  /** The last of what it wrote, of all its lives. */
  said() {
    return readFileSync(this.log, 'utf8').slice(-3_000);
  }

  #spawn() {
    const out = openSync(this.log, 'a');
    const env = { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...this.env };
    const [program, args] = withParent(process.execPath, ['--enable-source-maps', this.main]);
    const child = spawn(program, args, {
      cwd: ROOT,
      env,
      stdio: ['ignore', out, out],
    });
    closeSync(out);
    return child;
  }
}
