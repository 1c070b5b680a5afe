import { afterEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { AnswerInTime } from './answer-in-time.js';

const apps: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

/** A route that takes `takesMs`, in front of a database that lives as `lives` says at each look. */
async function asked({ takesMs, lives }: { takesMs: number; lives: (look: number) => boolean }) {
  const app = fastify();
  apps.push(app);
  const seen = { looks: 0 };
  new AnswerInTime(20, async () => lives(++seen.looks)).attach(app, (problem, _request, reply) => {
    void reply.status(503).send({ refused: problem.message });
  });
  const finished = new Promise<void>((resolve) => {
    app.get('/', async () => {
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
});
