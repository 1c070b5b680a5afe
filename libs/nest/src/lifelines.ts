// Who of the other processes lives: asked at /health/live, which looks at nothing but the process itself, when an answer is
// late, and again and again once it has failed.
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

const TIMES: LifelineTimes = { lateMs: 1_000, probeMs: 1_500, againMs: 500 };

export class Lifelines {
  readonly times: LifelineTimes;
  private readonly suspects = new Set<string>();
  /** At most one probe of a process at a time, however many wait for it. */
  private readonly probes = new Map<string, Promise<boolean>>();

  constructor(times: Partial<LifelineTimes> = {}) {
    this.times = { ...TIMES, ...times };
  }

  isSuspect(origin: string): boolean {
    return this.suspects.has(origin);
  }

  /** Out of turn until it answers a probe. */
  suspect(origin: string): void {
    if (this.suspects.has(origin)) return;
    this.suspects.add(origin);
    this.probeLater(origin);
  }

  /** Waits for an answer as long as its process lives, at most `ms`. @throws what `ask` throws, also when given up */
  async hold<T>(origin: string, ms: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const giveUp = new AbortController();
    let answered = false;
    const watch = async (): Promise<void> => {
      if (answered || (await this.lives(origin))) return again();
      giveUp.abort(new Error(`${origin} does not live`));
    };
    let timer: NodeJS.Timeout | undefined;
    const again = (): void => {
      if (!answered) timer = setTimeout(() => void watch(), this.times.lateMs).unref();
    };
    again();
    try {
      return await ask(AbortSignal.any([giveUp.signal, AbortSignal.timeout(Math.ceil(ms))]));
    } finally {
      answered = true;
      clearTimeout(timer);
    }
  }

  private probeLater(origin: string): void {
    setTimeout(() => {
      void this.lives(origin).then((lives) => {
        if (lives) this.suspects.delete(origin);
        else this.probeLater(origin);
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
      const response = await fetch(`${origin}/health/live`, { signal: AbortSignal.timeout(this.times.probeMs) });
      await response.body?.cancel();
      return response.ok && !response.headers.has(DRAINING);
    } catch {
      return false;
    }
  }
}
