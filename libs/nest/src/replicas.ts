// The processes of another service: asked in turn, and the next one when one can't be reached.
//
//   no answer for a second ─▶ does it live? ─▶ yes: wait on                       (slow is not dead)
//                                           └▶ no: out of turn, the next one ─▶ probed until it answers ─▶ in turn again
//   nobody in turn ─▶ is one only silent? ─▶ yes: wait for it                     (a rush is not a refusal)
//                                         └▶ no, all are gone: 503 at once
// So a dead or frozen replica costs the requests under way some seconds, and those that follow nothing: no request is
// ever the one to find out whether it is back.
import { Readable } from 'node:stream';
import { request, type Dispatcher } from 'undici';
import { connections } from './connections.js';
import { DRAINING } from './draining.js';
import { Lifelines, neverArrived } from './lifelines.js';

export interface Asking {
  /** Until an answer begins, over all replicas; then again between two parts of it. */
  readonly withinMs: number;
  /** Asking twice does no harm: also asked again when nobody knows whether the first one has done it. */
  readonly repeatable: boolean;
}

export interface Question extends Pick<Dispatcher.RequestOptions, 'method' | 'headers'> {
  /** What flows is sent once: who refuses it when it has begun is the last one asked. */
  readonly body?: string | Buffer | Readable | null;
}

/** Its body is to be read, or dumped. */
export type Answer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>;

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
  async ask(path: string, question: Question, { withinMs, repeatable }: Asking): Promise<Answer> {
    const end = performance.now() + withinMs;
    const flowing = question.body instanceof Readable ? question.body : null;
    let refusal: Answer | null = null;
    let cause: unknown;
    // Nobody in turn: one that is only silent may have too much to do, and is worth the wait that everybody grants.
    let order = this.order();
    if (order.length === 0) {
      await this.lifelines.oneBack(this.origins, withinMs);
      order = this.order();
    }
    for (const [i, origin] of order.entries()) {
      const ms = end - performance.now();
      if (ms <= 0 || (i > 0 && flowing !== null && Readable.isDisturbed(flowing))) break;
      const another = (): boolean => order.slice(i + 1).some((one) => !this.lifelines.isSuspect(one));
      try {
        const answer = await this.lifelines.hold({ origin, ms, another }, (signal) =>
          // A body that has begun may be long, but not silent.
          request(origin + path, { ...question, body: bodyOf(question), signal, ...HOW, bodyTimeout: withinMs }),
        );
        void refusal?.body.dump();
        refusal = null;
        if (answer.headers[DRAINING] === undefined) return answer;
        // It has done nothing, whatever it was asked.
        refusal = answer;
        this.lifelines.suspect(origin, 'gone');
      } catch (error) {
        cause = error;
        // Whoever sent it has gone, or stopped sending: that says nothing of the replica.
        if (flowing !== null && flowing.destroyed && !flowing.readableEnded) break;
        this.lifelines.suspect(origin, neverArrived(error) ? 'gone' : 'silent');
        // It may have been done here: nobody is to hear from another one that it was not.
        if (!neverArrived(error)) {
          void refusal?.body.dump();
          refusal = null;
        }
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

const HOW = { dispatcher: connections };

/** A stream that is given as it is would be destroyed where nobody listens, and could not go to the next one. */
const bodyOf = ({ body }: Question): Dispatcher.RequestOptions['body'] =>
  body instanceof Readable ? Readable.from(leftWhole(body)) : body;

/** Whatever becomes of who reads it, the stream itself is not destroyed. */
async function* leftWhole(body: Readable): AsyncGenerator<unknown> {
  for await (const part of body.iterator({ destroyOnReturn: false })) yield part;
}
