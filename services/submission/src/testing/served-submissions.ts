// The submission service as its callers meet it: over HTTP, on a real database, with settings that are told, conversations
// that are scripted, and a clock that moves as told.
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversationView, Problem, Role } from '@frontdesk/contracts';
import type { Clock } from '@frontdesk/engine';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { submissionService } from '../index.js';

export interface Asker {
  readonly sub: string;
  readonly roles: readonly Role[];
  readonly channel?: string;
}

export const visitor = (sub: string, channel = 'web'): Asker => ({ sub, roles: ['visitor'], channel });
export const ANA: Asker = { sub: 'ana', roles: ['agent'] };
export const BEN: Asker = { sub: 'ben', roles: ['agent'] };
export const SUE: Asker = { sub: 'sue', roles: ['supervisor'] };
export const ADA: Asker = { sub: 'ada', roles: ['admin'] };

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body & Partial<Pick<Problem, 'code' | 'errors' | 'detail'>>;
  readonly headers: Headers;
}

const tapped = (name: string, take: (ports: ServicePorts) => void): ServiceDefinition => ({
  ...{ name, entities: [], migrations: [], consumes: [] },
  module: (ports) => {
    take(ports);
    return { module: class Tapped {} };
  },
});

export class ServedSubmissions {
  private running!: Running;
  private idp!: Server;
  private signer!: CryptoKey;
  /** Where its data is. */
  folder!: string;
  private settings!: ServicePorts;
  private engine!: ServicePorts;
  private chats!: ServicePorts;
  ports!: ServicePorts;
  private versions = 0;
  /** What is known of conversations, by id. */
  readonly conversations = new Map<string, Partial<ConversationView>>();

  /** What visitors have said in them. */
  readonly said = new Map<string, readonly string[]>();

  get url(): string {
    return this.running.url;
  }

  static async start(env: Readonly<Record<string, string>> = {}, clock?: Clock): Promise<ServedSubmissions> {
    const served = new ServedSubmissions();
    await served.boot(env, clock);
    return served;
  }

  private async boot(env: Readonly<Record<string, string>>, clock?: Clock): Promise<void> {
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    this.signer = pair.privateKey;
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'EdDSA' }] });
    this.idp = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys)).listen(0);
    this.folder = await mkdtemp(join(tmpdir(), 'frontdesk-submission-'));
    const config = readConfig({
      ...{ PORT: '0', FRONTDESK_DATA: this.folder, LOG_LEVEL: 'error', FRONTDESK_DECISION_WAIT_MS: '400' },
      ...env,
    });
    const watched = {
      ...submissionService,
      module: (ports: ServicePorts) => submissionService.module((this.ports = ports)),
    };
    const definitions = [
      tapped('settings', (ports) => (this.settings = ports)),
      tapped('assignment-queue', (ports) => (this.engine = ports)),
      tapped('conversation', (ports) => (this.chats = ports)),
      watched,
    ];
    this.running = await startEmbedded(config, definitions, clock);
    const known = this.conversations;
    const view = (_: unknown, id: string) => Promise.resolve((known.get(id) ?? null) as ConversationView | null);
    const eventsAfter = (_: unknown, id: string) =>
      Promise.resolve(
        (this.said.get(id) ?? []).map((text) => ({
          ...{ type: 'conversation.message_added', data: { author: { kind: 'visitor' }, text } },
        })),
      );
    type Conversations = NonNullable<ServicePorts['peers']['conversation']>;
    this.ports.peers.conversation = { view, eventsAfter } as unknown as Conversations;
    const jwksUrl = `http://127.0.0.1:${(this.idp.address() as AddressInfo).port}/`;
    for (const kind of ['visitor', 'person'] as const)
      this.ports.trustIssuer({ issuer: kind, audience: 'frontdesk', kind, jwksUrl });
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.idp?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Says what a document is; resolves when the service knows it. */
  async say(kind: string, id: string | null, document: object): Promise<void> {
    const version = ++this.versions;
    await this.append(this.settings, 'settings.events', 'settings.document_saved', { kind, id, version, document });
    await until(async () => {
      const rows = await this.ports.db.query<{ version: number }[]>(
        'SELECT version FROM setting WHERE kind = $1 AND id = $2',
        [kind, id ?? ''],
      );
      return rows[0]?.version === version;
    });
  }

  /** What the engine has decided. */
  async decide(event: { readonly type: string; readonly data: object }): Promise<void> {
    const data = { input: { type: 'tick', data: {} }, events: [event] };
    await this.append(this.engine, 'assignment.decisions', 'assignment.decided', data);
  }

  /** What has happened to a conversation. */
  async happen(conversationId: string, type: string, data: object): Promise<void> {
    await this.append(this.chats, 'conversation.events', type, data, conversationId);
  }

  private async append(
    ports: ServicePorts,
    topic: string,
    type: string,
    data: object,
    stream: string | null = null,
  ): Promise<void> {
    const { journal, ids, clock } = ports;
    const meta = { actor: 'spec', correlationId: 'spec', causationId: null };
    const record = { id: ids.next(), topic, key: 'demo', workspace: 'demo', type, stream, at: clock.now(), meta };
    await journal.append({ records: [{ ...record, data }] });
  }

  private tokenOf({ sub, roles, channel }: Asker): Promise<string> {
    return new SignJWT({ workspace: 'demo', channel, group: 'sales', roles })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setIssuer(roles.includes('visitor') ? 'visitor' : 'person')
      .setAudience('frontdesk')
      .setSubject(sub)
      .setExpirationTime('1h')
      .sign(this.signer);
  }

  /** A body of bytes is sent as it is. */
  async call<Body>(
    method: 'GET' | 'POST',
    path: string,
    asker: Asker,
    body?: unknown,
    key: string = `key-${++this.versions}`,
  ): Promise<Answer<Body>> {
    const token = await this.tokenOf(asker);
    const isBytes = body instanceof Uint8Array;
    const type = isBytes ? 'application/octet-stream' : 'application/json';
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': type };
    const answered = await fetch(`${this.url}/v1/submissions${path}`, {
      ...{ method, headers },
      ...(method === 'GET' ? {} : { body: isBytes ? body : JSON.stringify(body ?? {}) }),
    });
    const text = await answered.text();
    const json = answered.headers.get('content-type')?.includes('json') === true;
    return {
      ...{ status: answered.status, headers: answered.headers },
      body: (json ? JSON.parse(text) : text) as Answer<Body>['body'],
    };
  }
}

const PATIENCE_MS = 10_000;

/** Asks again until it holds. */
export async function until(holds: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited too long for ${what}`);
    await new Promise((done) => setTimeout(done, 15));
  }
}
