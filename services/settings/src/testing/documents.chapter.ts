// Chapter: documents as their clients see them: created, changed, removed, and told to routing.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SeededWorkspace } from './seeded-workspace.js';
import { until, type ServedSettings } from './served-settings.js';

const cleo = { name: 'Cleo', email: 'cleo@demo.example', limit: 2, groupIds: ['support'], role: 'agent' };

export function documents(served: ServedSettings): void {
  describe('documents', () => {
    const workspace = new SeededWorkspace(served, 'documents');
    beforeAll(() => workspace.open());

    aDocument(workspace);
    atOnce(workspace);
    describe('groups and hours', () => {
      groups(workspace);
      hours(served, workspace);
    });
    inTheInterface(served);
  });
}

function aDocument(workspace: SeededWorkspace): void {
  describe('a document', () => {
    life(workspace);
    refusals(workspace);
  });
}

function life(workspace: SeededWorkspace): void {
  test('is created once, changed by those who saw it, and removed', async () => {
    expect(await workspace.call('PUT', 'agents/cleo', {}, cleo)).toMatchObject({
      status: 428,
      body: { code: 'precondition_required' },
    });
    expect(await workspace.call('PUT', 'agents/cleo', { 'if-none-match': '*' }, cleo)).toMatchObject({
      status: 201,
      etag: '"1"',
    });
    expect(await workspace.call('PUT', 'agents/cleo', { 'if-none-match': '*' }, cleo)).toMatchObject({ status: 412 });
    const more = { ...cleo, limit: 5 };
    expect(await workspace.call('PUT', 'agents/cleo', { 'if-match': '"1"' }, more)).toMatchObject({
      status: 200,
      etag: '"2"',
      body: { id: 'cleo', version: 2, changedBy: 'ada', document: more },
    });
    expect(await workspace.call('PUT', 'agents/cleo', { 'if-match': '"1"' }, cleo)).toMatchObject({
      status: 412,
      body: { code: 'stale' },
    });
    expect(await workspace.call('PUT', 'agents/cleo', { 'if-match': '"2"' }, more)).toMatchObject({
      status: 200,
      etag: '"2"',
    });
    expect(await workspace.call('GET', 'agents/cleo', { 'if-none-match': '"2"' })).toMatchObject({
      status: 304,
      body: null,
    });
    expect(await workspace.call('DELETE', 'agents/cleo')).toMatchObject({ status: 428 });
    expect(await workspace.call('DELETE', 'agents/cleo', { 'if-match': '"2"' })).toMatchObject({ status: 204 });
    expect(await workspace.call('GET', 'agents/cleo')).toMatchObject({ status: 404 });
    const history = await workspace.call('GET', 'agents/cleo/history');
    expect(history.body.data?.map(({ version, document }) => [version, document === null])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect(
      (await workspace.inputs())
        .filter(({ data }) => data['agentId'] === 'cleo')
        .map(({ type, data }) => [type, data['limit']]),
    ).toEqual([
      ['agent_configured', 2],
      ['agent_configured', 5],
      ['agent_removed', undefined],
    ]);
  });
}

function refusals(workspace: SeededWorkspace): void {
  test('with faults is refused with their pointers', async () => {
    const fresh = { 'if-none-match': '*' };
    const text = await workspace.call('PUT', 'agents/x', fresh, { ...cleo, limit: '3', boss: true });
    expect(text).toMatchObject({ status: 422 });
    expect(text.body.errors?.map(({ pointer }) => pointer).sort()).toEqual(['/boss', '/limit']);
    const stranger = await workspace.call('PUT', 'agents/x', fresh, { ...cleo, groupIds: ['support', 'gone'] });
    expect(stranger).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/groupIds/1', code: 'unknown_group' }] },
    });
    const range = await workspace.call('PUT', 'agents/x', fresh, { ...cleo, limit: 101, email: 'x' });
    expect(range.body.errors?.map(({ pointer }) => pointer)).toEqual(['/email', '/limit']);
    const { etag, body } = await workspace.call('GET', 'hours');
    const nowhere = { ...(body['document'] as object), timeZone: 'Europe/Berlim' };
    expect(await workspace.call('PUT', 'hours', { 'if-match': etag ?? '' }, nowhere)).toMatchObject({
      body: { errors: [{ pointer: '/timeZone' }] },
    });
  });

  test('of another workspace is not there', async () => {
    expect(await workspace.call('GET', 'agents/ana', {}, undefined, { workspace: 'other' })).toMatchObject({
      status: 404,
    });
    expect((await workspace.call('GET', 'agents', {}, undefined, { workspace: 'other' })).body.data).toEqual([]);
  });

  test('may be read, not changed, by an agent', async () => {
    expect(await workspace.call('GET', 'queue', {}, undefined, { role: 'agent' })).toMatchObject({ status: 200 });
    const { body } = await workspace.call('GET', 'queue');
    expect(
      await workspace.call('PUT', 'queue', { 'if-match': '"1"' }, body['document'], { role: 'agent' }),
    ).toMatchObject({
      status: 403,
    });
  });
}

function atOnce(workspace: SeededWorkspace): void {
  describe('changes at once', () => {
    test('of one document: one is taken', async () => {
      const { etag, body } = await workspace.call('GET', 'strategy');
      const change = (n: number) =>
        workspace.call(
          'PUT',
          'strategy',
          { 'if-match': etag ?? '' },
          { ...(body['document'] as object), directReturnMinutes: 20 + n },
        );
      const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => change(n)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 412)]);
    });

    test('of many documents: each has its own settings version', async () => {
      const save = (n: number) =>
        workspace.call('PUT', `groups/g${n}`, { 'if-none-match': '*' }, { name: `G${n}`, guide: '' });
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => save(n)));
      expect(answers.every(({ status }) => status === 201)).toBe(true);
      const configured = (await workspace.inputs()).filter(
        ({ type, data }) => type === 'group_configured' && /^g\d$/.test(String(data['groupId'])),
      );
      expect(new Set(configured.map(({ data }) => data['settingsVersion'])).size).toBe(10);
    });
  });
}

function groups(workspace: SeededWorkspace): void {
  test('B2c a group with agents stays', async () => {
    expect(await workspace.call('DELETE', 'groups/support', { 'if-match': '"1"' })).toMatchObject({
      status: 409,
      body: { code: 'in_use' },
    });
  });

  test('queue rules reach routing for every group', async () => {
    await workspace.change('queue', { maxLength: 7 });
    const told = (await workspace.inputs()).filter(
      ({ type, data }) => type === 'group_configured' && (data['queue'] as { maxLength: number }).maxLength === 7,
    );
    expect(told.map(({ data }) => data['groupId'])).toEqual(expect.arrayContaining(['sales', 'support']));
  });
}

function hours(served: ServedSettings, workspace: SeededWorkspace): void {
  const toldOfSupport = async () => (await workspace.hoursOf('support')).at(-1);

  test('closed hours close every group, and the state says so', async () => {
    expect((await workspace.call('GET', 'hours/state')).body).toEqual({
      open: true,
      reason: 'always_open',
      nextChangeAt: null,
    });
    const weekly = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    await workspace.change('hours', { alwaysOpen: false, weekly });
    expect((await workspace.call('GET', 'hours/state')).body).toEqual({
      open: false,
      reason: 'outside_hours',
      nextChangeAt: null,
    });
    expect(await toldOfSupport()).toEqual({ groupId: 'support', open: false, until: null });
  });

  test('the clock announces the next opening, and the closing after it', async () => {
    const day = [{ start: '09:00', end: '17:00' }];
    const weekly = { mon: day, tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    await workspace.change('hours', { weekly });
    const opening = Date.UTC(2026, 0, 12, 8);
    const closing = Date.UTC(2026, 0, 12, 16);
    expect(await toldOfSupport()).toEqual({ groupId: 'support', open: false, until: opening });
    served.clock.moveTo(opening);
    await until(async () => (await toldOfSupport())?.['open'] === true);
    expect(await toldOfSupport()).toEqual({ groupId: 'support', open: true, until: closing });
    served.clock.moveTo(closing);
    await until(async () => (await toldOfSupport())?.['open'] === false);
  });

  test('seeding again changes nothing', async () => {
    const before = await workspace.inputs();
    await workspace.seed();
    expect(await workspace.inputs()).toEqual(before);
  });
}

function inTheInterface(served: ServedSettings): void {
  test('the documents stand in the interface’s document', async () => {
    const { paths } = (await (await fetch(`${served.url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { requestBody: { content: Record<string, { schema: Schema }> } }>>;
    };
    type Schema = { properties: Record<string, object>; required: string[] };
    const bodyOf = (path: string) => paths[path]?.['put']?.requestBody.content['application/json']?.schema;
    const agent = bodyOf('/v1/settings/agents/{id}');
    expect(agent?.properties['limit']).toMatchObject({ type: 'integer', minimum: 0, maximum: 100 });
    expect(agent?.required).toEqual(['name', 'email', 'limit', 'groupIds', 'role']);
    expect(Object.keys(bodyOf('/v1/settings/queue')?.properties ?? {})).toContain('maxWaitSeconds');
  });
}
