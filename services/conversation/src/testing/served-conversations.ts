// The service booted whole on a real PostgreSQL, once for all chapters: each has a workspace of its own in it. The other
// services only write their events, and the clock moves as told.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MovingClock } from '@frontdesk/engine/testing';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import type { Type } from '@nestjs/common';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { conversationService, type SiteRow } from '../index.js';
import { hostSite } from './host-site.js';
import { ScriptedEngine } from './scripted-engine.js';
import { Workspace, type Answer, type House, type Told } from './workspace.js';

interface There {
  readonly folder: string;
  readonly idp: Server;
  readonly signer: CryptoKey;
  readonly running: Running;
  /** The engine reads no more, and has nothing left to say. */
  readonly forget: () => Promise<void>;
}

/** What is asked or told is later than what was before it. */
const STEP_MS = 1;

export class ServedConversations implements House {
  readonly clock = new MovingClock(Date.now());
  private readonly engine = new ScriptedEngine();
  private readonly services = new Map<string, ServicePorts>();
  private there: There | null = null;

  /** One of its own for who asks; it is opened before its first test. */
  workspace(id: string, site: Partial<SiteRow> = {}): Workspace {
    const workspace = new Workspace(this, id, site);
    this.engine.serve(id, (conversationId, visitorId) => workspace.answer(conversationId, visitorId));
    return workspace;
  }

  async start(): Promise<void> {
    const { privateKey: signer, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] });
    const idp = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys)).listen(0);
    const folder = await mkdtemp(join(tmpdir(), 'frontdesk-conversation-'));
    this.there = { folder, idp, signer, ...(await this.boot(folder, idp)) };
  }

  /** On the same data. */
  async restart(): Promise<void> {
    const { forget, running, ...kept } = this.served();
    await forget();
    await running.stop();
    this.there = { ...kept, ...(await this.boot(kept.folder, kept.idp)) };
  }

  async stop(): Promise<void> {
    if (this.there === null) return;
    const { forget, running, idp, folder } = this.there;
    try {
      await forget();
    } finally {
      await running.stop();
      idp.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async boot(folder: string, idp: Server): Promise<Pick<There, 'running' | 'forget'>> {
    const env = { PORT: '0', FRONTDESK_DATA: folder, LOG_LEVEL: 'error', FRONTDESK_COUNTRY_HEADER: 'cf-ipcountry' };
    const writers = ['settings', 'assignment-queue', 'submission', 'presence'].map((name) => this.writer(name));
    const tapped: ServiceDefinition = {
      ...conversationService,
      module: (own) => {
        this.services.set('conversation', own);
        return conversationService.module(own);
      },
    };
    const running = await startEmbedded(readConfig(env), [...writers, tapped], this.clock);
    this.ports('conversation').peers.people = hostSite;
    this.ports('settings').trustIssuer({
      ...{ issuer: 'idp', audience: 'frontdesk', kind: 'person' },
      jwksUrl: `http://127.0.0.1:${(idp.address() as AddressInfo).port}/`,
    });
    const forget = this.engine.follow(this.ports('conversation'), (workspace, data) =>
      this.write(workspace, 'assignment-queue', { topic: 'assignment.decisions', type: 'assignment.decided', data }),
    );
    return { running, forget };
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

  async call<Body>(
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    this.clock.advance(STEP_MS);
    const answered = await fetch(`${this.served().running.url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answered.text();
    return { status: answered.status, headers: answered.headers, body: (text ? JSON.parse(text) : null) as Body };
  }

  async write(workspace: string, service: string, told: Told): Promise<void> {
    this.clock.advance(STEP_MS);
    const { journal, ids, clock } = this.ports(service);
    const meta = { actor: 'spec', correlationId: 'spec', causationId: null };
    const record = { id: ids.next(), key: workspace, workspace, at: clock.now(), meta, stream: null, ...told };
    await journal.append({ records: [record] });
  }

  person(workspace: string, sub: string, role: string): Promise<string> {
    return new SignJWT({ workspace, roles: [role] })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setIssuer('idp')
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

  get<Part>(what: Type<Part>): Part {
    return this.served().running.app.get(what, { strict: false });
  }

  private served(): There {
    if (this.there === null) throw new Error('the service has not been started');
    return this.there;
  }
}
