// A request whose handler takes long is waited for while the database lives, and refused once it does not.
import { afterEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { AnswerInTime, leaveToAnother } from './answer-in-time.js';

const apps: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

interface Asked {
  readonly takesMs: number;
  readonly lives: (look: number) => boolean;
  /** What the route does before it waits. */
  readonly first?: (request: FastifyRequest) => void;
}

/** A route that takes `takesMs`, in front of a database that lives as `lives` says at each look. */
async function asked({ takesMs, lives, first }: Asked) {
  const app = fastify();
  apps.push(app);
  const seen = { looks: 0 };
  new AnswerInTime(20, async () => lives(++seen.looks)).attach(app, (problem, _request, reply) => {
    void reply.status(503).send({ refused: problem.message });
  });
  const finished = new Promise<void>((resolve) => {
    app.get('/', async (request) => {
      first?.(request);
      await new Promise((done) => setTimeout(done, takesMs));
      setImmediate(resolve);
      return { answered: true };
    });
  });
  const { statusCode, body } = await app.inject('/');
  await finished;
  return { status: statusCode, body: JSON.parse(body) as unknown, seen };
}

describe('a request that waits for its answer', () => {
  it('is told to come again once a look finds the database silent; what comes later is dropped', async () => {
    const { status, body, seen } = await asked({ takesMs: 120, lives: () => false });
    expect([status, seen.looks]).toEqual([503, 1]);
    expect(body).toEqual({ refused: expect.stringContaining('The database does not answer right now') });
  });

  it('is waited for while the database lives, and looked after again and again', async () => {
    const { status, body, seen } = await asked({ takesMs: 120, lives: () => true });
    expect([status, body]).toEqual([200, { answered: true }]);
    expect(seen.looks).toBeGreaterThan(1);
  });

  it('is told so when the database falls silent later', async () => {
    const { status, seen } = await asked({ takesMs: 200, lives: (look) => look < 3 });
    expect([status, seen.looks]).toEqual([503, 3]);
  });

  it('costs nobody a look who is answered at once', async () => {
    const { status, seen } = await asked({ takesMs: 0, lives: () => false });
    await new Promise((done) => setTimeout(done, 60));
    expect([status, seen.looks]).toEqual([200, 0]);
  });

  it('is told so as well when nobody can look', async () => {
    const lives = (): boolean => {
      throw new Error('no connection');
    };
    expect((await asked({ takesMs: 120, lives })).status).toBe(503);
  });

  it('is left to the process that it was handed on to', async () => {
    const { status, seen } = await asked({ takesMs: 120, lives: () => false, first: leaveToAnother });
    expect([status, seen.looks]).toEqual([200, 0]);
  });

  it('is not looked after any more once its answer has begun, however slowly that flows', async () => {
    const app = fastify();
    apps.push(app);
    let looks = 0;
    const attached = new AnswerInTime(20, async () => ++looks < 0);
    attached.attach(app, (_problem, _request, reply) => void reply.status(503).send());
    const slowly = async function* () {
      await new Promise((done) => setTimeout(done, 80));
      yield 'a file';
    };
    app.get('/', async (_request, reply) => reply.send(Readable.from(slowly())));
    const { statusCode, body } = await app.inject('/');
    expect([statusCode, body, looks]).toEqual([200, 'a file', 0]);
  });
});
