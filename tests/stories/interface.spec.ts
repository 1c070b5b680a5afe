// The interface's document: complete, and true. Everything that the product answers here is compared with it.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  PERMISSIONS,
  type IssuedKey,
  type Permission,
  type Problem,
  type SubmissionReceipt,
} from '@frontdesk/contracts';
import { NAMED_KINDS, SINGLE_KINDS } from '@frontdesk/settings';
import { api, tokenOf, type Api } from '../harness/api.js';
import { operationsOf, PromisedInterface, type InterfaceDocument, type Operation } from '../harness/interface.js';
import { runtimeWanted, startOn, type RunningProduct } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(120_000);

const ask = globalThis.fetch;
let product: RunningProduct;
let document: InterfaceDocument;
let promised: PromisedInterface;
let ada: Api;

beforeAll(async () => {
  product = await startOn(runtimeWanted());
  document = (await (await fetch(`${product.url}/openapi.json`)).json()) as InterfaceDocument;
  promised = new PromisedInterface(document);
  globalThis.fetch = async (input, init) => {
    const response = await ask(input, init);
    await promised.check(init?.method ?? 'GET', String(input), response.clone());
    return response;
  };
  ada = api(product.url, await tokenOf(product.url, 'ada'));
});

afterAll(async () => {
  globalThis.fetch = ask;
  await product.remove();
});

/** What an operation lacks that a reader of the document needs. */
function gapsOf(operation: Operation): readonly string[] {
  const { summary = '', description = '', tags = [], security, responses, 'x-permission': permission } = operation;
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2') && status !== '204');
  const said = document.tags.map(({ name }) => name);
  const lacks = (gap: string, is: boolean) => (is ? [gap] : []);
  return [
    ...lacks('summary', summary === ''),
    ...lacks('description', description === ''),
    ...lacks('tag with a description', tags.length === 0 || !tags.every((one) => said.includes(one))),
    ...lacks('permission', permission === undefined),
    ...lacks('security', security === undefined),
    ...lacks('problem', responses['default']?.content?.['application/problem+json'] === undefined),
    ...lacks('success', !Object.keys(responses).some((status) => status.startsWith('2'))),
    ...lacks(
      'success with a schema',
      successes.some(([, { content }]) => content === undefined),
    ),
    ...lacks(
      'words for each answer',
      Object.values(responses).some((one) => one.description === ''),
    ),
  ];
}

describe('the document of the interface', () => {
  it('says of every operation who may call it, what it is for, what it answers and how it fails', () => {
    const gaps = operationsOf(document).flatMap(([name, one]) => gapsOf(one).map((gap) => `${name}: ${gap}`));
    expect(gaps).toEqual([]);
    expect(operationsOf(document).length).toBeGreaterThan(100);
  });

  it('asks for a credential exactly where the permission table does', () => {
    for (const [name, { security = [], 'x-permission': permission = '' }] of operationsOf(document)) {
      const holders: string | readonly string[] = PERMISSIONS[permission as Permission];
      const asked = security.flatMap((one) => Object.keys(one));
      const wanted =
        holders === 'public'
          ? []
          : holders === 'signed_in'
            ? ['person']
            : [
                ...(['owner', 'admin', 'supervisor', 'agent', 'auditor'].some((one) => holders.includes(one))
                  ? ['person']
                  : []),
                ...(holders.includes('integrator') ? ['apiKey'] : []),
                ...(holders.includes('visitor') ? ['visitor'] : []),
              ];
      expect({ name, asked }).toEqual({ name, asked: wanted });
    }
    expect(Object.keys(document.components.securitySchemes)).toEqual(['person', 'apiKey', 'visitor']);
  });

  it('names each operation once, itself, and where it is served', () => {
    const names = operationsOf(document).map(([, { operationId }]) => operationId);
    expect(names.filter((one, at) => names.indexOf(one) !== at)).toEqual([]);
    expect(document.info.description).toMatch(/problem\+json/);
    expect(document.servers).toMatchObject([{ url: '/' }]);
  });

  it('leads nowhere that is not there', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    const missing = refs.map(([, name = '']) => name).filter((name) => !(name in document.components.schemas));
    expect(missing).toEqual([]);
  });
});

/** The whole way of somebody who asks, waits, speaks, leaves, and of those who answer. */
async function conversation(): Promise<void> {
  const ana = await StaffClient.atWork(product.url, 'ana');
  const waiting = await VisitorClient.asking(product.url, { text: 'Is it open?', visitorName: 'Mia' });
  const id = waiting.conversationId;
  await waiting.say('Hello?');
  await ana.reply(id, 'It is.');
  const { api: desk } = ana;
  await desk.ask('POST', `/v1/conversations/${id}/read`, { upTo: 1 });
  await desk.post(`/v1/conversations/${id}/lock`);
  await desk.post(`/v1/conversations/${id}/unlock`);
  await waiting.api.post('/v1/visitor-sessions/pages', { url: 'https://shop.example/', title: 'Shop' });
  await waiting.events();
  await waiting.view();
  await ana.events(id);
  await ana.inbox();
  await desk.get(`/v1/conversations/${id}/transcript`);
  await desk.get(`/v1/visitors/${waiting.session.visitorId}`);
  await desk.get(`/v1/visitors/${waiting.session.visitorId}/history`);
  await ana.status('busy');
  const next = await VisitorClient.asking(product.url);
  await next.place().catch(() => undefined);
  await ada.get('/v1/queue');
  await ana.board().catch(() => undefined);
  await waiting.end();
  await ana.inbox('all', 'closed');
  await VisitorClient.open(product.url, { token: waiting.session.token });
  const { decisions } = await ada.get<{ decisions: { position: string }[] }>(`/v1/explanations/${id}`);
  await ada.get(`/v1/explanations/${id}?table=${encodeURIComponent(decisions[0]?.position ?? '')}`);
  await ana.goodbye();
  await next.end();
  await next.goodbye();
}

async function submission(): Promise<void> {
  const visitor = await VisitorClient.open(product.url);
  await visitor.api.get('/v1/submissions/form?language=de');
  const left: SubmissionReceipt = await visitor.leaveMessage({
    name: 'Mia',
    email: 'mia@example.com',
    text: 'Call me',
  });
  const at = `/v1/submissions/${left.submissionId}`;
  const own = `/v1/submissions/mine/${left.submissionId}`;
  await ada.get('/v1/submissions?status=all');
  for (const path of ['', '/deliveries']) await ada.get(at + path);
  const ana = api(product.url, await tokenOf(product.url, 'ana'));
  await ana.post(`${at}/accept`).catch(() => undefined);
  await ada.post(`${at}/replies`, { text: 'We will.' });
  await visitor.api.get('/v1/submissions/mine');
  await visitor.api.get(own);
  await visitor.api.post(`${own}/replies`, { text: 'Thanks' });
  await ada.post(`${at}/close`);
  await visitor.api.get(own);
  await ada.get('/v1/submissions/export?format=json');
}

/** Every kind of document: read, listed, saved, as it was, and put back. */
async function settings(): Promise<void> {
  const lists = await Promise.all(
    NAMED_KINDS.map(async (kind) => {
      const { data } = await ada.get<{ data: { id: string }[] }>(`/v1/settings/${kind}`);
      return data.map(({ id }) => `${kind}/${id}`);
    }),
  );
  for (const one of [...lists.flat(), ...SINGLE_KINDS]) {
    const { version } = await ada.change(one, {});
    await ada.get(`/v1/settings/${one}/history`).catch(() => undefined);
    await ada.get(`/v1/settings/${one}/versions/${version}`).catch(() => undefined);
  }
  const file = await ada.get<object>('/v1/settings/export');
  await ada.post('/v1/settings/plan', { file });
  await ada.post('/v1/settings/routing-rules/explain', { visitor: { channel: 'web' } });
  await ada.get('/v1/settings/hours/explain?at=2026-12-24T15:00');
}

async function people(): Promise<void> {
  const { person, link } = await ada.post<{ person: { personId: string }; link: string }>('/v1/people', {
    ...{ name: 'Eve', email: 'eve@example.com', role: 'agent', groupIds: [] },
  });
  await ada.get(`/v1/people/${person.personId}/history`);
  await ada.post('/v1/people/invitation', { token: link.split('#')[1] });
  const { key, view } = await ada.post<IssuedKey>('/v1/api-keys', { name: 'interface', scopes: ['queue.read'] });
  await api(product.url, key).get('/v1/me');
  await ada.get(`/v1/api-keys/${view.keyId}/history`);
  await ada.post(`/v1/api-keys/${view.keyId}/rotate`, {});
  for (const status of ['online', 'busy'] as const) await ada.put('/v1/presence/me', { status });
  await ada.get('/v1/presence/agents/ada');
}

/** What can be asked for without knowing any id. */
async function everyPlainGet(): Promise<void> {
  for (const [name] of operationsOf(document)) {
    const [method = '', path = ''] = name.split(' ');
    if (method === 'GET' && !path.includes('{')) await ada.get(path).catch(() => undefined);
  }
}

describe('what is answered', () => {
  it('is what the document promises, member by member', async () => {
    await conversation();
    await submission();
    await settings();
    await people();
    await everyPlainGet();
    expect(promised.breaches).toEqual([]);
    const answered = [...promised.seen.values()].filter((seen) => [...seen].some((status) => status < 300));
    expect(answered.length).toBeGreaterThan(100);
  });

  it('is a problem as it is promised when something is wrong', async () => {
    for (const [name] of operationsOf(document)) {
      const [method = '', path = ''] = name.split(' ');
      await fetch(product.url + path.replaceAll(/\{\w+\}/g, 'none'), { method });
    }
    expect(promised.breaches).toEqual([]);
  });

  it('leads from a problem to a page about it, and from what is no problem to none', async () => {
    const problem = async (path: string): Promise<[number, Problem]> => {
      const response = await fetch(product.url + path);
      expect(response.headers.get('content-type')).toMatch(/^application\/(problem\+)?json/);
      return [response.status, (await response.json()) as Problem];
    };
    const [status, { type }] = await problem('/v1/queue');
    expect([status, type]).toEqual([401, '/problems/unauthenticated']);
    expect(await problem(type)).toMatchObject([200, { code: 'unauthenticated', status: 401 }]);
    expect(await problem('/problems/anything_unknown')).toMatchObject([404, { code: 'not_found', status: 404 }]);
    expect(await problem('/problems/constructor')).toMatchObject([404, { code: 'not_found' }]);
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('interface', product);
  });
});
