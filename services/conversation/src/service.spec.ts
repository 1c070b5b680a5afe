// The service as its callers meet it: booted whole on a real PostgreSQL, with a scripted engine and scripted settings.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { conversing } from './testing/conversing.chapter.js';
import { directing } from './testing/directing.chapter.js';
import { pooling } from './testing/pooling.chapter.js';
import { starting } from './testing/starting.chapter.js';
import { assigned } from './testing/decisions.js';
import { ScriptedEngine } from './testing/scripted-engine.js';

const engine = new ScriptedEngine();

beforeAll(() => engine.open(), 60_000);

afterAll(() => engine.close(), 30_000);

starting(engine);
directing(engine);
pooling(engine);
conversing(engine);

it('a restart keeps tokens valid and conversations open', async () => {
  const { call, session, start } = engine;
  engine.answer = assigned;
  const { token, visitorId } = (await session()).body;
  const { conversationId } = (await start(token, 'k1')).body;
  await engine.restart();
  const { body } = await session(token);
  expect([body.visitorId, body.conversation?.conversationId]).toEqual([visitorId, conversationId]);
  // Its own public keys are fetched anew from where it listens now.
  expect((await call('GET', `/v1/conversations/${conversationId}`, token)).status).toBe(200);
}, 30_000);
