// Nobody waits for ever for a database that is silent: a request without an answer has somebody look whether the database
// lives, and if not, it is told to come again. Slow is not dead: whoever lives is waited for.
//
// A hook in front of all handlers, not an interceptor of theirs: that would cost each event that is taken in as well.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemException } from './problem.js';

const LATE =
  'The database does not answer right now, and it is not known whether this was done. Try again with the same key.';

type Refuse = (problem: ProblemException, request: FastifyRequest, reply: FastifyReply) => void;

const refused = new WeakSet<FastifyRequest>();

/** Told to come again: what its handler says or fails of later is nobody's answer. */
export const wasRefused = (request: FastifyRequest): boolean => refused.has(request);

/** Of requests under way: ends the looking after them. */
const ends = new WeakMap<FastifyRequest, () => void>();

/** Another process answers it, by a database of its own. */
export const leaveToAnother = (request: FastifyRequest): void => ends.get(request)?.();

export class AnswerInTime {
  private looking: Promise<boolean> | null = null;

  /** @param lives looks at the database by a connection of its own, within a bounded time */
  constructor(
    private readonly lookAfterMs: number,
    private readonly lives: () => Promise<boolean>,
  ) {}

  /** What its handler says after a refusal is dropped: a request has one answer. */
  attach(fastify: FastifyInstance, refuse: Refuse): void {
    fastify.addHook('preHandler', (request, reply, done) => {
      this.lookAfter(request, reply, refuse);
      done();
    });
    // The answer has begun: what is left of it, a file perhaps, needs no database.
    fastify.addHook('onSend', (request, _reply, _payload, done) => {
      ends.get(request)?.();
      done();
    });
  }

  private lookAfter(request: FastifyRequest, reply: FastifyReply, refuse: Refuse): void {
    let timer: NodeJS.Timeout;
    let over = false;
    const end = (): void => {
      over = true;
      clearTimeout(timer);
    };
    const look = async (): Promise<void> => {
      const lives = await this.look();
      if (over) return;
      if (lives) return lookLater();
      refused.add(request);
      refuse(new ProblemException('unavailable', LATE), request, reply);
    };
    const lookLater = (): void => {
      timer = setTimeout(() => void look().catch(end), this.lookAfterMs).unref();
    };
    lookLater();
    ends.set(request, end);
    // Also who did not wait for the answer.
    reply.raw.once('close', end);
  }

  /** One look for all who wait. What can't be looked at does not live. */
  private look(): Promise<boolean> {
    this.looking ??= this.lives()
      .catch(() => false)
      .finally(() => (this.looking = null));
    return this.looking;
  }
}
