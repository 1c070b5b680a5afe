// The submission service as its callers meet it: over HTTP, on a real database, booted once for all chapters, each of
// which has a desk in a workspace of its own. The other services only write, and the clock moves as told.
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversationPeer, ConversationView, Principal } from '@frontdesk/contracts';
import { MovingClock } from '@frontdesk/engine/testing';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { submissionService } from '../index.js';
import { Desk, type Answer, type Asker, type House, type Request, type Told } from './desk.js';
import { MailReceiver } from './receivers.js';
import { ScriptedEngine } from './scripted-engine.js';

interface There {
  readonly folder: string;
  readonly idp: Server;
  readonly signer: CryptoKey;
  readonly running: Running;
  /** The engine reads no more, and has nothing left to say. */
  readonly forget: () => Promise<void>;
}

export class ServedSubmissions implements House {
  readonly clock = new MovingClock(Date.now());
  /** Of the whole installation: chapters tell their letters apart by whom these are for. */
  readonly mail = new MailReceiver();
  private readonly engine = new ScriptedEngine();
  private readonly services = new Map<string, ServicePorts>();
  private readonly desks = new Map<string, Desk>();
  private there: There | null = null;

  /** One of its own for who asks. */
  desk(workspace: string): Desk {
    const desk = new Desk(this, workspace);
    this.desks.set(workspace, desk);
    this.engine.serve(workspace, (asked) => desk.answer(asked));
    return desk;
  }

  async start(): Promise<void> {
    await this.mail.up();
    const { privateKey: signer, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] });
    const idp = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys)).listen(0);
    const folder = await mkdtemp(join(tmpdir(), 'frontdesk-submission-'));
    const running = await this.boot(folder);
    const jwksUrl = `http://127.0.0.1:${(idp.address() as AddressInfo).port}/`;
    const own = this.ports('submission');
    for (const kind of ['visitor', 'person'] as const)
      own.trustIssuer({ issuer: kind, audience: 'frontdesk', kind, jwksUrl });
    own.peers.conversation = this.conversations();
    const forget = this.engine.follow(own, (workspace, data) =>
      this.write(workspace, 'assignment-queue', { topic: 'assignment.decisions', type: 'assignment.decided', data }),
    );
    this.there = { folder, idp, signer, running, forget };
  }

  async stop(): Promise<void> {
    try {
      await this.there?.forget();
    } finally {
      await this.there?.running.stop();
      await this.mail.down();
      this.there?.idp.close();
      if (this.there !== null) await rm(this.there.folder, { recursive: true, force: true });
    }
  }

  private boot(folder: string): Promise<Running> {
    const env = {
      ...{ PORT: '0', FRONTDESK_DATA: folder, LOG_LEVEL: 'error', FRONTDESK_FLOOD_SUBMISSIONS: '0' },
      ...{ FRONTDESK_SMTP_URL: this.mail.url, FRONTDESK_MAIL_FROM: 'Shop <no-reply@shop.example>' },
      FRONTDESK_WEBHOOK_INSIDE: '1',
    };
    const writers = ['settings', 'assignment-queue', 'conversation'].map((name) => this.writer(name));
    const tapped: ServiceDefinition = {
      ...submissionService,
      module: (own) => {
        this.services.set('submission', own);
        return submissionService.module(own);
      },
    };
    return startEmbedded(readConfig(env), [...writers, tapped], this.clock);
  }

  /** A service of another context that only writes its events. */
  private writer(name: string): ServiceDefinition {
    return {
      ...{ name, entities: [], migrations: [], consumes: {} },
      module: (ports) => {
        this.services.set(name, ports);
        return { module: class Writer {} };
      },
    };
  }

  /** What is known of conversations, as each desk says it; one that names its visitor is shown to no other. */
  private conversations(): ConversationPeer {
    const view = ({ workspace, id, roles }: Principal, conversationId: string) => {
      const known = this.desks.get(workspace)?.conversations.get(conversationId) ?? null;
      const isStranger = roles.includes('visitor') && (known?.visitor?.visitorId ?? id) !== id;
      return Promise.resolve(isStranger ? null : (known as ConversationView | null));
    };
    const eventsAfter = ({ workspace }: Principal, conversationId: string) =>
      Promise.resolve(
        (this.desks.get(workspace)?.said.get(conversationId) ?? []).map((text) => ({
          ...{ type: 'conversation.message_added', data: { author: { kind: 'visitor' }, text } },
        })),
      );
    return { view, eventsAfter } as unknown as ConversationPeer;
  }

  async write(workspace: string, service: string, told: Told): Promise<void> {
    const { journal, ids, clock } = this.ports(service);
    const meta = { actor: 'spec', correlationId: 'spec', causationId: null };
    const record = { id: ids.next(), key: workspace, workspace, at: clock.now(), meta, stream: null, ...told };
    await journal.append({ records: [record] });
  }

  async call<Body>(workspace: string, { method, path, asker, body, key }: Request): Promise<Answer<Body>> {
    const isBytes = body instanceof Uint8Array;
    const answered = await fetch(`${this.url}/v1/submissions${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.tokenOf(workspace, asker)}`,
        'idempotency-key': key ?? this.ports('submission').ids.next(),
        'content-type': isBytes ? 'application/octet-stream' : 'application/json',
      },
      ...(method === 'GET' ? {} : { body: isBytes ? body : JSON.stringify(body ?? {}) }),
    });
    const text = await answered.text();
    const json = answered.headers.get('content-type')?.includes('json') === true;
    return {
      ...{ status: answered.status, headers: answered.headers },
      body: (json ? JSON.parse(text) : text) as Answer<Body>['body'],
    };
  }

  private tokenOf(workspace: string, { sub, roles, channel }: Asker): Promise<string> {
    return new SignJWT({ workspace, channel, group: 'sales', roles })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setIssuer(roles.includes('visitor') ? 'visitor' : 'person')
      .setAudience('frontdesk')
      .setSubject(sub)
      .setExpirationTime('1h')
      .sign(this.served().signer);
  }

  ports(service: string): ServicePorts {
    const ports = this.services.get(service);
    if (ports === undefined) throw new Error(`${service} has not been started`);
    return ports;
  }

  get url(): string {
    return this.served().running.url;
  }

  /** Where its files are. */
  get folder(): string {
    return this.served().folder;
  }

  private served(): There {
    if (this.there === null) throw new Error('the service has not been started');
    return this.there;
  }
}
