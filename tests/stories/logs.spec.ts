// What the log holds of a day: traces that lead from a request to everything that came of it, and nothing of what people
// said, wrote or are called, also when things break.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AgentDocument } from '@frontdesk/contracts';
import { api, tokenOf } from '../harness/api.js';
import { startProduct, type Product } from '../harness/product.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { pause, until } from './processes.js';
import { postmaster } from '../harness/postmaster.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(180_000);

/** Strings that stand nowhere else: wherever one of them turns up, it has leaked. */
const PERSONAL = {
  visitorName: 'Zebedee Quillfeather',
  text: 'parcel 4111-2222-3333 to Mulberry Close',
  email: 'zebedee@quillfeather.example',
  page: 'https://shop.example/basket?customer=quillfeather',
  agent: 'Wilhelmina Throckmorton',
  reply: 'we found it behind the wainscot',
  message: 'call me under 0800-thistledown',
};
const LEAKS = /quillfeather|zebedee|4111-2222|mulberry|throckmorton|wainscot|thistledown|eyJ[\w-]{20,}/i;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

let product: Product;

beforeAll(async () => {
  product = await startProduct({ env: { LOG_LEVEL: 'trace' } });
});

afterAll(async () => {
  await product?.remove();
});

const lines = () =>
  product
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  it('O4 follows a request to all that comes of it, by the trace that the request brought', async () => {
    const visitor = await VisitorClient.open(product.url);
    const start = { text: PERSONAL.text, visitorName: PERSONAL.visitorName, page: PERSONAL.page };
    const traced = { 'idempotency-key': randomUUID(), traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
    await api(product.url, visitor.session.token).post('/v1/conversations', start, traced);
    const steps = () => lines().filter(({ trace_id }) => trace_id === TRACE);
    await until('the decision', async () => steps().some(({ type }) => type === 'assignment.decided'));
    await until('the answer', async () => steps().some(({ route }) => route === '/v1/conversations'));
    await until('the news', async () => steps().some(({ type }) => type === 'conversation.requested'));
    const spans = new Set(steps().map(({ span_id }) => span_id));
    expect(spans.size).toBeGreaterThan(2);
  });

  it('O4 has nothing in it of what people say, write or are called, also of what fails', async () => {
    const ada = api(product.url, await tokenOf(product.url, 'ada'));
    await ada.change<AgentDocument>('agents/ana', { name: PERSONAL.agent });
    const ana = await StaffClient.atWork(product.url, 'ana');
    const visitor = await VisitorClient.asking(product.url, { text: PERSONAL.text, visitorName: PERSONAL.visitorName });
    await visitor.socket?.event('conversation.assigned');
    await ana.reply(visitor.conversationId, PERSONAL.reply);
    const another = await VisitorClient.open(product.url);
    await another.leaveMessage({ name: PERSONAL.visitorName, email: PERSONAL.email, text: PERSONAL.message });
    await ada
      .ask('PUT', '/v1/settings/agents/ana', { name: PERSONAL.agent, nonsense: PERSONAL.email })
      .catch(() => null);
    // What can't be written because the database is gone is the likeliest to be told to the log.
    process.kill(postmaster(product.dataDir)?.pid ?? 0, 'SIGKILL');
    for (let i = 0; i < 5; i++) {
      await visitor.say(PERSONAL.text).catch(() => undefined);
      await another.leaveMessage({ email: PERSONAL.email, text: PERSONAL.message }).catch(() => undefined);
      await pause(50);
    }
    await until('the database', async () => (await fetch(`${product.url}/health/ready`)).ok);
    await until('an answer', async () => (await visitor.transcript()).includes(PERSONAL.reply));
    expect(lines().filter(({ level }) => Number(level) >= 50)).not.toEqual([]);
    expect(
      product
        .output()
        .split('\n')
        .filter((line) => LEAKS.test(line)),
    ).toEqual([]);
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('logs', product);
  });
});
