// Nobody waits for ever for a database that is silent: a request without an answer has somebody look whether the database
// lives, and if not, it is told to come again. Slow is not dead: whoever lives is waited for.
//
// A hook in front of all handlers, not an interceptor of theirs: that would cost each event that is taken in as well.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemException } from './problem.js';

const LATE =
  'The database does not answer right now, and it is not known whether this was done. Try again with the same key.';

type Refuse = (problem: ProblemException, request: FastifyRequest, reply: FastifyReply) => void;

export class AnswerInTime {
  private looking: Promise<boolean> | null = null;

  /** @param lives looks at the database by a connection of its own, within a bounded time */
  constructor(
    private readonly lookAfterMs: number,
    private readonly lives: () => Promise<boolean>,
  ) {}

  /** What its handler says after a refusal is dropped by Fastify: a request has one answer. */
  attach(fastify: FastifyInstance, refuse: Refuse): void {
    fastify.addHook('preHandler', (request, reply, done) => {
      const lookLater = (): NodeJS.Timeout => setTimeout(() => void look(), this.lookAfterMs).unref();
      const look = async (): Promise<void> => {
        const lives = await this.look();
        if (reply.raw.headersSent || reply.raw.closed) return;
        if (lives) timer = lookLater();
        else refuse(new ProblemException('unavailable', LATE), request, reply);
      };
      let timer = lookLater();
      // Comes after every end, also of those who did not wait for their answer.
      reply.raw.once('close', () => clearTimeout(timer));
      done();
    });
  }

  /** One look for all who wait. */
  private look(): Promise<boolean> {
    this.looking ??= this.lives().finally(() => (this.looking = null));
    return this.looking;
  }
}
