// The whole product as its users start it: a process of its own, on a free port, with a data folder that is its alone.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../deploy/native/process.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/all-in-one.js');
const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 50;
/** Printed when the demo workspace is there too: readiness alone comes a moment earlier. */
const GREETING = 'Frontdesk is ready';

export type Environment = Readonly<Record<string, string>>;

export interface Product {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Everything that the process wrote, of all its lives. */
  output(): string;
  /** Asks it to stop and waits until it has; the data folder stays. Answers the exit code. */
  stop(signal?: 'SIGTERM' | 'SIGINT' | 'SIGHUP'): Promise<number | null>;
  /** No goodbye: the process is gone, its database is left alone. */
  kill9(): Promise<void>;
  /** Stops it if it runs, then starts it on the same port and folder. */
  restart(env?: Environment): Promise<void>;
  /** Ends it, whatever state it is in, and removes its data folder. */
  remove(): Promise<void>;
}

export async function startProduct({ env = {} }: { readonly env?: Environment } = {}): Promise<Product> {
  const product = new ProductProcess(await freePort(), mkdtempSync(join(tmpdir(), 'frontdesk-product-')), env);
  leftovers.add(product);
  try {
    await product.start();
  } catch (error) {
    await product.remove();
    throw error;
  }
  return product;
}

class ProductProcess implements Product {
  readonly url: string;
  private child: ChildProcess | null = null;
  private exit: Promise<number | null> = Promise.resolve(null);
  private written = '';

  constructor(
    private readonly port: number,
    readonly dataDir: string,
    private env: Environment,
  ) {
    this.url = `http://localhost:${port}`;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  output(): string {
    return this.written;
  }

  async start(): Promise<void> {
    const from = this.written.length;
    const own = {
      PORT: String(this.port),
      FRONTDESK_DATA: this.dataDir,
      LOG_LEVEL: 'warn',
      METRICS_PORT: '0',
      NODE_ENV: 'production',
    };
    const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
      cwd: ROOT,
      env: { ...inherited(), ...own, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.written += text));
    }
    let ended = false;
    this.exit = new Promise((done) => {
      child.once('error', (error) => ((this.written += error.message), (ended = true), done(null)));
      child.once('close', (code) => ((ended = true), done(code)));
    });
    const until = Date.now() + STARTS_WITHIN_MS;
    while (!(this.written.includes(GREETING, from) && (await this.isReady()))) {
      if (ended) throw new Error(`the product ended while it was starting\n${this.written.slice(from)}`);
      if (Date.now() > until) throw new Error(`the product is not ready after a minute\n${this.written.slice(from)}`);
      await pause(LOOK_EVERY_MS);
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const { child, exit } = this;
    if (!child) return null;
    child.kill(signal);
    let late = false;
    const watch = setTimeout(() => ((late = true), child.kill('SIGKILL')), STOPS_WITHIN_MS);
    const code = await exit;
    clearTimeout(watch);
    this.child = null;
    if (late) throw new Error(`the product did not stop within ${STOPS_WITHIN_MS / 1000} s\n${this.tail()}`);
    return code;
  }

  async kill9(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.exit;
    this.child = null;
  }

  async restart(env?: Environment): Promise<void> {
    await this.stop();
    if (env) this.env = { ...this.env, ...env };
    await this.start();
  }

  async remove(): Promise<void> {
    try {
      await this.stop();
    } finally {
      this.kill();
      await gone(databasePid(this.dataDir));
      rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
      leftovers.delete(this);
    }
  }

  /** At once and without waiting: also called when the test runner itself ends. */
  kill(): void {
    this.child?.kill('SIGKILL');
    end(databasePid(this.dataDir), 'SIGQUIT');
  }

  private tail(): string {
    return this.written.split('\n').slice(-40).join('\n');
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/ready`)).ok;
    } catch {
      return false;
    }
  }
}

/** A runner that is interrupted must not leave databases behind. */
const leftovers = new Set<ProductProcess>();
process.once('exit', () => {
  for (const product of leftovers) product.kill();
});

/** What the developer's shell says about a product of their own is not meant for this one. */
function inherited(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(FRONTDESK_|PORT$|HOST$|DATABASE_URL$|METRICS_PORT$|PUBLIC_URL$|LOG_LEVEL$|NODE_OPTIONS$)/.test(name),
  );
  return Object.fromEntries(kept);
}

function databasePid(dataDir: string): number | null {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) || null : null;
}

function end(pid: number | null, signal: NodeJS.Signals | 0): boolean {
  if (pid === null) return false;
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function gone(pid: number | null): Promise<void> {
  for (let i = 0; i < 100 && end(pid, 0); i++) await pause(LOOK_EVERY_MS);
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
