// The presence service as gateway, agents and routing see it, on a real database and a clock that moves as told. Settings
// and routing are told what to say.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal, Role } from '@frontdesk/contracts';
import { partitionOf, type StoredRecord } from '@frontdesk/journal';
import { MemoryLeaseStore, type LeaseStore } from '@frontdesk/lease';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Deadlines } from '../deadlines.js';
import { Connections, presenceService } from '../index.js';
import { Reaper } from '../reaper.js';

const { publicKey, privateKey } = await generateKeyPair('EdDSA');
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] };
const jwksUrl = `data:application/json,${encodeURIComponent(JSON.stringify(jwks))}`;

const LOOK_MS = 5_000;
const BEAT_MS = 15_000;
const PATIENCE_MS = 10_000;

/** A person or a visitor, as their token says. */
export const principal = (id: string, role: Role, workspace: string): Principal => ({
  workspace,
  id,
  roles: [role],
  expiresAt: 0,
});

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A lease store that can lose everything while everybody goes on using it. */
class ForgetfulLeases implements LeaseStore {
  private store: MemoryLeaseStore;

  constructor(private readonly now: () => number) {
    this.store = new MemoryLeaseStore(now);
  }

  empty(): void {
    this.store = new MemoryLeaseStore(this.now);
  }

  readonly open: LeaseStore['open'] = (...args) => this.store.open(...args);
  readonly renew: LeaseStore['renew'] = (...args) => this.store.renew(...args);
  readonly close: LeaseStore['close'] = (...args) => this.store.close(...args);
  readonly reap: LeaseStore['reap'] = (...args) => this.store.reap(...args);
  readonly settle: LeaseStore['settle'] = (...args) => this.store.settle(...args);
  readonly leases: LeaseStore['leases'] = (...args) => this.store.leases(...args);
  readonly incarnation: LeaseStore['incarnation'] = () => this.store.incarnation();
}

export class PresenceWorld {
  now = Date.UTC(2026, 0, 12, 6);
  private leases = new ForgetfulLeases(() => this.now);
  connections!: Connections;
  ports!: ServicePorts;
  private reaper!: Reaper;
  private deadlines!: Deadlines;
  private running!: Running;
  private readonly others = new Map<string, ServicePorts>();
  /** One after the other: whoever waits for the next of a type waits for their own. */
  private saying: Promise<unknown> = Promise.resolve();
  private readonly dir = mkdtempSync(join(tmpdir(), 'frontdesk-presence-'));
  // Nothing is called by itself: the tests say when the service looks.
  private readonly clock: ServicePorts['clock'] = { now: () => this.now, at: () => () => undefined };

  async start(): Promise<void> {
    this.leases = new ForgetfulLeases(() => this.now);
    const config = readConfig({ PORT: '0', FRONTDESK_DATA: this.dir, LOG_LEVEL: 'silent' });
    this.running = await startEmbedded(config, [
      this.presence(),
      this.other('settings'),
      this.other('assignment-queue'),
    ]);
    this.connections = this.running.app.get(Connections, { strict: false });
    this.reaper = this.running.app.get(Reaper, { strict: false });
    this.deadlines = this.running.app.get(Deadlines, { strict: false });
  }

  /** A new process on the same data; leases that were kept in memory are gone. */
  async restart(): Promise<void> {
    await this.running.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.running.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  async call(method: string, path: string, who: Principal, body?: unknown): Promise<Answer> {
    const claims = { sub: who.id, workspace: who.workspace, roles: [...who.roles], iss: 'test', aud: 'frontdesk' };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setExpirationTime('5m')
      .sign(privateKey);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) };
    const response = await fetch(`${this.running.url}/v1/presence${path}`, { method, headers, ...sent });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  }

  /** What routing was told of one workspace, in order: records of `assignment.inputs`. */
  async inputs(workspace: string): Promise<readonly StoredRecord[]> {
    const lane = { service: 'presence', topic: 'assignment.inputs', partition: partitionOf(workspace) };
    const records = await this.ports.journal.read(lane, 0, 10_000);
    return records.filter((record) => record.workspace === workspace);
  }

  /** Time goes by, look by look; those who beat do so at the first one, and then as often as a page does. */
  async pass(ms: number, beating: readonly [Principal, string][] = [], active = false): Promise<void> {
    for (let passed = 0; passed < ms; passed += LOOK_MS) {
      this.now += Math.min(LOOK_MS, ms - passed);
      const beats = passed % BEAT_MS === 0 ? beating : [];
      for (const [who, connection] of beats) await this.connections.beat(who, connection, active);
      await this.reaper.reap();
      await this.deadlines.look();
    }
  }

  /** The service looks what is due. */
  look(): Promise<void> {
    return this.deadlines.look();
  }

  /** The lease store has forgotten everything, as after a flush. */
  emptyLeases(): void {
    this.leases.empty();
  }

  /** Another service says something, and presence has heard it. */
  say(service: string, topic: string, type: string, workspace: string, data: unknown): Promise<void> {
    const { journal, ids } = this.others.get(service) as ServicePorts;
    const meta = { actor: 'spec', correlationId: 'spec', causationId: null };
    const about = { topic, key: workspace, workspace, type, stream: null, meta, data };
    const said = this.saying.then(async () => {
      const before = await this.takenIn(type);
      await journal.append({ records: [{ id: ids.next(), at: this.now, ...about }] });
      await this.heard(type, before + 1);
    });
    this.saying = said.catch(() => undefined);
    return said;
  }

  private async heard(type: string, count: number): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while ((await this.takenIn(type)) < count) {
      if (Date.now() > end) throw new Error(`presence has not taken in ${type}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** Its own count, because positions in the journal are stored only from time to time. */
  private async takenIn(type: string): Promise<number> {
    const { values } = await this.ports.metrics.events.get();
    return values
      .filter(({ labels }) => labels['consumer'] === 'presence' && labels['outcome'] === 'done')
      .filter(({ labels }) => labels['type'] === type)
      .reduce((sum, { value }) => sum + value, 0);
  }

  private presence(): ServiceDefinition {
    return {
      ...presenceService,
      module: (given) => {
        given.trustIssuer({ issuer: 'test', audience: 'frontdesk', jwksUrl, kind: 'person' });
        this.ports = { ...given, clock: this.clock, leases: this.leases };
        return presenceService.module(this.ports);
      },
    };
  }

  private other(name: string): ServiceDefinition {
    return {
      ...{ name, entities: [], migrations: [], consumes: {} },
      module: (ports) => {
        this.others.set(name, ports);
        return { module: class Other {} };
      },
    };
  }
}
