// Chapter: documents that name each other, and what comes of what they say: of rules, and of hours of one’s own.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SeededWorkspace } from './seeded-workspace.js';
import { until, type ServedSettings } from './served-settings.js';

export function naming(served: ServedSettings): void {
  describe('names', () => {
    const workspace = new SeededWorkspace(served, 'naming');
    beforeAll(() => workspace.open());

    names(served, workspace);
    rulesExplained(workspace);
    ownHours(served, workspace);
  });
}

function names(served: ServedSettings, workspace: SeededWorkspace): void {
  describe('what is named', () => {
    chainsAndRules(workspace);
    channelsAndReplies(served, workspace);
  });
}

function chainsAndRules(workspace: SeededWorkspace): void {
  test('B5b a chain names groups that are there, and never leads back', async () => {
    const link = (groupId: string) => ({ groupId, when: 'any', afterSeconds: null });
    await workspace.create('groups/a', { name: 'A', guide: '' });
    await workspace.create('groups/b', { name: 'B', guide: '', overflow: [link('a')] });
    await workspace.create('groups/c', { name: 'C', guide: '', overflow: [link('b')] });
    expect(await workspace.change('groups/a', { overflow: [link('b'), link('nowhere')] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/overflow/1/groupId', code: 'unknown_group' }] },
    });
    expect(await workspace.change('groups/a', { overflow: [link('support'), link('c')] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/overflow/1/groupId', code: 'loop' }] },
    });
    expect(await workspace.change('groups/a', { overflow: [link('a')] })).toMatchObject({
      body: { errors: [{ pointer: '/overflow/0/groupId', code: 'loop' }] },
    });
    expect(await workspace.change('groups/a', { overflow: [link('support')] })).toMatchObject({ status: 200 });
  });

  test('B7 rules name agents and groups that are there', async () => {
    const rule = (result: object) => ({ id: 'r', name: 'R', enabled: true, conditions: [], result });
    const answer = await workspace.change('routing-rules', {
      rules: [rule({ agentId: 'nobody', groupId: 'support' })],
    });
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/rules/0/result/agentId', code: 'unknown_agent' }] },
    });
    expect(await workspace.change('routing-rules', { rules: [rule({ agentId: 'ben' })] })).toMatchObject({
      status: 200,
    });
    const { etag } = await workspace.load('agents/ben');
    expect(await workspace.call('DELETE', 'agents/ben', { 'if-match': etag })).toMatchObject({
      status: 409,
      body: { code: 'in_use', users: ['routing-rules'] },
    });
  });
}

function channelsAndReplies(served: ServedSettings, workspace: SeededWorkspace): void {
  test('B2c B15 a channel names its group; the group stays as long as anybody names it, and they are told', async () => {
    expect(await workspace.create('channels/shop', channel({ defaultGroupId: 'nowhere' }))).toMatchObject({
      body: { errors: [{ pointer: '/defaultGroupId', code: 'unknown_group' }] },
    });
    expect(await workspace.create('channels/shop', channel({}))).toMatchObject({ status: 201 });
    const { etag: seen } = await workspace.load('groups/support');
    const refused = await workspace.call('DELETE', 'groups/support', { 'if-match': seen });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'in_use', users: ['agents/ana', 'agents/ben', 'channels/shop', 'channels/web', 'groups/a'] },
    });
    expect(refused.body.detail).toContain('channels/shop');
  });

  test('B15 a site’s key belongs to one channel, over all workspaces', async () => {
    expect(await workspace.create('channels/twin', channel({}))).toMatchObject({
      body: { errors: [{ pointer: '/siteKey', code: 'duplicate' }] },
    });
    await served.seed('naming-other');
    const elsewhere = (siteKey: string) =>
      workspace.call('PUT', 'channels/own', { 'if-none-match': '*' }, channel({ siteKey }), {
        workspace: 'naming-other',
      });
    expect(await elsewhere('shop-key')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/siteKey', code: 'duplicate' }] },
    });
    expect(await elsewhere('other-key')).toMatchObject({ status: 201 });
    const { etag } = await workspace.load('channels/shop');
    await workspace.call('DELETE', 'channels/shop', { 'if-match': etag });
    expect(await workspace.create('channels/again', channel({}))).toMatchObject({ status: 201 });
  });

  test('B16 a shortcut stands for one reply in each language', async () => {
    const reply = (language: string | null) => ({ title: 'T', shortcut: 'bye', text: 'Bye', language, groupIds: [] });
    await workspace.create('canned-replies/bye', reply(null));
    expect(await workspace.create('canned-replies/bye2', reply(null))).toMatchObject({
      body: { errors: [{ pointer: '/shortcut', code: 'duplicate' }] },
    });
    expect(await workspace.create('canned-replies/tschuess', reply('de'))).toMatchObject({ status: 201 });
  });
}

function rulesExplained(workspace: SeededWorkspace): void {
  describe('B7d R14 explaining the rules', () => {
    const rules = [
      rule('vip', [{ field: 'vip', atLeast: 1 }], { priority: 5, groupId: 'sales' }),
      rule('office', [{ field: 'ip', values: ['192.0.2.0/24'] }], { submission: true }),
      rule('night', [{ field: 'hour', days: ['mon'], from: '07:00', to: '08:00' }], { groupId: 'support' }),
    ];
    const explain = async (visitor: object, given?: object) =>
      (await workspace.call('POST', 'routing-rules/explain', {}, { visitor, ...given })).body;

    test('says which rule counts and why each before it does not', async () => {
      expect((await workspace.change('routing-rules', { rules })).status).toBe(200);
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
}

function ownHours(served: ServedSettings, workspace: SeededWorkspace): void {
  describe('B2b a group with hours of its own', () => {
    const told = async (groupId: string) => (await workspace.hoursOf(groupId)).at(-1);
    const nine = Date.UTC(2026, 0, 12, 8);

    test('opens by them, while the others go by the workspace’s', async () => {
      const { document } = await workspace.load('hours');
      const weekly = { ...(document['weekly'] as object), mon: [{ start: '09:00', end: '12:00' }] };
      const hours = { ...document, alwaysOpen: false, weekly };
      await workspace.create('groups/morning', { name: 'Morning', guide: '', hours });
      expect(await told('morning')).toEqual({ groupId: 'morning', open: false, until: nine });
      expect(await workspace.call('GET', 'hours/state?groupId=morning')).toMatchObject({ body: { open: false } });
      expect(await workspace.call('GET', 'hours/state?groupId=nowhere')).toMatchObject({ status: 404 });
      served.clock.moveTo(nine);
      await until(async () => (await told('morning'))?.['open'] === true);
      expect(await told('morning')).toEqual({ groupId: 'morning', open: true, until: Date.UTC(2026, 0, 12, 11) });
      expect(await told('sales')).toEqual({ groupId: 'sales', open: true, until: null });
      await workspace.change('groups/morning', { hours: null });
      expect(await told('morning')).toEqual({ groupId: 'morning', open: true, until: null });
    });
  });
}

function rule(id: string, conditions: readonly object[], result: object) {
  return { id, name: id, enabled: true, conditions, result };
}

const channel = (change: object) => ({
  ...{ name: 'Shop', enabled: true, siteKey: 'shop-key', allowedOrigins: [], defaultGroupId: 'support', languages: [] },
  look: { title: '', colour: null, side: 'end', logo: null, greeting: '' },
  ...change,
});
