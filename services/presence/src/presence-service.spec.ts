// Who is there: connections as leases, and what routing is told of them.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Principal } from '@frontdesk/contracts';
import { PresenceWorld, principal } from './testing/presence-world.js';

const world = new PresenceWorld();
beforeAll(() => world.start(), 60_000);
afterAll(() => world.end(), 60_000);

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
  test('C2a is offline until they choose, and online while connected', async () => {
    expect((await world.call('GET', '/me', ana)).body).toMatchObject({
      intent: 'offline',
      effective: 'offline',
      connections: 0,
    });
    await world.connections.opened(ana, 'a1');
    expect((await world.call('PUT', '/me', ana, { status: 'online' })).body).toMatchObject({
      intent: 'online',
      effective: 'online',
      connections: 1,
    });
    expect(await world.told(workspace)).toEqual(['ana online']);
    expect((await world.call('GET', '', principal('sue', 'supervisor', workspace))).body).toMatchObject({
      data: [{ agentId: 'ana', effective: 'online' }],
    });
    expect((await world.call('GET', '', principal('x', 'agent', 'elsewhere'))).body).toEqual({ data: [] });
  });

  test('chooses among what is known', async () => {
    expect(await world.call('PUT', '/me', ana, { status: 'asleep' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/status' }] },
    });
  });

  test('C2b P36 with a second device stays what they chose', async () => {
    await world.connections.opened(ana, 'a1');
    await world.call('PUT', '/me', ana, { status: 'busy' });
    await world.connections.opened(ana, 'a2');
    await world.connections.closed(ana, 'a2');
    await world.pass(20_000, [[ana, 'a1']]);
    expect(await world.told(workspace)).toEqual(['ana busy']);
  });

  test('C3b P35 who reloads fifty times changes nothing and has one connection', async () => {
    await world.call('PUT', '/me', ana, { status: 'online' });
    await world.connections.opened(ana, 'a0');
    for (let n = 0; n < 50; n++) {
      await world.connections.closed(ana, `a${n}`);
      await world.pass(1_000);
      await world.connections.opened(ana, `a${n + 1}`);
    }
    await world.pass(20_000, [[ana, 'a50']]);
    expect(await world.told(workspace)).toEqual(['ana online']);
    expect((await world.call('GET', '/me', ana)).body).toMatchObject({ connections: 1 });
  });

  test('C3a P41 who closes the last page is offline after the grace; who falls silent, after the lease', async () => {
    await world.call('PUT', '/me', ana, { status: 'online' });
    await world.connections.opened(ana, 'a1');
    await world.connections.closed(ana, 'a1');
    await world.pass(4_000);
    expect(await world.told(workspace)).toEqual(['ana online']);
    await world.pass(2_000);
    expect(await world.told(workspace)).toEqual(['ana online', 'ana offline']);
    await world.connections.opened(ana, 'a2');
    await world.pass(50_000);
    expect((await world.told(workspace)).slice(2)).toEqual(['ana online', 'ana offline']);
    expect(await world.connections.beat(ana, 'a2')).toBe(false);
  });
});

const about = { device: 'mobile', browser: 'safari', gateway: 'gateway-0' } as const;
const dataOf = (record: { readonly body: string }): unknown => JSON.parse(record.body);

describe('a lease', () => {
  test('C3e tells why the agent is online: connection, device, since when, last beat', async () => {
    await world.call('PUT', '/me', ana, { status: 'online' });
    await world.connections.opened(ana, 'a1', about);
    const opened = new Date(world.now).toISOString();
    await world.pass(10_000, [[ana, 'a1']]);
    const { body } = await world.call('GET', '/agents/ana', principal('sue', 'supervisor', workspace));
    const connection = { connectionId: 'a1', about, since: opened, lastBeatAt: new Date(world.now).toISOString() };
    expect(body).toMatchObject({ effective: 'online', cause: 'connection', connections: [connection] });
    expect(body['sentence']).toMatch(/^ana is online since .*: the choice is online, and one connection lives.*mobile/);
    expect(await world.call('GET', '/agents/nobody', ana)).toMatchObject({ status: 404 });
    expect(await world.call('GET', '/agents/ana', principal('x', 'admin', 'elsewhere'))).toMatchObject({ status: 404 });
  });

  test('P40 an app in the background counts for its own time, and says so; where none is settled, as before', async () => {
    const away = { ...about, kind: 'background' } as const;
    await world.call('PUT', '/me', ana, { status: 'online' });
    await world.connections.opened(ana, 'a1', about);
    await world.connections.opened(ana, 'a1', away);
    await world.connections.closed(ana, 'a1');
    await world.pass(10_000);
    expect(await world.told(workspace)).toEqual(['ana online', 'ana offline']);

    await world.settle(workspace, { backgroundSeconds: 600 });
    await world.connections.opened(ana, 'a2', about);
    await world.connections.opened(ana, 'a2', away);
    const until = new Date(world.now + 600_000).toISOString();
    await world.connections.closed(ana, 'a2');
    await world.pass(300_000);
    const { body } = await world.call('GET', '/agents/ana', principal('sue', 'supervisor', workspace));
    expect(body).toMatchObject({ effective: 'online', connections: [{ about: away, expiresAt: until }] });
    expect(body['sentence']).toContain(`an app in the background (mobile, safari) counts until ${until}`);
    // Back before its time, and then closed for good: nothing of it is left.
    await world.connections.opened(ana, 'a3', about);
    expect((await world.call('GET', '/me', ana)).body).toMatchObject({ connections: 1 });
    await world.connections.opened(ana, 'a3', away);
    await world.connections.closed(ana, 'a3');
    await world.pass(590_000);
    expect((await world.told(workspace)).slice(2)).toEqual(['ana online']);
    await world.pass(20_000);
    expect((await world.told(workspace)).slice(2)).toEqual(['ana online', 'ana offline']);
  });

  test('P40 coming back and closing the page leaves no time in the background', async () => {
    await world.settle(workspace, { backgroundSeconds: 600 });
    await world.call('PUT', '/me', ana, { status: 'online' });
    await world.connections.opened(ana, 'a1', about);
    await world.connections.opened(ana, 'a1', { ...about, kind: 'background' });
    await world.connections.opened(ana, 'a1', about);
    await world.connections.closed(ana, 'a1');
    await world.pass(10_000);
    expect(await world.told(workspace)).toEqual(['ana online', 'ana offline']);
  });

  test('C3c P38 logging out is immediate, without any grace', async () => {
    await world.call('PUT', '/me', ana, { status: 'online' });
    await world.connections.opened(ana, 'a1');
    expect(await world.call('POST', '/me/logout', ana, { connectionId: 'a1' })).toMatchObject({ status: 204 });
    expect(await world.told(workspace)).toEqual(['ana online', 'ana offline']);
    expect((await world.call('GET', '/me', ana)).body).toMatchObject({ intent: 'online', effective: 'offline' });
  });

  test('C3c logging out after the socket has closed does not wait for the grace either', async () => {
    await world.call('PUT', '/me', ana, { status: 'online' });
    await world.connections.opened(ana, 'a1');
    await world.connections.closed(ana, 'a1');
    await world.call('POST', '/me/logout', ana, { connectionId: 'a1' });
    expect(await world.told(workspace)).toEqual(['ana online', 'ana offline']);
  });

  test('C3c logging out on one device leaves the other; on all of them, none', async () => {
    await world.call('PUT', '/me', ana, { status: 'online' });
    for (const id of ['a1', 'a2', 'a3']) await world.connections.opened(ana, id);
    await world.call('POST', '/me/logout', ana, { connectionId: 'a1' });
    expect((await world.call('GET', '/me', ana)).body).toMatchObject({ effective: 'online', connections: 2 });
    await world.call('POST', '/me/logout', ana, {});
    expect((await world.call('GET', '/me', ana)).body).toMatchObject({ effective: 'offline', connections: 0 });
  });

  test('C3d P35 after the store was emptied, who lives comes back by the next beat, and who is dead is still lost', async () => {
    const ben = principal('ben', 'agent', workspace);
    for (const who of [ana, ben]) {
      await world.call('PUT', '/me', who, { status: 'online' });
      await world.connections.opened(who, `${who.id}1`);
    }
    world.emptyLeases();
    expect(await world.connections.beat(ana, 'ana1')).toBe(false);
    await world.connections.opened(ana, 'ana1', about);
    await world.pass(40_000, [[ana, 'ana1']]);
    expect(await world.told(workspace)).toEqual(['ana online', 'ben online']);
    await world.pass(20_000, [[ana, 'ana1']]);
    expect(await world.told(workspace)).toEqual(['ana online', 'ben online', 'ben offline']);
    expect((await world.call('GET', '/me', ana)).body).toMatchObject({ effective: 'online', connections: 1 });
  });

  test('C3a of a hundred connections that open and close at once, each change is told once', async () => {
    await world.call('PUT', '/me', ana, { status: 'online' });
    const ids = Array.from({ length: 100 }, (_, n) => `a${n}`);
    await Promise.all(ids.map((id) => world.connections.opened(ana, id)));
    await Promise.all(ids.map((id) => world.connections.closed(ana, id)));
    await world.pass(10_000);
    expect(await world.told(workspace)).toEqual(['ana online', 'ana offline']);
  });
});

describe('the grace', () => {
  test('C4a P41 routing is told since when an agent is lost, and of the return like of any other', async () => {
    await world.call('PUT', '/me', ana, { status: 'online' });
    await world.connections.opened(ana, 'a1');
    await world.pass(50_000);
    const lostAt = world.now;
    await world.pass(20_000);
    await world.connections.opened(ana, 'a2');
    const online = { agentId: 'ana', status: 'online' };
    expect((await world.inputs(workspace)).map(dataOf)).toEqual([
      online,
      { agentId: 'ana', status: 'offline', lostAt: expect.any(Number) },
      online,
    ]);
    const [, lost] = await world.inputs(workspace);
    expect(lost && (dataOf(lost) as { lostAt: number }).lostAt).toBeLessThanOrEqual(lostAt);
    expect(lost && (dataOf(lost) as { lostAt: number }).lostAt).toBeGreaterThan(lostAt - 10_000);
  });

  test('C4a who chooses to be offline is not lost', async () => {
    await world.connections.opened(ana, 'a1');
    await world.call('PUT', '/me', ana, { status: 'online' });
    await world.call('PUT', '/me', ana, { status: 'offline' });
    await world.pass(60_000);
    expect((await world.inputs(workspace)).map(dataOf)).toEqual([
      { agentId: 'ana', status: 'online' },
      { agentId: 'ana', status: 'offline' },
    ]);
  });
});

describe('hours', () => {
  test('C2c P37 that open or close change nothing that an agent chose', async () => {
    await world.connections.opened(ana, 'a1');
    await world.call('PUT', '/me', ana, { status: 'busy' });
    const closed = { alwaysOpen: false, timeZone: 'UTC', weekly: {} };
    await world.saved(workspace, 'hours', closed);
    await world.decide(workspace, { type: 'group_hours_changed', data: { groupId: 'g', open: true, until: null } });
    expect((await world.call('GET', '/me', ana)).body).toMatchObject({ intent: 'busy', effective: 'busy' });
    expect(await world.told(workspace)).toEqual(['ana busy']);
  });
});

describe('a visitor', () => {
  test('is connected, and lost with the last beat that was heard', async () => {
    await world.connections.opened(vera, 'v1');
    await world.connections.opened(vera, 'v2');
    await world.pass(60_000);
    expect(await world.told(workspace)).toEqual(['vera visitor_connected', 'vera visitor_lost']);
    const [, lost] = await world.ports.journal.readStream(workspace, 'visitor/vera');
    expect(JSON.parse(lost?.body ?? '')).toEqual({
      visitorId: 'vera',
      lastBeatAt: world.now - 60_000,
      cause: 'lease_expired',
    });
  });

  test('is no agent: the list of agents does not show visitors', async () => {
    await world.connections.opened(vera, 'v1');
    expect((await world.call('GET', '', ana)).body).toEqual({ data: [] });
  });
});

describe('a restart', () => {
  test('C3a P35 drops nobody who comes back in time, and everybody who does not', async () => {
    await world.call('PUT', '/me', ana, { status: 'online' });
    await world.connections.opened(ana, 'a1');
    await world.connections.opened(vera, 'v1');
    await world.stop();
    await world.start();
    expect(await world.connections.beat(ana, 'a1')).toBe(false);
    await world.connections.opened(ana, 'a2');
    await world.pass(40_000, [[ana, 'a2']]);
    expect(await world.told(workspace)).toEqual(['ana online', 'vera visitor_connected']);
    expect((await world.call('GET', '/me', ana)).body).toMatchObject({ effective: 'online', connections: 1 });
    await world.pass(10_000, [[ana, 'a2']]);
    expect(await world.told(workspace)).toEqual(['ana online', 'vera visitor_connected', 'vera visitor_lost']);
  }, 30_000);
});
