// O5: a process that stops answers what it has begun, refuses what comes now so that it can be asked again, and says that
// it is not ready, over real connections. And one whose database is silent keeps nobody waiting.
import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { AnswerInTime } from './answer-in-time.js';
import { boot } from './boot.js';
import { Health, HealthController } from './health.js';
import { PinoLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { Replicas } from './replicas.js';

let finish: () => void = () => undefined;
let begun: Promise<void>;
let begin: () => void = () => undefined;

@Controller()
class SlowController {
  @Get('slow')
  async slow(): Promise<{ done: boolean }> {
    begin();
    await new Promise<void>((resolve) => (finish = resolve));
    return { done: true };
  }

  @Get('quick')
  quick(): { done: boolean } {
    return { done: true };
  }
}

const apps: NestFastifyApplication[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

async function started(
  answerInTime = new AnswerInTime(60_000, async () => true),
): Promise<{ health: Health; origin: string }> {
  begun = new Promise((resolve) => (begin = resolve));
  const health = new Health();
  @Module({
    controllers: [SlowController, HealthController],
    providers: [{ provide: Health, useValue: health }],
  })
  class Root {}
  const app = await boot({
    module: Root,
    logger: PinoLogger.create('test', 'silent'),
    strategies: [],
    title: 't',
    health,
    metrics: new Metrics('test'),
    peerKey: null,
    answerInTime,
  });
  apps.push(app);
  await app.listen(0, '127.0.0.1');
  health.started = true;
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { health, origin: `http://127.0.0.1:${port}` };
}

const QUESTION = { method: 'GET' } as const;

describe('a process that stops', () => {
  it('O5 answers what is under way before it goes on stopping', async () => {
    const { health, origin } = await started();
    const slow = fetch(`${origin}/slow`);
    await begun;
    let drained = false;
    const draining = health.drain().then(() => (drained = true));
    expect((await fetch(`${origin}/health/ready`)).status).toBe(503);
    expect(drained).toBe(false);
    finish();
    const answer = await slow;
    expect([answer.status, await answer.json()]).toEqual([200, { done: true }]);
    expect(answer.headers.get('connection')).toBe('close');
    await draining;
  });

  it('O5 refuses new requests as a problem that says when to come again', async () => {
    const { health, origin } = await started();
    await health.drain();
    const answer = await fetch(`${origin}/quick`);
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('connection')]).toEqual([
      503,
      '1',
      'close',
    ]);
    expect(await answer.json()).toMatchObject({ code: 'unavailable', status: 503 });
    expect((await fetch(`${origin}/health/live`)).status).toBe(200);
  });

  it('O5 is passed over by who knows other replicas, also for what must not be asked twice', async () => {
    const [leaving, staying] = [await started(), await started()];
    await leaving.health.drain();
    const replicas = new Replicas([leaving.origin, staying.origin]);
    for (let i = 0; i < 3; i++) {
      const { statusCode, body } = await replicas.ask('/quick', QUESTION, { withinMs: 2_000, repeatable: false });
      expect(statusCode).toBe(200);
      await body.dump();
    }
    const alone = new Replicas([leaving.origin]);
    const { statusCode, body } = await alone.ask('/quick', QUESTION, { withinMs: 2_000, repeatable: false });
    expect(statusCode).toBe(503);
    await body.dump();
  });
});

describe('a process whose database is silent', () => {
  it('tells who waits to come again, and drops what its handler says later', async () => {
    const { origin } = await started(new AnswerInTime(20, async () => false));
    const answer = await fetch(`${origin}/slow`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await answer.json()).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('not known') });
    finish();
    expect(await (await fetch(`${origin}/quick`)).json()).toEqual({ done: true });
  });
});
