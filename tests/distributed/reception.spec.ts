// The main story on services of their own: the same words to the visitor, whatever stands between them; and what a
// replica that goes away leaves behind.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AgentDocument, Board } from '@frontdesk/contracts';
import { api, tokenOf, type Api } from '../harness/api.js';
import { expectSound, processesOf, startDistributed, until, type DistributedProduct } from '../harness/distributed.js';
import { RealtimeClient } from '../harness/realtime-client.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';

jest.setTimeout(300_000);

let product: DistributedProduct;
let ana: StaffClient;
let ada: Api;

beforeAll(async () => {
  product = await startDistributed();
  ada = api(product.url, await tokenOf(product.url, 'ada'));
  await until('the demo workspace', async () => (await ada.get<object>('/v1/settings/agents/ana')) !== null);
  await ada.change<AgentDocument>('agents/ana', { limit: 1 });
});

afterAll(async () => {
  await product?.stop();
});

const assigned = (visitor: VisitorClient) =>
  until('the assignment', async () => (await visitor.view()).agent?.agentId, 30_000);

const queued = (visitor: VisitorClient) => until('the queue', async () => (await visitor.view()).outcome === 'queued');

/** On a machine that is busy with a dozen processes a word may take its time. */
const heard = (socket: RealtimeClient | null, text: string) =>
  until(`"${text}" at the socket`, async () =>
    socket?.events().some((event) => event.type === 'conversation.message_added' && event.data.text === text),
  );

it('the gateway tells of the whole interface, also of what the other services serve', async () => {
  const { paths } = await ada.get<{ paths: Record<string, object> }>('/openapi.json');
  const matrix = JSON.parse(readFileSync(join(import.meta.dirname, '../stories/matrix.json'), 'utf8')) as object;
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((one) => `${one.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(documented.sort()).toEqual(Object.keys(matrix).sort());
});

describe('the reception', () => {
  let first: VisitorClient;
  let second: VisitorClient;

  it('brings a visitor to the agent who is online, and the next one into the queue', async () => {
    ana = await StaffClient.atWork(product.url, 'ana');
    await until('Ana on the board', async () =>
      (await ada.get<Board>('/v1/board')).agents.some(
        ({ agentId, status, limit }) => agentId === 'ana' && status === 'online' && limit === 1,
      ),
    );
    first = await VisitorClient.asking(product.gateways[1] as string, { text: 'Hello?' });
    expect(await assigned(first)).toBe('ana');
    second = await VisitorClient.asking(product.url, { text: 'Me too' });
    await queued(second);
    expect(await second.place()).toMatchObject({ position: 1, ahead: 0 });
    await until('the place', async () => second.socket?.frames.some((frame) => frame.type === 'position'));
  });

  it('carries messages both ways, each once however often it is sent', async () => {
    const clientMessageId = randomUUID();
    for (let i = 0; i < 5; i++) await first.say('Said once', clientMessageId);
    ana.socket?.follow(first.conversationId);
    await ana.reply(first.conversationId, 'Good day');
    await heard(first.socket, 'Good day');
    await heard(ana.socket, 'Said once');
    expect((await first.transcript()).filter((text) => text === 'Said once')).toHaveLength(1);
  });

  it('answers a start that comes many times as one, also at both gateways and both replicas', async () => {
    const visitor = await VisitorClient.open(product.url);
    const key = randomUUID();
    const starts = Array.from({ length: 8 }, (_, i) =>
      api(product.gateways[i % 2] as string, visitor.session.token).post<{ conversationId: string }>(
        '/v1/conversations',
        { text: 'Once, please' },
        { 'idempotency-key': key },
      ),
    );
    const answers = await Promise.all(starts);
    expect(new Set(answers.map(({ conversationId }) => conversationId)).size).toBe(1);
    const [{ conversationId }] = answers as [{ conversationId: string }];
    await api(product.url, visitor.session.token).post(`/v1/conversations/${conversationId}/close`);
  });

  it('gives a freed slot to who waits', async () => {
    await ana.close(first.conversationId);
    expect(await assigned(second)).toBe('ana');
    await until('its news', async () => second.socket?.events().some(({ type }) => type === 'conversation.assigned'));
  });

  it('takes a message from who did not want to wait', async () => {
    const third = await VisitorClient.asking(product.url, { text: 'Anybody?' });
    await queued(third);
    const receipt = await third.leaveMessage({
      conversationId: third.conversationId,
      email: 'visitor@example.com',
      text: 'Call me back',
    } as never);
    expect(receipt.receiptId).toMatch(/./);
    await until('the confirmation', async () => (await third.view()).state === 'closed');
    await third.goodbye();
  });
});

describe('a gateway that dies', () => {
  it('loses nothing: its sockets resume on the other one, from their last sequence', async () => {
    const [here, there] = processesOf(product, 'gateway') as [ProcessOf, ProcessOf];
    for (const { conversationId } of await ana.inbox()) await ana.close(conversationId);
    const visitor = await VisitorClient.open(there.url);
    await visitor.connect();
    await visitor.start({ text: 'Before' });
    const { conversationId } = visitor;
    await assigned(visitor);
    await ana.reply(conversationId, 'one');
    await heard(visitor.socket, 'one');
    const last = Math.max(...(visitor.socket?.events(conversationId).map(({ sequence }) => sequence) ?? []));
    await there.kill9();
    await ana.reply(conversationId, 'two');
    const again = await RealtimeClient.open(api(here.url, visitor.session.token));
    again.follow(conversationId, last);
    await heard(again, 'two');
    await ana.reply(conversationId, 'three');
    await heard(again, 'three');
    const texts = again
      .events(conversationId)
      .flatMap((event) => (event.type === 'conversation.message_added' ? [event.data.text] : []));
    expect(texts).toEqual(['two', 'three']);
    await there.start();
    const back = await RealtimeClient.open(api(there.url, visitor.session.token));
    back.follow(conversationId, 0);
    await heard(back, 'three');
    for (const socket of [again, back]) await socket.close();
  });
});

describe('what is left', () => {
  it('is a sound log, in the databases and in Kafka', async () => {
    await expectSound(product);
  });
});

type ProcessOf = ReturnType<typeof processesOf>[number];
