// The settings service as its clients see it: over HTTP, on a real database, with a clock that moves as told.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { seedDemo, SettingsDocuments, settingsService } from '../index.js';

export type Headers = Readonly<Record<string, string>>;

export interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly body: Record<string, unknown> & {
    readonly code?: string;
    readonly detail?: string;
    readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
    readonly data?: readonly Record<string, unknown>[];
  };
}

/** Who asks: a role of a workspace. */
export interface Asker {
  readonly workspace?: string;
  readonly role?: string;
  readonly sub?: string;
}

/** A clock that moves as told; what is due is called at once. */
export class ManualClock {
  private readonly timers = new Set<{ at: number; call: () => void }>();
  constructor(private at: number) {}

  readonly port: ServicePorts['clock'] = {
    now: () => this.at,
    at: (at, call) => {
      const timer = { at, call };
      this.timers.add(timer);
      setImmediate(() => this.fire());
      return () => this.timers.delete(timer);
    },
  };

  moveTo(at: number): void {
    this.at = at;
    this.fire();
  }

  private fire(): void {
    for (const timer of this.timers) if (timer.at <= this.at && this.timers.delete(timer)) timer.call();
  }
}

export class ServedSettings {
  private constructor(
    private readonly running: Running,
    private readonly dir: string,
    private readonly key: Parameters<SignJWT['sign']>[0],
    readonly ports: ServicePorts,
    readonly clock: ManualClock,
  ) {}

  static async start(at: number = Date.UTC(2026, 0, 12, 6)): Promise<ServedSettings> {
    const served = await ServedSettings.startIn(mkdtempSync(join(tmpdir(), 'frontdesk-settings-')), at);
    await served.seed('demo');
    return served;
  }

  /** The same data by a new process at some later time; `before` it, while the old one still has the database. */
  async restart(at: number, before: () => Promise<unknown> = () => Promise.resolve()): Promise<ServedSettings> {
    await before();
    await this.running.stop();
    return ServedSettings.startIn(this.dir, at);
  }

  private static async startIn(dir: string, at: number): Promise<ServedSettings> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA');
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] };
    const jwksUrl = `data:application/json,${encodeURIComponent(JSON.stringify(jwks))}`;
    const clock = new ManualClock(at);
    let ports: ServicePorts | null = null;
    const listenIn: ServiceDefinition = {
      ...settingsService,
      module: (given) => {
        given.trustIssuer({ issuer: 'test', audience: 'frontdesk', jwksUrl, kind: 'person' });
        return settingsService.module((ports = { ...given, clock: clock.port }));
      },
    };
    const running = await startEmbedded(readConfig({ PORT: '0', FRONTDESK_DATA: dir, LOG_LEVEL: 'silent' }), [
      listenIn,
    ]);
    if (ports === null) throw new Error('the service was given no ports');
    return new ServedSettings(running, dir, privateKey, ports, clock);
  }

  get url(): string {
    return this.running.url;
  }

  seed(workspace: string): Promise<void> {
    return seedDemo(this.running.app.get(SettingsDocuments, { strict: false }), workspace);
  }

  async stop(): Promise<void> {
    await this.running.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  token({ workspace = 'demo', role = 'admin', sub = 'ada' }: Asker = {}): Promise<string> {
    return new SignJWT({ sub, workspace, roles: [role], iss: 'test', aud: 'frontdesk' })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setExpirationTime('1h')
      .sign(this.key);
  }

  async call(method: string, path: string, headers: Headers = {}, body?: unknown, asker: Asker = {}): Promise<Answer> {
    const response = await fetch(`${this.url}/v1/settings/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(asker)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status } = response;
    return {
      status,
      etag: response.headers.get('etag'),
      body: (text === '' ? null : JSON.parse(text)) as Answer['body'],
    };
  }

  /** The document and its ETag, as a form loads them. */
  async load(path: string): Promise<{ readonly etag: string; readonly document: Record<string, unknown> }> {
    const { etag, body } = await this.call('GET', path);
    return { etag: etag ?? '', document: body['document'] as Record<string, unknown> };
  }

  /** Saves what is there with some members changed. */
  async change(path: string, members: object, asker: Asker = {}): Promise<Answer> {
    const { etag, document } = await this.load(path);
    return this.call('PUT', path, { 'if-match': etag }, { ...document, ...members }, asker);
  }

  create(path: string, document: unknown): Promise<Answer> {
    return this.call('PUT', path, { 'if-none-match': '*' }, document);
  }

  /** What routing was told, in order. */
  async inputs(): Promise<readonly { readonly type: string; readonly data: Record<string, unknown> }[]> {
    const { journal } = this.ports;
    const lanes = [...(await journal.heads('assignment.inputs')).keys()];
    const read = lanes.map((lane) => {
      const partition = Number(lane.split('/')[2]);
      return journal.read({ service: 'settings', topic: 'assignment.inputs', partition }, 0, 5000);
    });
    const records = (await Promise.all(read)).flat();
    return records.map(({ type, body }) => ({ type, data: JSON.parse(body) as Record<string, unknown> }));
  }
}
