// The processes of another service: asked in turn, and the next one when one can't be reached.
//
//   no answer for a second ─▶ does it live? ─▶ yes: wait on                       (slow is not dead)
//                                           └▶ no: out of turn, the next one ─▶ probed until it answers ─▶ in turn again
// So a dead or frozen replica costs the requests under way some seconds, and those that follow nothing: no request is
// ever the one to find out whether it is back.
import { DRAINING } from './draining.js';
import { Lifelines } from './lifelines.js';

export interface Asking {
  /** All in all, over all replicas. */
  readonly withinMs: number;
  /** Asking twice does no harm: also asked again when nobody knows whether the first one has done it. */
  readonly repeatable: boolean;
}

export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export class Replicas {
  private readonly lifelines: Lifelines;
  private turn = 0;

  constructor(
    readonly origins: readonly string[],
    times: Partial<Lifelines['times']> = {},
  ) {
    this.lifelines = new Lifelines(times);
  }

  /** @throws Unreachable when nobody answers, or when one may have done it and must not be asked again */
  async fetch(path: string, init: RequestInit, { withinMs, repeatable }: Asking): Promise<Response> {
    const end = performance.now() + withinMs;
    const order = this.order();
    let refusal: Response | null = null;
    let cause: unknown;
    for (const origin of order) {
      const left = end - performance.now();
      if (left <= 0) break;
      try {
        const response = await this.lifelines.hold(origin, left, (signal) => fetch(origin + path, { ...init, signal }));
        if (!response.headers.has(DRAINING)) return response;
        // It has done nothing, whatever it was asked.
        await refusal?.body?.cancel();
        refusal = response;
        this.lifelines.suspect(origin);
      } catch (error) {
        cause = error;
        this.lifelines.suspect(origin);
        if (!repeatable && !neverArrived(error)) break;
      }
    }
    if (refusal !== null) return refusal;
    throw new Unreachable(`none of ${this.origins.join(', ')} answers`, { cause });
  }

  /** In turn, without those that are known not to answer; if that is everybody, nobody is kept waiting for it. */
  private order(): readonly string[] {
    const { length } = this.origins;
    const first = this.turn++ % Math.max(1, length);
    const inTurn = [...this.origins.slice(first), ...this.origins.slice(0, first)];
    return inTurn.filter((origin) => !this.lifelines.isSuspect(origin));
  }
}

const NO_CONNECTION: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
]);

/** There was no connection to send it over. */
function neverArrived(error: unknown): boolean {
  const { code, errors } = ((error as { cause?: unknown }).cause ?? error) as { code?: unknown; errors?: unknown[] };
  if (Array.isArray(errors) && errors.length > 0) return errors.every(neverArrived);
  return NO_CONNECTION.has(code);
}
