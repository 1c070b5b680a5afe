// Changes as two administrators meet them: races, histories with reasons, versions brought back.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ServedSettings } from './testing/served-settings.js';

let served: ServedSettings;
beforeAll(async () => {
  served = await ServedSettings.start();
}, 60_000);
afterAll(() => served.stop(), 60_000);

describe('B-race two administrators', () => {
  test('of two who saw the same version one is taken, and the other gets what a merge needs', async () => {
    const { etag, document } = await served.load('strategy');
    const put = (sub: string, directReturnMinutes: number) =>
      served.call('PUT', 'strategy', { 'if-match': etag }, { ...document, directReturnMinutes }, { sub });
    const answers = await Promise.all([put('ada', 21), put('olga', 22)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const taken = answers.find(({ status }) => status === 200);
    const refused = answers.find(({ status }) => status === 412);
    expect(refused?.body).toMatchObject({ code: 'stale', current: taken?.body });
    const merged = { ...(refused?.body['current'] as { document: object }).document, rampPerMinute: 3 };
    const { version } = refused?.body['current'] as { version: number };
    const again = await served.call('PUT', 'strategy', { 'if-match': `"${version}"` }, merged, { sub: 'olga' });
    expect(again).toMatchObject({ status: 200, body: { version: version + 1, document: merged } });
  });

  test('who removes what somebody has just changed is told what it is now', async () => {
    await served.create('canned-replies/hi', {
      title: 'Hi',
      shortcut: 'hi',
      text: 'Hi!',
      language: null,
      groupIds: [],
    });
    await served.change('canned-replies/hi', { text: 'Hello!' });
    const answer = await served.call('DELETE', 'canned-replies/hi', { 'if-match': '"1"' });
    expect(answer).toMatchObject({ status: 412, body: { current: { version: 2, document: { text: 'Hello!' } } } });
  });
});

describe('B-history of a document', () => {
  test('says who, when, through which request, why, and what changed', async () => {
    const { etag, document } = await served.load('queue');
    const path = `queue?reason=${encodeURIComponent('Ostern: mehr Leute – länger warten')}`;
    const change = { ...document, maxLength: 33, messages: { de: words('Sie sind {{position}}.') } };
    const saved = await served.call('PUT', path, { 'if-match': etag }, change, { sub: 'olga' });
    expect(saved.status).toBe(200);
    const [newest] = (await served.call('GET', 'queue/history')).body.data ?? [];
    expect(newest).toEqual({
      version: saved.body['version'],
      changedAt: '2026-01-12T06:00:00.000Z',
      changedBy: 'olga',
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      reason: 'Ostern: mehr Leute – länger warten',
      restores: null,
      changed: ['/maxLength', '/messages/de'],
      document: saved.body['document'],
    });
  });

  test('a version is answered with what it changed, or with how it differs from another', async () => {
    await served.create('groups/night', { name: 'Night', guide: 'a' });
    await served.change('groups/night', { guide: 'b' });
    await served.change('groups/night', { guide: 'c', name: 'Late' });
    const version = (n: string) => served.call('GET', `groups/night/versions/${n}`);
    expect((await version('3')).body).toMatchObject({
      against: 2,
      changes: [
        { pointer: '/guide', before: 'b', after: 'c' },
        { pointer: '/name', before: 'Night', after: 'Late' },
      ],
    });
    expect((await version('3?against=1')).body).toMatchObject({
      against: 1,
      changes: [{ pointer: '/guide', before: 'a', after: 'c' }, { pointer: '/name' }],
    });
    expect((await version('1')).body['changes']).toEqual(expect.arrayContaining([{ pointer: '/guide', after: 'a' }]));
    for (const nothing of ['4', '0', '-1', 'x', '3?against=9']) expect((await version(nothing)).status).toBe(404);
  });
});

describe('B-restore of a version', () => {
  const restore = (path: string, etag: string, body: object) =>
    served.call('POST', `${path}/restore`, { 'if-match': etag }, body);

  test('version n comes back as the next version, and says so', async () => {
    const { etag: first, document: before } = await served.load('submission');
    const changed = await served.change('submission', { enabled: false });
    const back = await restore('submission', changed.etag ?? '', { version: 1, reason: 'Too strict' });
    expect(first).toBe('"1"');
    expect(back).toMatchObject({ status: 200, etag: '"3"', body: { version: 3, document: before } });
    const [newest] = (await served.call('GET', 'submission/history')).body.data ?? [];
    expect(newest).toMatchObject({ version: 3, restores: 1, reason: 'Too strict', changed: ['/enabled'] });
    const consequences = (await served.inputs()).filter(({ type }) => type === 'group_configured').at(-1)?.data;
    expect(consequences).toMatchObject({ consequences: { full: 'submission' } });
  });

  test('needs the version that was seen', async () => {
    expect(await restore('submission', '"1"', { version: 1 })).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect(await served.call('POST', 'submission/restore', {}, { version: 1 })).toMatchObject({ status: 428 });
  });

  test('what was removed can be brought back', async () => {
    await served.create('groups/old', { name: 'Old', guide: '' });
    await served.call('DELETE', 'groups/old?reason=closed', { 'if-match': '"1"' });
    const back = (version: number) => served.call('POST', 'groups/old/restore', { 'if-none-match': '*' }, { version });
    expect(await back(2)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/version', code: 'removed_there' }] },
    });
    expect(await back(9)).toMatchObject({ status: 422, body: { errors: [{ code: 'unknown_version' }] } });
    expect(await back(1)).toMatchObject({ status: 200, body: { version: 3, document: { name: 'Old' } } });
    const history = (await served.call('GET', 'groups/old/history')).body.data ?? [];
    expect(history.map(({ reason, restores }) => [reason, restores])).toEqual([
      [null, 1],
      ['closed', null],
      [null, null],
    ]);
  });

  test('is refused when what it names is gone', async () => {
    await served.create('groups/gone', { name: 'Gone', guide: '' });
    await served.create('agents/zoe', {
      ...{ name: 'Zoe', email: 'zoe@demo.example', limit: 1, role: 'agent', groupIds: ['gone'] },
    });
    const moved = await served.change('agents/zoe', { groupIds: [] });
    await served.call('DELETE', 'groups/gone', { 'if-match': '"1"' });
    expect(await restore('agents/zoe', moved.etag ?? '', { version: 1 })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/groupIds/0', code: 'unknown_group' }] },
    });
  });

  test('of another workspace is not there', async () => {
    const asker = { workspace: 'elsewhere' };
    const answer = await served.call('POST', 'groups/support/restore', { 'if-match': '"1"' }, { version: 1 }, asker);
    expect(answer.status).toBe(404);
    expect((await served.call('GET', 'groups/support/versions/1', {}, undefined, asker)).status).toBe(404);
  });
});

describe('what is named', () => {
  const support = async () => (await served.load('groups/support')).etag;

  test('B5b a chain names groups that are there, and never leads back', async () => {
    const link = (groupId: string) => ({ groupId, when: 'any', afterSeconds: null });
    await served.create('groups/a', { name: 'A', guide: '' });
    await served.create('groups/b', { name: 'B', guide: '', overflow: [link('a')] });
    await served.create('groups/c', { name: 'C', guide: '', overflow: [link('b')] });
    expect(await served.change('groups/a', { overflow: [link('b'), link('nowhere')] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/overflow/1/groupId', code: 'unknown_group' }] },
    });
    expect(await served.change('groups/a', { overflow: [link('support'), link('c')] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/overflow/1/groupId', code: 'loop' }] },
    });
    expect(await served.change('groups/a', { overflow: [link('a')] })).toMatchObject({
      body: { errors: [{ pointer: '/overflow/0/groupId', code: 'loop' }] },
    });
    expect(await served.change('groups/a', { overflow: [link('support')] })).toMatchObject({ status: 200 });
  });

  test('B7 rules name agents and groups that are there', async () => {
    const rule = (result: object) => ({ id: 'r', name: 'R', enabled: true, conditions: [], result });
    const answer = await served.change('routing-rules', { rules: [rule({ agentId: 'nobody', groupId: 'support' })] });
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/rules/0/result/agentId', code: 'unknown_agent' }] },
    });
    expect(await served.change('routing-rules', { rules: [rule({ agentId: 'ben' })] })).toMatchObject({ status: 200 });
    const { etag } = await served.load('agents/ben');
    expect(await served.call('DELETE', 'agents/ben', { 'if-match': etag })).toMatchObject({
      status: 409,
      body: { code: 'in_use', users: ['routing-rules'] },
    });
  });

  test('B2c B15 a channel names its group; the group stays as long as anybody names it, and they are told', async () => {
    expect(await served.create('channels/shop', channel({ defaultGroupId: 'nowhere' }))).toMatchObject({
      body: { errors: [{ pointer: '/defaultGroupId', code: 'unknown_group' }] },
    });
    expect(await served.create('channels/shop', channel({}))).toMatchObject({ status: 201 });
    const refused = await served.call('DELETE', 'groups/support', { 'if-match': await support() });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'in_use', users: ['agents/ana', 'agents/ben', 'channels/shop', 'channels/web', 'groups/a'] },
    });
    expect(refused.body.detail).toContain('channels/shop');
  });

  test('B15 a site’s key belongs to one channel, over all workspaces', async () => {
    expect(await served.create('channels/twin', channel({}))).toMatchObject({
      body: { errors: [{ pointer: '/siteKey', code: 'duplicate' }] },
    });
    await served.seed('other');
    const elsewhere = (siteKey: string) =>
      served.call('PUT', 'channels/own', { 'if-none-match': '*' }, channel({ siteKey }), { workspace: 'other' });
    expect(await elsewhere('shop-key')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/siteKey', code: 'duplicate' }] },
    });
    expect(await elsewhere('other-key')).toMatchObject({ status: 201 });
    const { etag } = await served.load('channels/shop');
    await served.call('DELETE', 'channels/shop', { 'if-match': etag });
    expect(await served.create('channels/again', channel({}))).toMatchObject({ status: 201 });
  });

  test('B16 a shortcut stands for one reply in each language', async () => {
    const reply = (language: string | null) => ({ title: 'T', shortcut: 'bye', text: 'Bye', language, groupIds: [] });
    await served.create('canned-replies/bye', reply(null));
    expect(await served.create('canned-replies/bye2', reply(null))).toMatchObject({
      body: { errors: [{ pointer: '/shortcut', code: 'duplicate' }] },
    });
    expect(await served.create('canned-replies/tschuess', reply('de'))).toMatchObject({ status: 201 });
  });
});

describe('B7d R14 explaining the rules', () => {
  const rules = [
    rule('vip', [{ field: 'vip', atLeast: 1 }], { priority: 5, groupId: 'sales' }),
    rule('office', [{ field: 'ip', values: ['192.0.2.0/24'] }], { submission: true }),
    rule('night', [{ field: 'hour', days: ['mon'], from: '07:00', to: '08:00' }], { groupId: 'support' }),
  ];
  const explain = async (visitor: object, given?: object) =>
    (await served.call('POST', 'routing-rules/explain', {}, { visitor, ...given })).body;

  test('says which rule counts and why each before it does not', async () => {
    expect((await served.change('routing-rules', { rules })).status).toBe(200);
    expect(await explain({ ip: '::ffff:192.0.2.9' })).toEqual({
      ruleId: 'office',
      result: { groupId: null, agentId: null, priority: 0, skills: {}, mode: null, submission: true },
      tried: [
        {
          ...{ ruleId: 'vip', name: 'vip', why: 'condition_failed', condition: 0, field: 'vip', found: '0' },
          sentence: 'It wants the VIP level to be at least 1; there is “0”.',
        },
      ],
    });
    expect(await explain({ vip: 1 })).toMatchObject({ ruleId: 'vip', tried: [] });
  });

  test('the hour is the workspace’s, now or at a time', async () => {
    // 06:00 UTC on a Monday in January is 07:00 in Berlin.
    expect(await explain({})).toMatchObject({ ruleId: 'night' });
    expect(await explain({ at: '2026-01-12T09:00:00+01:00' })).toMatchObject({ ruleId: null, result: null });
  });

  test('rules may be tried before they are saved', async () => {
    const unsaved = [rule('all', [], { skills: { german: 2 } })];
    expect(await explain({}, { rules: unsaved })).toMatchObject({ ruleId: 'all', result: { skills: { german: 2 } } });
    expect(await explain({}, { rules: [{}] })).toMatchObject({ code: 'invalid_document' });
    for (const at of [
      '2026-02-31T10:00:00Z',
      '2026-13-01T10:00:00Z',
      '2026-01-12T25:00:00Z',
      '2026-01-12T10:00:00+99:00',
    ])
      expect(await explain({ at })).toMatchObject({ errors: [{ pointer: '/visitor/at' }] });
    expect(await explain({ vip: 'high', shoe: 43 })).toMatchObject({
      errors: [{ pointer: '/visitor/vip' }, { pointer: '/visitor/shoe' }],
    });
  });
});

describe('B2b a group with hours of its own', () => {
  const told = async (groupId: string) =>
    (await served.inputs()).filter(({ type, data }) => type === 'group_hours' && data['groupId'] === groupId).at(-1)
      ?.data;
  const nine = Date.UTC(2026, 0, 12, 8);

  test('opens by them, while the others go by the workspace’s', async () => {
    const { document } = await served.load('hours');
    const weekly = { ...(document['weekly'] as object), mon: [{ start: '09:00', end: '12:00' }] };
    const hours = { ...document, alwaysOpen: false, weekly };
    await served.create('groups/morning', { name: 'Morning', guide: '', hours });
    expect(await told('morning')).toEqual({ groupId: 'morning', open: false, until: nine });
    expect(await served.call('GET', 'hours/state?groupId=morning')).toMatchObject({ body: { open: false } });
    expect(await served.call('GET', 'hours/state?groupId=nowhere')).toMatchObject({ status: 404 });
    served.clock.moveTo(nine);
    await until(async () => (await told('morning'))?.['open'] === true);
    expect(await told('morning')).toEqual({ groupId: 'morning', open: true, until: Date.UTC(2026, 0, 12, 11) });
    expect(await told('sales')).toEqual({ groupId: 'sales', open: true, until: null });
    await served.change('groups/morning', { hours: null });
    expect(await told('morning')).toEqual({ groupId: 'morning', open: true, until: null });
  });
});

function rule(id: string, conditions: readonly object[], result: object) {
  return { id, name: id, enabled: true, conditions, result };
}

const words = (text: string) => ({ entry: text, position: text, reassurance: '', warning: '' });

const channel = (change: object) => ({
  ...{ name: 'Shop', enabled: true, siteKey: 'shop-key', allowedOrigins: [], defaultGroupId: 'support', languages: [] },
  look: { title: '', colour: null, side: 'end', logo: null, greeting: '' },
  ...change,
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries === 100) throw new Error('did not come about');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
