// The presence service as gateway, agents and routing see it, on a real database and a clock that moves as told.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal, Role } from '@frontdesk/contracts';
import { MemoryLeaseStore } from '@frontdesk/lease';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Connections, presenceService } from './index.js';
import { Reaper } from './reaper.js';

const { publicKey, privateKey } = await generateKeyPair('EdDSA');
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] };
const jwksUrl = `data:application/json,${encodeURIComponent(JSON.stringify(jwks))}`;

let now = Date.UTC(2026, 0, 12, 6);
// Nothing is called by itself: the tests say when the reaper looks.
const clock: ServicePorts['clock'] = { now: () => now, at: () => () => undefined };

let ports: ServicePorts;
const definition: ServiceDefinition = {
  ...presenceService,
  module: (given) => {
    given.trustIssuer({ issuer: 'test', audience: 'frontdesk', jwksUrl, kind: 'person' });
    ports = { ...given, clock, leases: new MemoryLeaseStore(() => now) };
    return presenceService.module(ports);
  },
};

let running: Running;
let connections: Connections;
let reaper: Reaper;
const dir = mkdtempSync(join(tmpdir(), 'frontdesk-presence-'));
async function start(): Promise<void> {
  running = await startEmbedded(readConfig({ PORT: '0', FRONTDESK_DATA: dir, LOG_LEVEL: 'silent' }), [definition]);
  connections = running.app.get(Connections, { strict: false });
  reaper = running.app.get(Reaper, { strict: false });
}
beforeAll(start, 60_000);
afterAll(async () => {
  await running.stop();
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

const principal = (id: string, role: Role, workspace: string): Principal => ({
  workspace,
  id,
  roles: [role],
  expiresAt: 0,
});

async function call(method: string, path: string, who: Principal, body?: unknown) {
  const token = await new SignJWT({
    sub: who.id,
    workspace: who.workspace,
    roles: [...who.roles],
    iss: 'test',
    aud: 'frontdesk',
  })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setExpirationTime('5m')
    .sign(privateKey);
  const response = await fetch(`${running.url}/v1/presence${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** What routing was told of one workspace, in order. */
async function told(workspace: string): Promise<string[]> {
  const lanes = [...(await ports.journal.heads('assignment.inputs')).keys()].map((lane) => Number(lane.split('/')[2]));
  const answer: string[] = [];
  for (const partition of lanes) {
    const lane = { service: 'presence', topic: 'assignment.inputs', partition };
    const records = await ports.journal.read(lane, 0, 1000);
    for (const record of records.filter((one) => one.workspace === workspace)) {
      const { agentId, visitorId, status } = JSON.parse(record.body) as Record<string, string>;
      answer.push(`${agentId ?? visitorId} ${status ?? record.type}`);
    }
  }
  return answer;
}

async function pass(ms: number, beating: readonly [Principal, string][] = []): Promise<void> {
  for (let passed = 0; passed < ms; passed += 5_000) {
    now += Math.min(5_000, ms - passed);
    for (const [who, connection] of beating) await connections.beat(who, connection);
    await reaper.reap();
  }
}

let workspace: string;
let ana: Principal;
let vera: Principal;
let count = 0;
beforeEach(() => {
  workspace = `w${++count}`;
  ana = principal('ana', 'agent', workspace);
  vera = principal('vera', 'visitor', workspace);
});

describe('an agent', () => {
  test('is offline until they choose, and online while connected', async () => {
    expect((await call('GET', '/me', ana)).body).toMatchObject({
      intent: 'offline',
      effective: 'offline',
      connections: 0,
    });
    await connections.opened(ana, 'a1');
    expect((await call('PUT', '/me', ana, { status: 'online' })).body).toMatchObject({
      intent: 'online',
      effective: 'online',
      connections: 1,
    });
    expect(await told(workspace)).toEqual(['ana online']);
    expect((await call('GET', '', principal('sue', 'supervisor', workspace))).body).toMatchObject({
      data: [{ agentId: 'ana', effective: 'online' }],
    });
    expect((await call('GET', '', principal('x', 'agent', 'elsewhere'))).body).toEqual({ data: [] });
  });

  test('chooses among what is known', async () => {
    expect(await call('PUT', '/me', ana, { status: 'asleep' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/status' }] },
    });
  });

  test('with a second device stays what they chose', async () => {
    await connections.opened(ana, 'a1');
    await call('PUT', '/me', ana, { status: 'busy' });
    await connections.opened(ana, 'a2');
    await connections.closed(ana, 'a2');
    await pass(20_000, [[ana, 'a1']]);
    expect(await told(workspace)).toEqual(['ana busy']);
  });

  test('who reloads fifty times changes nothing and has one connection', async () => {
    await call('PUT', '/me', ana, { status: 'online' });
    await connections.opened(ana, 'a0');
    for (let n = 0; n < 50; n++) {
      await connections.closed(ana, `a${n}`);
      await pass(1_000);
      await connections.opened(ana, `a${n + 1}`);
    }
    await pass(20_000, [[ana, 'a50']]);
    expect(await told(workspace)).toEqual(['ana online']);
    expect((await call('GET', '/me', ana)).body).toMatchObject({ connections: 1 });
  });

  test('who closes the last page is offline after the grace; who falls silent, after the lease', async () => {
    await call('PUT', '/me', ana, { status: 'online' });
    await connections.opened(ana, 'a1');
    await connections.closed(ana, 'a1');
    await pass(4_000);
    expect(await told(workspace)).toEqual(['ana online']);
    await pass(2_000);
    expect(await told(workspace)).toEqual(['ana online', 'ana offline']);
    await connections.opened(ana, 'a2');
    await pass(50_000);
    expect((await told(workspace)).slice(2)).toEqual(['ana online', 'ana offline']);
    expect(await connections.beat(ana, 'a2')).toBe(false);
  });
});

describe('a visitor', () => {
  test('is connected, and lost with the last beat that was heard', async () => {
    await connections.opened(vera, 'v1');
    await connections.opened(vera, 'v2');
    await pass(60_000);
    expect(await told(workspace)).toEqual(['vera visitor_connected', 'vera visitor_lost']);
    const [, lost] = await ports.journal.readStream(workspace, 'visitor/vera');
    expect(JSON.parse(lost?.body ?? '')).toEqual({
      visitorId: 'vera',
      lastBeatAt: now - 60_000,
      cause: 'lease_expired',
    });
  });

  test('is no agent: the list of agents does not show visitors', async () => {
    await connections.opened(vera, 'v1');
    expect((await call('GET', '', ana)).body).toEqual({ data: [] });
  });
});

describe('a restart', () => {
  test('drops nobody who comes back in time, and everybody who does not', async () => {
    await call('PUT', '/me', ana, { status: 'online' });
    await connections.opened(ana, 'a1');
    await connections.opened(vera, 'v1');
    await running.stop();
    await start();
    expect(await connections.beat(ana, 'a1')).toBe(false);
    await connections.opened(ana, 'a2');
    await pass(40_000, [[ana, 'a2']]);
    expect(await told(workspace)).toEqual(['ana online', 'vera visitor_connected']);
    expect((await call('GET', '/me', ana)).body).toMatchObject({ effective: 'online', connections: 1 });
    await pass(10_000, [[ana, 'a2']]);
    expect(await told(workspace)).toEqual(['ana online', 'vera visitor_connected', 'vera visitor_lost']);
  }, 30_000);
});
