// The engine as a service, booted whole on a real PostgreSQL; the other services only say what routing must know.
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Board, CommandAnswer, Desk, Problem, QueueList, RoutingInput } from '@frontdesk/contracts';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { DecisionsAbout } from '../decisions-about.js';
import { assignmentQueue } from '../index.js';
import { agent, group, status, strategy } from './told.js';

const writer = (name: string, settings: (ports: ServicePorts) => void): ServiceDefinition => ({
  name,
  entities: [],
  migrations: [],
  consumes: {},
  module: (ports) => {
    if (name === 'settings') settings(ports);
    // Every conversation belongs to the visitor of the same number, and is told in the engine's own words.
    if (name === 'conversation') {
      ports.peers.conversation = {
        eventsAfter: () => Promise.resolve([]),
        originAllowed: () => Promise.resolve(true),
        typingPreview: () => Promise.resolve(true),
        view: ({ id, roles }, conversationId) =>
          Promise.resolve(
            !roles.includes('visitor') || `c-${id}` === conversationId ? ({ conversationId } as never) : null,
          ),
        cards: (_, ids) =>
          Promise.resolve(
            new Map(
              ids.map((id) => [id, { visitorName: `Visitor of ${id}`, page: null, language: 'en', lastText: 'Hi' }]),
            ),
          ),
        queuePlace: (_, id, { warning, ...place }) =>
          Promise.resolve({
            ...{ ...place, message: `${id}: ${place.position}` },
            warning: warning && { text: '', timeoutAt: '', remainingMs: 0, left: warning.left },
          }),
      };
    }
    return { module: class Writer {} };
  },
});

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

interface There {
  readonly folder: string;
  readonly running: Running;
  readonly idp: Server;
  readonly signer: CryptoKey;
  readonly settings: ServicePorts;
}

export class ServedQueue {
  private there: There | null = null;
  private visitors = 0;
  /** Conversations that a test began. */
  private readonly open: string[] = [];

  async start(): Promise<void> {
    const { privateKey: signer, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] });
    const idp = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys)).listen(0);
    const folder = await mkdtemp(join(tmpdir(), 'frontdesk-queue-'));
    const env = { PORT: '0', FRONTDESK_DATA: folder, LOG_LEVEL: 'error' };
    let settings = null as ServicePorts | null;
    const writers = ['settings', 'conversation'].map((name) => writer(name, (ports) => (settings = ports)));
    const running = await startEmbedded(readConfig(env), [...writers, assignmentQueue]);
    if (settings === null) throw new Error('no settings');
    this.there = { folder, running, idp, signer, settings };
    const jwksUrl = `http://127.0.0.1:${(idp.address() as AddressInfo).port}/`;
    settings.trustIssuer({ issuer: 'idp', audience: 'frontdesk', kind: 'person', jwksUrl });
    settings.trustIssuer({ issuer: 'widget', audience: 'frontdesk', kind: 'visitor', jwksUrl });
    await this.tell(strategy(), group('support'), group('sales'));
    await this.tell(agent('ana', 1), agent('ben', 1), agent('sue', 5, ['sales']));
  }

  async stop(): Promise<void> {
    if (this.there === null) return;
    const { folder, running, idp } = this.there;
    await running.stop();
    idp.close();
    await rm(folder, { recursive: true, force: true });
  }

  /** What other services in this process ask it. */
  get peers(): ServicePorts['peers'] {
    return this.served().settings.peers;
  }

  readonly tell = async (...inputs: readonly RoutingInput[]): Promise<void> => {
    const { journal, ids, clock } = this.served().settings;
    const meta = { actor: 'spec', correlationId: 'spec', causationId: null };
    for (const { type, data } of inputs) {
      const record = { id: ids.next(), topic: 'assignment.inputs', key: 'demo', workspace: 'demo', type, stream: null };
      await journal.append({ records: [{ ...record, data, at: clock.now(), meta }] });
    }
  };

  /** A visitor who is there and asks. */
  readonly arrives = async (groupId = 'support'): Promise<string> => {
    const visitorId = `v${++this.visitors}`;
    const conversationId = `c-${visitorId}`;
    this.open.push(conversationId);
    await this.tell(
      { type: 'visitor_connected', data: { visitorId } },
      {
        type: 'conversation_requested',
        data: {
          ...{ conversationId, visitorId, channel: 'web', language: 'en', groupId },
          ...{ priority: 0, ruleId: null, settingsVersion: 1 },
        },
      },
    );
    return conversationId;
  };

  readonly call = async <Body>(
    sub: string,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<Answer<Body>> => {
    const role = sub.startsWith('v') ? 'visitor' : sub === 'eva' ? 'supervisor' : 'agent';
    const answered = await fetch(`${this.served().running.url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        authorization: `Bearer ${await this.token(sub, role)}`,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answered.text();
    return { status: answered.status, body: (text ? JSON.parse(text) : null) as Body };
  };

  /** What a command came to: its outcome, or the code of the refusal. */
  readonly ask = async (sub: string, path: string, body: object = {}): Promise<string> => {
    const { status: code, body: said } = await this.call<Partial<CommandAnswer & Problem>>(sub, 'POST', path, body);
    return code === 200 ? (said.outcome ?? 'done') : (said.code ?? String(code));
  };

  readonly deskOf = async (sub: string): Promise<Desk> => (await this.call<Desk>(sub, 'GET', '/v1/queue/desk')).body;

  readonly waitingIds = async (): Promise<readonly string[]> =>
    (await this.call<QueueList>('eva', 'GET', '/v1/queue')).body.data.map(({ conversationId }) => conversationId);

  readonly waits = (id: string): Promise<boolean> => until(async () => (await this.waitingIds()).includes(id));

  readonly loads = async (): Promise<Readonly<Record<string, number>>> => {
    const { agents } = (await this.call<Board>('eva', 'GET', '/v1/board')).body;
    return Object.fromEntries(agents.map((one) => [one.agentId, one.load]));
  };

  /** Whether commands would know it if it were open no more. */
  readonly knows = (conversationId: string): Promise<boolean> =>
    this.served().running.app.get(DecisionsAbout, { strict: false }).any('demo', conversationId);

  /** While nobody may write into the index of decisions. */
  async withoutIndex<T>(look: () => Promise<T>): Promise<T> {
    return this.served().settings.db.transaction(async (tx) => {
      await tx.query('LOCK TABLE assignment_queue.decision IN SHARE MODE');
      return look();
    });
  }

  /** Everybody gone, everybody offline. */
  async clear(): Promise<void> {
    await this.tell(strategy(), group('support'), group('sales'));
    for (const conversationId of this.open.splice(0))
      await this.tell({ type: 'conversation_closed', data: { conversationId, by: 'visitor' } });
    await this.tell(...['ana', 'ben', 'sue'].map((one) => status(one, 'offline')));
    await until(
      async () =>
        (await this.waitingIds()).length === 0 && Object.values(await this.loads()).every((load) => load === 0),
    );
  }

  private served(): There {
    if (this.there === null) throw new Error('the service has not been started');
    return this.there;
  }

  private token(sub: string, role: string): Promise<string> {
    return new SignJWT({ workspace: 'demo', roles: [role] })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setIssuer(role === 'visitor' ? 'widget' : 'idp')
      .setAudience('frontdesk')
      .setSubject(sub)
      .setExpirationTime('1h')
      .sign(this.served().signer);
  }
}

export async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it never came true');
}
