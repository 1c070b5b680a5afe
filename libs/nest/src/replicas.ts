// The processes of another service: asked in turn, and the next one when one can't be reached. Who did not answer lately
// is asked last for a while, so that a dead or frozen replica costs one request its time, not every second one.

/** For as long a replica that did not answer is asked only when nobody else is there. */
const SUSPECT_MS = 5_000;
/** How long one replica may take while another could still be asked; longer than any answer that is waited for. */
const TURN_MS = 5_000;

export interface Asking {
  /** All in all; the last replica may use what the others have left. */
  readonly withinMs: number;
  /** Asking twice does no harm: also asked again when nobody knows whether the first one has done it. */
  readonly repeatable: boolean;
}

export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export class Replicas {
  private readonly suspectUntil = new Map<string, number>();
  private turn = 0;

  constructor(
    readonly origins: readonly string[],
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws Unreachable when nobody answers, or when one may have done it and must not be asked again */
  async fetch(path: string, init: RequestInit, { withinMs, repeatable }: Asking): Promise<Response> {
    const end = this.now() + withinMs;
    const order = this.order();
    let cause: unknown;
    for (const [i, origin] of order.entries()) {
      const left = end - this.now();
      if (left <= 0) break;
      const mayPass = repeatable && i < order.length - 1;
      try {
        const signal = AbortSignal.timeout(Math.ceil(mayPass ? Math.min(left, TURN_MS) : left));
        const response = await fetch(origin + path, { ...init, signal });
        this.suspectUntil.delete(origin);
        return response;
      } catch (error) {
        cause = error;
        this.suspectUntil.set(origin, this.now() + SUSPECT_MS);
        if (!repeatable && !neverArrived(error)) break;
      }
    }
    throw new Unreachable(`none of ${this.origins.join(', ')} answers`, { cause });
  }

  /** In turn, those that did not answer lately last. */
  private order(): readonly string[] {
    const { length } = this.origins;
    const first = this.turn++ % Math.max(1, length);
    const inTurn = [...this.origins.slice(first), ...this.origins.slice(0, first)];
    const suspect = (origin: string): number => Number((this.suspectUntil.get(origin) ?? 0) > this.now());
    return inTurn.sort((one, other) => suspect(one) - suspect(other));
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
