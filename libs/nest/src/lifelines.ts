// Who of the other processes lives: asked at /health/live, which looks at nothing but the process itself, when an answer is
// late, and again and again once it has failed.
import { request } from 'undici';
import { connections } from './connections.js';
import { DRAINING } from './draining.js';

/** Milliseconds. */
export interface LifelineTimes {
  /** An answer may take this long before its process is asked whether it lives; and so often again. */
  readonly lateMs: number;
  /** A living process answers that within this time, also on a busy machine. */
  readonly probeMs: number;
  /** Between two probes of one that failed. */
  readonly againMs: number;
}

/** Why one is out of turn: `gone` is known (nobody listens, or it said so), `silent` may be a process with too much to do. */
export type Absence = 'gone' | 'silent';

const TIMES: LifelineTimes = { lateMs: 1_000, probeMs: 1_500, againMs: 500 };

export class Lifelines {
  readonly times: LifelineTimes;
  private readonly suspects = new Map<string, Absence>();
  /** Told when one comes back, or is known to be gone. */
  private readonly curious = new Set<() => void>();
  /** At most one probe of a process at a time, however many wait for it. */
  private readonly probes = new Map<string, Promise<boolean>>();

  constructor(times: Partial<LifelineTimes> = {}) {
    this.times = { ...TIMES, ...times };
  }

  isSuspect(origin: string): boolean {
    return this.suspects.has(origin);
  }

  /** Out of turn until it answers a probe. */
  suspect(origin: string, absence: Absence): void {
    const isNew = !this.suspects.has(origin);
    this.suspects.set(origin, absence);
    if (isNew) this.probeLater(origin);
    this.tell();
  }

  /** Waits until one of these is in turn, at most `ms`, and no longer than one of them may only be busy. */
  async oneBack(origins: readonly string[], ms: number): Promise<void> {
    const isOver = (): boolean =>
      origins.some((origin) => !this.isSuspect(origin)) ||
      origins.every((origin) => this.suspects.get(origin) === 'gone');
    if (isOver()) return;
    await new Promise<void>((done) => {
      const over = (): void => {
        clearTimeout(timer);
        this.curious.delete(look);
        done();
      };
      const look = (): void => void (isOver() && over());
      const timer = setTimeout(over, Math.ceil(ms));
      this.curious.add(look);
    });
  }

  /**
   * Waits for an answer at most `ms`, and no longer than its process lives where `another` could be asked.
   * @throws what `ask` throws, also when given up
   */
  async hold<T>(
    { origin, ms, another }: { readonly origin: string; readonly ms: number; readonly another: () => boolean },
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const giveUp = new AbortController();
    let answered = false;
    const watch = async (): Promise<void> => {
      if (answered || (await this.lives(origin)) || answered) return again();
      this.suspect(origin, this.suspects.get(origin) ?? 'silent');
      if (!another()) return again();
      giveUp.abort(new Error(`${origin} does not live`));
    };
    let timer: NodeJS.Timeout | undefined;
    const again = (): void => {
      if (!answered) timer = setTimeout(() => void watch(), this.times.lateMs).unref();
    };
    const tooLate = (): void => giveUp.abort(new Error(`${origin} has not answered for ${Math.round(ms)} ms`));
    const end = setTimeout(tooLate, Math.ceil(ms)).unref();
    again();
    try {
      return await ask(giveUp.signal);
    } finally {
      answered = true;
      clearTimeout(timer);
      clearTimeout(end);
    }
  }

  private probeLater(origin: string): void {
    setTimeout(() => {
      void this.lives(origin).then((lives) => {
        if (!lives) return this.probeLater(origin);
        this.suspects.delete(origin);
        this.tell();
      });
    }, this.times.againMs).unref();
  }

  private lives(origin: string): Promise<boolean> {
    const known = this.probes.get(origin);
    if (known !== undefined) return known;
    const probe = this.probe(origin).finally(() => this.probes.delete(origin));
    this.probes.set(origin, probe);
    return probe;
  }

  private async probe(origin: string): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(this.times.probeMs);
      const { statusCode, headers, body } = await request(`${origin}/health/live`, { signal, dispatcher: connections });
      await body.dump();
      const lives = statusCode === 200 && headers[DRAINING] === undefined;
      if (!lives) this.know(origin, 'gone');
      return lives;
    } catch (error) {
      this.know(origin, neverArrived(error) ? 'gone' : 'silent');
      return false;
    }
  }

  private know(origin: string, absence: Absence): void {
    if (!this.suspects.has(origin)) return;
    this.suspects.set(origin, absence);
    this.tell();
  }

  private tell(): void {
    for (const look of [...this.curious]) look();
  }
}

const NO_CONNECTION: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
]);

/** There was no connection to send it over. */
export function neverArrived(error: unknown): boolean {
  const { code, errors } = ((error as { cause?: unknown }).cause ?? error) as { code?: unknown; errors?: unknown[] };
  if (Array.isArray(errors) && errors.length > 0) return errors.every(neverArrived);
  return NO_CONNECTION.has(code);
}
