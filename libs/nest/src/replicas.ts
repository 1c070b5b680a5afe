// The processes of another service: asked in turn, and the next one when one can't be reached.
//
//   no answer for a second ─▶ does it live? ─▶ yes: wait on                       (slow is not dead)
//                                           └▶ no: out of turn, the next one ─▶ probed until it answers ─▶ in turn again
//   nobody in turn ─▶ is one only silent? ─▶ yes: wait for it                     (a rush is not a refusal)
//                                         └▶ no, all are gone: 503 at once
// So a dead or frozen replica costs the requests under way some seconds, and those that follow nothing: no request is
// ever the one to find out whether it is back.
import { DRAINING } from './draining.js';
import { Lifelines, neverArrived } from './lifelines.js';

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
    let refusal: Response | null = null;
    let cause: unknown;
    // Nobody in turn: one that is only silent may have too much to do, and is worth the wait that everybody grants.
    let order = this.order();
    if (order.length === 0) {
      await this.lifelines.oneBack(this.origins, withinMs);
      order = this.order();
    }
    for (const [i, origin] of order.entries()) {
      const ms = end - performance.now();
      if (ms <= 0) break;
      const another = (): boolean => order.slice(i + 1).some((one) => !this.lifelines.isSuspect(one));
      try {
        const response = await this.lifelines.hold({ origin, ms, another }, (signal) =>
          fetch(origin + path, { ...init, signal }),
        );
        if (!response.headers.has(DRAINING)) return response;
        // It has done nothing, whatever it was asked.
        await refusal?.body?.cancel();
        refusal = response;
        this.lifelines.suspect(origin, 'gone');
      } catch (error) {
        cause = error;
        this.lifelines.suspect(origin, neverArrived(error) ? 'gone' : 'silent');
        if (!repeatable && !neverArrived(error)) break;
      }
    }
    if (refusal !== null) return refusal;
    throw new Unreachable(`none of ${this.origins.join(', ')} answers`, { cause });
  }

  /** In turn, without those that are known not to answer. */
  private order(): readonly string[] {
    const { length } = this.origins;
    const first = this.turn++ % Math.max(1, length);
    const inTurn = [...this.origins.slice(first), ...this.origins.slice(0, first)];
    return inTurn.filter((origin) => !this.lifelines.isSuspect(origin));
  }
}
