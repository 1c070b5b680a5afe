// Choosing a status: the workspace's own, after this chat, with a supervisor's yes, and by doing nothing; and how long
// who was in what.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Principal, RoutingEvent } from '@frontdesk/contracts';
import { ANSWER_WITHIN_MS } from './agents.js';
import { SPANS_FROM_JOURNAL } from './migrations/extend-presence.js';
import { PresenceWorld, principal } from './testing/presence-world.js';

const world = new PresenceWorld();
beforeAll(() => world.start(), 60_000);
afterAll(() => world.end(), 60_000);

let workspace: string;
let ana: Principal;
let sue: Principal;
let count = 0;
beforeEach(async () => {
  workspace = `c${++count}`;
  ana = principal('ana', 'agent', workspace);
  sue = principal('sue', 'supervisor', workspace);
  await world.connections.opened(ana, 'a1');
  await world.call('PUT', '/me', ana, { status: 'online' });
});

const choose = (status: string, more: object = {}, who = ana) => world.call('PUT', '/me', who, { status, ...more });
const mine = async (who = ana) => (await world.call('GET', '/me', who)).body;
const lunch = { id: 'lunch', name: 'Lunch', countsAs: 'busy' } as const;
const away = { id: 'away', name: 'Away', countsAs: 'offline' } as const;
const LUNCH = { id: 'lunch', name: 'Lunch' };

const reason = {} as never;
const assigned = (conversationId: string, agentId = 'ana'): RoutingEvent => ({
  type: 'assigned',
  data: {
    ...{ conversationId, visitorId: 'v', agentId, groupId: 'g', cause: 'arrival', arrivedAt: 0, waitedMs: 0, reason },
  },
});
const released = (conversationId: string, agentId = 'ana'): RoutingEvent => ({
  type: 'released',
  data: { conversationId, agentId, visitorId: 'v' },
});

describe('statuses of the workspace’s own', () => {
  test('C1b can be chosen, count as they say, and routing hears only that', async () => {
    await world.settle(workspace, { statuses: [lunch, away] });
    expect((await world.call('GET', '/statuses', ana)).body).toMatchObject({ data: [lunch, away], approval: false });
    expect(await choose('lunch')).toMatchObject({ status: 200, body: { effective: 'busy', effectiveCustom: LUNCH } });
    expect((await choose('busy')).body).toMatchObject({ effective: 'busy', effectiveCustom: null });
    expect((await choose('away')).body).toMatchObject({ intent: 'offline', intentCustom: { id: 'away' } });
    expect(await world.told(workspace)).toEqual(['ana online', 'ana busy', 'ana offline']);
  });

  test('C1b before anybody has settled any there are the usual breaks', async () => {
    expect((await choose('meeting')).body).toMatchObject({ effectiveCustom: { id: 'meeting', name: 'Meeting' } });
  });

  test('C1b one that is removed while chosen keeps counting, is shown as what it counts as, and can’t be chosen', async () => {
    await world.settle(workspace, { statuses: [lunch] });
    await choose('lunch');
    await world.settle(workspace, { statuses: [] }, 2);
    expect(await mine()).toMatchObject({ effective: 'busy', effectiveCustom: { id: 'lunch', name: null } });
    expect(await choose('lunch', {}, sue)).toMatchObject({ status: 422, body: { code: 'unknown_status' } });
    expect(await world.told(workspace)).toEqual(['ana online', 'ana busy']);
  });
});

describe('after this chat', () => {
  test('C7b P42 comes when the last conversation has ended, and nothing new comes until then', async () => {
    await world.decide(workspace, assigned('1'), assigned('2'));
    const pending = { status: 'busy', custom: { id: 'break', name: 'Break' } };
    expect((await choose('break', { afterChat: true })).body).toMatchObject({ effective: 'busy', pending });
    await world.decide(workspace, released('1'));
    expect(await mine()).toMatchObject({ intent: 'online', pending });
    await world.decide(workspace, released('2'));
    expect(await mine()).toMatchObject({ intent: 'busy', intentCustom: { id: 'break' }, pending: null });
    expect(await world.told(workspace)).toEqual(['ana online', 'ana busy']);
  });

  test('C7b counts at once for who holds nothing', async () => {
    expect((await choose('offline', { afterChat: true })).body).toMatchObject({ intent: 'offline', pending: null });
  });

  test('C7b can be taken back', async () => {
    await world.decide(workspace, assigned('1'));
    await choose('offline', { afterChat: true });
    expect((await world.call('DELETE', '/me/pending', ana)).body).toMatchObject({ effective: 'online', pending: null });
    await world.decide(workspace, released('1'));
    expect(await world.told(workspace)).toEqual(['ana online', 'ana busy', 'ana online']);
  });

  test('C7b a transfer, a return to the queue and a wrap-up are ends and no ends as routing says', async () => {
    await world.decide(workspace, assigned('1'), assigned('2'), assigned('3'));
    await choose('offline', { afterChat: true });
    const transferred = { conversationId: '1', visitorId: 'v', fromAgentId: 'ana', toAgentId: 'ben', groupId: 'g' };
    await world.decide(workspace, { type: 'transferred', data: { ...transferred, arrivedAt: 0, by: 'sue', reason } });
    await world.decide(workspace, {
      type: 'requeued',
      data: { conversationId: '2', fromAgentId: 'ana' } as never,
    });
    const wrapUp = { agentId: 'ana', conversationId: '3' };
    await world.decide(workspace, released('3'), { type: 'wrap_up_started', data: { ...wrapUp, until: 1 } });
    expect(await mine()).toMatchObject({ intent: 'online', effective: 'busy' });
    await world.decide(workspace, { type: 'wrap_up_ended', data: { ...wrapUp, cause: 'elapsed' } });
    expect(await mine()).toMatchObject({ intent: 'offline', pending: null });
  });

  test('C7b a submission offered because the agent was lost is an end, too', async () => {
    await world.decide(workspace, assigned('1'));
    await choose('offline', { afterChat: true });
    await world.decide(workspace, { type: 'submission_offered', data: { conversationId: '1' } as never });
    expect(await mine()).toMatchObject({ intent: 'offline', pending: null });
  });

  test('C7b P42 of the choice and the last end at once, whichever comes first, the choice is carried out', async () => {
    for (let round = 0; round < 5; round++) {
      await choose('online');
      await world.decide(workspace, assigned(`r${round}`));
      await Promise.all([choose('busy', { afterChat: true }), world.decide(workspace, released(`r${round}`))]);
      expect(await mine()).toMatchObject({ intent: 'busy', pending: null });
    }
  });
});

describe('with a supervisor’s yes', () => {
  beforeEach(() => world.settle(workspace, { statuses: [lunch], approval: true }));
  const requestId = async (): Promise<string> => {
    const { request } = await mine();
    return (request as { requestId: string }).requestId;
  };
  const answer = async (how: 'approve' | 'refuse', who: Principal, id: string) =>
    world.call('POST', `/agents/ana/requests/${id}/${how}`, who);

  test('C5a leaving online waits for it', async () => {
    expect(await choose('lunch')).toMatchObject({
      status: 202,
      body: { effective: 'online', request: { custom: LUNCH } },
    });
    expect((await world.call('GET', '/requests', sue)).body).toMatchObject({
      data: [{ agentId: 'ana', custom: LUNCH }],
    });
    expect(await answer('approve', sue, await requestId())).toMatchObject({
      status: 200,
      body: { outcome: 'approved' },
    });
    expect(await mine()).toMatchObject({ effective: 'busy', effectiveCustom: LUNCH, request: null });
    expect((await world.call('GET', '/requests', sue)).body).toEqual({ data: [] });
  });

  test('C5a a supervisor is exempt, and an agent may not answer', async () => {
    await world.connections.opened(sue, 's1');
    await choose('online', {}, sue);
    expect(await choose('busy', {}, sue)).toMatchObject({ status: 200, body: { effective: 'busy' } });
    await choose('busy');
    expect(await answer('approve', ana, await requestId())).toMatchObject({ status: 403 });
  });

  test('C5b refused, withdrawn and timed out leave the agent online', async () => {
    await choose('busy');
    expect(await answer('refuse', sue, await requestId())).toMatchObject({ status: 200 });
    await choose('busy');
    expect((await world.call('DELETE', '/me/request', ana)).body).toMatchObject({ effective: 'online', request: null });
    await choose('busy');
    const late = await requestId();
    await world.pass(ANSWER_WITHIN_MS + 5_000, [[ana, 'a1']]);
    expect(await mine()).toMatchObject({ effective: 'online', request: null });
    const tooLate = {
      status: 409,
      body: { code: 'request_settled', detail: 'Too late: nobody answered this request in time.' },
    };
    expect(await answer('approve', sue, late)).toMatchObject(tooLate);
    expect(await world.told(workspace)).toEqual(['ana online']);
  });

  test('C5b of approvals, refusals, a withdrawal and the time at once exactly one counts; the others are told which', async () => {
    const sam = principal('sam', 'admin', workspace);
    for (let round = 0; round < 10; round++) {
      await choose('online');
      await choose('busy');
      const id = await requestId();
      if (round % 2 === 1) world.now += ANSWER_WITHIN_MS;
      const [yes, no] = await Promise.all([
        answer('approve', sue, id),
        answer('refuse', sam, id),
        world.call('DELETE', '/me/request', ana),
        world.look(),
      ]);
      const outcomes = (await world.facts(workspace, 'ana'))
        .filter(({ type, body }) => type === 'presence.status_change_settled' && body.includes(id))
        .map(({ body }) => (JSON.parse(body) as { outcome: string }).outcome);
      expect(outcomes).toHaveLength(1);
      expect(yes.status).toBe(outcomes[0] === 'approved' ? 200 : 409);
      expect(no.status).toBe(outcomes[0] === 'refused' ? 200 : 409);
      for (const { status, body } of [yes, no]) if (status === 409) expect(body['detail']).toMatch(/^Too late: /);
      expect(await mine()).toMatchObject({ intent: outcomes[0] === 'approved' ? 'busy' : 'online', request: null });
    }
  });

  test('C5b a supervisor who chooses for the agent ends the request with it', async () => {
    await choose('busy');
    const id = await requestId();
    expect((await world.call('PUT', '/agents/ana/status', sue, { status: 'offline' })).body).toMatchObject({
      effective: 'offline',
      request: null,
    });
    expect(await answer('approve', sue, id)).toMatchObject({ status: 409 });
  });

  test('C5a a yes to leaving after this chat waits for its end', async () => {
    await world.decide(workspace, assigned('1'));
    await choose('lunch', { afterChat: true });
    await answer('approve', sue, await requestId());
    expect(await mine()).toMatchObject({ intent: 'online', effective: 'busy', pending: { custom: LUNCH } });
    await world.decide(workspace, released('1'));
    expect(await mine()).toMatchObject({ intent: 'busy', intentCustom: LUNCH });
  });

  test('C5b a request outlives a restart, and its time still runs', async () => {
    await choose('busy');
    await world.stop();
    await world.start();
    await world.connections.opened(ana, 'a2');
    await world.pass(ANSWER_WITHIN_MS + 5_000, [[ana, 'a2']]);
    expect(await mine()).toMatchObject({ effective: 'online', request: null });
  }, 30_000);
});

describe('a supervisor', () => {
  test('C6a may choose for an agent, and the change says so', async () => {
    await world.call('PUT', '/agents/ana/status', sue, { status: 'busy' });
    expect((await world.call('GET', '/agents/ana', sue)).body).toMatchObject({
      effective: 'busy',
      cause: 'supervisor',
    });
    expect(await world.call('PUT', '/agents/nobody/status', sue, { status: 'busy' })).toMatchObject({ status: 404 });
    expect(await world.call('PUT', '/agents/ana/status', sue, { status: 'gone' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/status' }] },
    });
  });
});

describe('idle', () => {
  beforeEach(() => world.settle(workspace, { idleBusyMinutes: 10 }));

  test('C7a becomes busy after its minutes without activity, although the page beats', async () => {
    await world.pass(5 * 60_000, [[ana, 'a1']], true);
    await world.pass(9 * 60_000, [[ana, 'a1']]);
    expect(await mine()).toMatchObject({ effective: 'online', idle: false });
    await world.pass(2 * 60_000, [[ana, 'a1']]);
    expect(await mine()).toMatchObject({ intent: 'online', effective: 'busy', idle: true });
    await world.connections.beat(ana, 'a1', true);
    expect(await mine()).toMatchObject({ effective: 'online', idle: false });
    expect(await world.told(workspace)).toEqual(['ana online', 'ana busy', 'ana online']);
  });

  test('C7a activity on any device counts', async () => {
    await world.connections.opened(ana, 'a2');
    for (let minute = 0; minute < 15; minute++) {
      await world.pass(60_000, [
        [ana, 'a1'],
        [ana, 'a2'],
      ]);
      await world.connections.beat(ana, minute % 2 === 0 ? 'a1' : 'a2', true);
    }
    expect(await world.told(workspace)).toEqual(['ana online']);
  });

  test('C7a the time runs on through a restart of the service', async () => {
    await world.pass(5 * 60_000, [[ana, 'a1']]);
    await world.stop();
    await world.start();
    await world.connections.opened(ana, 'a1');
    await world.pass(11 * 60_000, [[ana, 'a1']]);
    expect(await mine()).toMatchObject({ effective: 'busy', idle: true });
  }, 30_000);

  test('C7a switched off, nobody becomes idle', async () => {
    await world.settle(workspace, { idleBusyMinutes: null }, 2);
    await world.pass(30 * 60_000, [[ana, 'a1']]);
    expect(await world.told(workspace)).toEqual(['ana online']);
  });
});

describe('durations', () => {
  test('C6b equal an independent fold of the log, over any stretch of it', async () => {
    await world.settle(workspace, { statuses: [lunch, away] });
    const began = world.now;
    const steps = ['busy', 'lunch', 'online', 'away', 'lunch', 'busy', 'offline', 'online'];
    for (const [n, status] of steps.entries()) {
      await world.pass((n + 1) * 7_000, [[ana, 'a1']]);
      await choose(status);
    }
    await world.pass(60_000);
    await world.connections.opened(ana, 'a2');
    await world.pass(13_000, [[ana, 'a2']]);
    const facts = await world.facts(workspace, 'ana');
    for (const [from, to] of [
      [began - 1_000, world.now],
      [began + 10_000, began + 100_000],
      [began + 33_333, began + 33_334],
      [world.now - 5_000, world.now + 60_000],
    ] as const) {
      const query = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
      const { body } = await world.call('GET', `/agents/ana/durations?${query}`, ana);
      const answered = (body['data'] as Told[]).map(({ status, custom, ms }) => [`${status}/${custom?.id ?? ''}`, ms]);
      expect(Object.fromEntries(answered)).toEqual(counted(facts, from, Math.min(to, world.now)));
    }
  });

  test('C6b are made again from the journal as they were', async () => {
    for (const status of ['busy', 'break', 'online']) {
      await world.pass(10_000, [[ana, 'a1']]);
      await choose(status);
    }
    await world.pass(60_000);
    const all = 'SELECT * FROM status_span ORDER BY workspace, agent_id, version';
    const before = await world.ports.db.query<unknown[]>(all);
    await world.ports.db.query('DELETE FROM status_span');
    await world.ports.db.query(SPANS_FROM_JOURNAL);
    expect(before.length).toBeGreaterThan(3);
    expect(await world.ports.db.query(all)).toEqual(before);
  });

  test('C6b the sum over all statuses is the whole time', async () => {
    const began = world.now;
    await world.pass(10_000, [[ana, 'a1']]);
    await choose('busy');
    await world.pass(20_000, [[ana, 'a1']]);
    const { body } = await world.call('GET', `/agents/ana/durations?from=${new Date(began).toISOString()}`, ana);
    expect(body['data']).toEqual([
      { status: 'busy', custom: null, ms: 20_000 },
      { status: 'online', custom: null, ms: 10_000 },
    ]);
  });
});

interface Told {
  readonly status: string;
  readonly custom: { readonly id: string } | null;
  readonly ms: number;
}

/** Millisecond by millisecond in thought: for each change, what of the time until the next one lies within. */
function counted(
  facts: readonly { readonly type: string; readonly at: number; readonly body: string }[],
  from: number,
  to: number,
): Record<string, number> {
  const sums: Record<string, number> = {};
  let status: string | null = null;
  let since = 0;
  const until = (at: number) => {
    const ms = Math.min(at, to) - Math.max(since, from);
    if (status !== null && ms > 0) sums[status] = (sums[status] ?? 0) + ms;
  };
  for (const fact of facts.filter(({ type }) => type.endsWith('status_changed'))) {
    const { to: next, toCustom = '' } = JSON.parse(fact.body) as { to: string; toCustom?: string };
    until(fact.at);
    [status, since] = [`${next}/${toCustom}`, fact.at];
  }
  until(to);
  return sums;
}
