// A process that stops takes no new requests and cuts none: who comes now is told to ask again, and what is under way is
// answered first.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Health } from './health.js';
import { ProblemException } from './problem.js';

/** On what a stopping process says to new requests: nothing was done, so another replica may be asked whatever it is. */
export const DRAINING = 'x-frontdesk-draining';

/** Longer than any answer waits for a decision. */
const LAST_ANSWERS_MS = 5_000;

export class RequestsInFlight {
  private count = 0;
  private readonly waiting = new Set<() => void>();

  get underWay(): number {
    return this.count;
  }

  /** Registers the counting and the refusing; before any other hook. */
  attach(fastify: FastifyInstance, health: Health): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      // A connection that is kept would be closed under its next request.
      if (health.draining) void reply.header('connection', 'close').header(DRAINING, '1');
      if (health.draining && !request.url.startsWith('/health/')) return done(refusal());
      this.note(reply);
      done();
    });
    // Began before, ends while we stop.
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (health.draining) void reply.header('connection', 'close');
      done();
    });
  }

  /** Resolves when all have their answers, or the time for it is up. */
  async answered(withinMs = LAST_ANSWERS_MS): Promise<void> {
    if (this.count === 0) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, withinMs);
      this.waiting.add(done);
    });
  }

  private note(reply: FastifyReply): void {
    this.count++;
    // Comes after every end, also of those who did not wait for their answer.
    reply.raw.once('close', () => {
      this.count--;
      if (this.count === 0) for (const done of [...this.waiting]) done();
    });
  }
}

const refusal = (): ProblemException =>
  new ProblemException('unavailable', 'This process is stopping; another one answers. Try again.');
