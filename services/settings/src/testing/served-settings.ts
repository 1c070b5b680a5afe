// The settings service as its clients see it: over HTTP, on a real database, with a clock that moves as told. One for all
// chapters of the spec, each of which has a workspace of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { seedDemo, SettingsDocuments, settingsService } from '../index.js';
import { ManualClock } from './manual-clock.js';

const { publicKey, privateKey } = await generateKeyPair('EdDSA');
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] };
const jwksUrl = `data:application/json,${encodeURIComponent(JSON.stringify(jwks))}`;

/** Monday, 12 January 2026, seven o'clock in Berlin. */
export const MONDAY = Date.UTC(2026, 0, 12, 6);

export type Headers = Readonly<Record<string, string>>;

export interface Reply<Body> {
  readonly status: number;
  readonly etag: string | null;
  /** Under which the journal has what the request did. */
  readonly requestId: string | null;
  readonly body: Body;
}

export class ServedSettings {
  readonly clock = new ManualClock(MONDAY);
  ports!: ServicePorts;
  private running!: Running;
  private readonly dir = mkdtempSync(join(tmpdir(), 'frontdesk-settings-'));

  async start(): Promise<void> {
    const config = readConfig({ PORT: '0', FRONTDESK_DATA: this.dir, LOG_LEVEL: 'silent' });
    this.running = await startEmbedded(config, [this.settings()]);
  }

  get url(): string {
    return this.running.url;
  }

  async stop(): Promise<void> {
    await this.running.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** The same data by a new process at some later time. */
  async restart(at: number): Promise<void> {
    await this.running.stop();
    this.clock.moveTo(at);
    await this.start();
  }

  /** Two groups, four people and the usual rules; what was ever saved there is left alone. */
  seed(workspace: string): Promise<void> {
    return seedDemo(this.running.app.get(SettingsDocuments, { strict: false }), workspace);
  }

  /** Of one of the two issuers: `idp` and `another`. */
  token(claims: JWTPayload, issuer = 'idp'): Promise<string> {
    return new SignJWT({ aud: 'frontdesk', iss: issuer, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setExpirationTime('1h')
      .sign(privateKey);
  }

  async ask<Body>(
    token: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Headers = {},
  ): Promise<Reply<Body>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get('etag'),
      requestId: response.headers.get('x-trace-id'),
      body: (text === '' ? null : JSON.parse(text)) as Body,
    };
  }

  private settings(): ServiceDefinition {
    return {
      ...settingsService,
      module: (given) => {
        const signIn = { clientId: 'desk', scope: 'openid', name: null, demo: false };
        for (const issuer of ['idp', 'another'])
          given.trustIssuer({ issuer, audience: 'frontdesk', jwksUrl, kind: 'person', signIn });
        this.ports = { ...given, clock: this.clock.port };
        return settingsService.module(this.ports);
      },
    };
  }
}

/** What the service does by itself, after the answer. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('did not come about');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
