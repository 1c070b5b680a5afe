// The service booted whole on a real PostgreSQL, with a scripted engine and scripted settings, for more than one spec.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversationView, VisitorSession } from '@frontdesk/contracts';
import type { StoredRecord } from '@frontdesk/journal';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import type { Type } from '@nestjs/common';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { conversationService, DEMO_SITE, Sites } from '../index.js';
import type { SiteRow } from '../rows/site-row.js';
import { assigned, type Deciding } from './decisions.js';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

interface Request {
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Served {
  call<Body>(method: string, path: string, request?: Request): Promise<Answer<Body>>;
  session(body?: object, headers?: Readonly<Record<string, string>>): Promise<VisitorSession>;
  /** A conversation of this visitor that the engine has decided about. */
  start(token: string, body?: object): Promise<ConversationView>;
  person(sub: string, role: string, workspace?: string): Promise<string>;
  save(kind: string, id: string | null, document: unknown): Promise<void>;
  write(service: string, topic: string, type: string, data: unknown, stream?: string | null): Promise<void>;
  ports(service: string): ServicePorts;
  /** What a channel's document would make of its site. */
  site(site: SiteRow): Promise<void>;
  /** What this service has told routing. */
  inputs(): Promise<readonly StoredRecord[]>;
  /** A part of it, as the reactions of other contexts reach it. */
  get<Part>(what: Type<Part>): Part;
  /** On the same data; nobody decides any more. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A service of another context that only writes its events. */
const writer = (name: string, others: Map<string, ServicePorts>): ServiceDefinition => ({
  ...{ name, entities: [], migrations: [], consumes: [] },
  module: (ports) => {
    others.set(name, ports);
    return { module: class Writer {} };
  },
});

export async function serveConversations(
  decide: Deciding = assigned,
  env: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const others = new Map<string, ServicePorts>();
  const ports = (name: string): ServicePorts => {
    const found = others.get(name);
    if (found === undefined) throw new Error(`no service ${name}`);
    return found;
  };
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] });
  const idp = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys)).listen(0);
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-conversation-'));
  const tapped: ServiceDefinition = {
    ...conversationService,
    module: (own) => {
      others.set('conversation', own);
      return conversationService.module(own);
    },
  };
  const boot = async (): Promise<Running> => {
    const started = await startEmbedded(
      readConfig({
        ...{ PORT: '0', FRONTDESK_DATA: folder, LOG_LEVEL: 'error', FRONTDESK_DECISION_WAIT_MS: '2000' },
        ...env,
      }),
      [...['settings', 'assignment-queue', 'submission', 'presence'].map((name) => writer(name, others)), tapped],
    );
    ports('settings').trustIssuer({
      ...{ issuer: 'idp', audience: 'frontdesk', kind: 'person' },
      jwksUrl: `http://127.0.0.1:${(idp.address() as AddressInfo).port}/`,
    });
    return started;
  };
  let running = await boot();
  await running.app.get(Sites, { strict: false }).save(DEMO_SITE);

  const write: Served['write'] = async (service, topic, type, data, stream = null) => {
    const { journal, ids, clock } = ports(service);
    const record = { id: ids.next(), topic, key: 'demo', workspace: 'demo', type, stream, data, at: clock.now() };
    const meta = { actor: 'spec', correlationId: 'spec', causationId: null };
    await journal.append({ records: [{ ...record, meta }] });
  };
  const inputs = async (): Promise<readonly StoredRecord[]> => {
    const { journal } = ports('conversation');
    const heads = await journal.heads('assignment.inputs');
    const lanes = [...heads.keys()].map((key) => Number(key.split('/')[2]));
    return journal.readMany('assignment.inputs', new Map(lanes.map((lane) => [lane, 0])), 10_000);
  };
  const forget = decideAll(ports('conversation'), inputs, async (conversationId, visitorId) => {
    const event = decide(conversationId, visitorId);
    const decided = { input: { type: 'conversation_requested', data: { conversationId } }, events: [event] };
    if (event !== null) await write('assignment-queue', 'assignment.decisions', 'assignment.decided', decided);
  });

  const call: Served['call'] = async (method, path, { token = null, body, headers = {} } = {}) => {
    const answered = await fetch(`${running.url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answered.text();
    return { status: answered.status, headers: answered.headers, body: (text ? JSON.parse(text) : null) as never };
  };
  const served: Served = {
    ...{ call, write, ports, inputs },
    site: (site) => running.app.get(Sites, { strict: false }).save(site),
    session: async (body = {}, headers = {}) =>
      (await call<VisitorSession>('POST', '/v1/visitor-sessions', { body: { site: 'demo', ...body }, headers })).body,
    start: async (token, body = { text: 'Hello' }) => {
      const headers = { 'idempotency-key': ports('conversation').ids.next() };
      return (await call<ConversationView>('POST', '/v1/conversations', { token, body, headers })).body;
    },
    person: (sub, role, workspace = 'demo') =>
      new SignJWT({ workspace, roles: [role] })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
        .setIssuer('idp')
        .setAudience('frontdesk')
        .setSubject(sub)
        .setExpirationTime('1h')
        .sign(privateKey),
    save: (kind, id, document) =>
      write('settings', 'settings.events', 'settings.document_saved', { kind, id, version: 1, document }),
    get: (what) => running.app.get(what, { strict: false }),
    restart: async () => {
      forget();
      await running.stop();
      running = await boot();
    },
    stop: async () => {
      forget();
      await running.stop();
      idp.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await served.save('groups', 'support', { name: 'Support', guide: '' });
  await served.save('agents', 'ana', { name: 'Ana', email: '', limit: 1, groupIds: ['support'], role: 'agent' });
  await until(async () => (await served.session()).groups.length === 1);
  return served;
}

/** Each request is decided once, in the order in which they were told. */
function decideAll(
  { journal }: ServicePorts,
  inputs: Served['inputs'],
  decide: (conversationId: string, visitorId: string) => Promise<void>,
): () => void {
  const done = new Set<string>();
  let tail = Promise.resolve();
  const work = async (): Promise<void> => {
    for (const { id, type, body } of await inputs()) {
      if (done.has(id) || type !== 'conversation_requested') continue;
      done.add(id);
      const { conversationId, visitorId } = JSON.parse(body) as { conversationId: string; visitorId: string };
      await decide(conversationId, visitorId);
    }
  };
  return journal.onAppend('assignment.inputs', () => void (tail = tail.then(work)));
}

export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it never came true');
}
