// Chapter: changes as two administrators meet them: races, histories with reasons, versions brought back.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SeededWorkspace } from './seeded-workspace.js';
import type { ServedSettings } from './served-settings.js';

export function changing(served: ServedSettings): void {
  describe('changes', () => {
    const workspace = new SeededWorkspace(served, 'changing');
    beforeAll(() => workspace.open());

    races(workspace);
    histories(workspace);
    restoring(workspace);
  });
}

function races(workspace: SeededWorkspace): void {
  describe('B-race two administrators', () => {
    test('of two who saw the same version one is taken, and the other gets what a merge needs', async () => {
      const { etag, document } = await workspace.load('strategy');
      const put = (sub: string, directReturnMinutes: number) =>
        workspace.call('PUT', 'strategy', { 'if-match': etag }, { ...document, directReturnMinutes }, { sub });
      const answers = await Promise.all([put('ada', 21), put('olga', 22)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      const taken = answers.find(({ status }) => status === 200);
      const refused = answers.find(({ status }) => status === 412);
      expect(refused?.body).toMatchObject({ code: 'stale', current: taken?.body });
      const merged = { ...(refused?.body['current'] as { document: object }).document, rampPerMinute: 3 };
      const { version } = refused?.body['current'] as { version: number };
      const again = await workspace.call('PUT', 'strategy', { 'if-match': `"${version}"` }, merged, { sub: 'olga' });
      expect(again).toMatchObject({ status: 200, body: { version: version + 1, document: merged } });
    });

    test('who removes what somebody has just changed is told what it is now', async () => {
      await workspace.create('canned-replies/hi', {
        title: 'Hi',
        shortcut: 'hi',
        text: 'Hi!',
        language: null,
        groupIds: [],
      });
      await workspace.change('canned-replies/hi', { text: 'Hello!' });
      const answer = await workspace.call('DELETE', 'canned-replies/hi', { 'if-match': '"1"' });
      expect(answer).toMatchObject({ status: 412, body: { current: { version: 2, document: { text: 'Hello!' } } } });
    });
  });
}

function histories(workspace: SeededWorkspace): void {
  describe('B-history of a document', () => {
    test('says who, when, through which request, why, and what changed', async () => {
      const { etag, document } = await workspace.load('queue');
      const path = `queue?reason=${encodeURIComponent('Ostern: mehr Leute – länger warten')}`;
      const change = { ...document, maxLength: 33, messages: { de: words('Sie sind {{position}}.') } };
      const saved = await workspace.call('PUT', path, { 'if-match': etag }, change, { sub: 'olga' });
      expect(saved.status).toBe(200);
      const [newest] = (await workspace.call('GET', 'queue/history')).body.data ?? [];
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
      await workspace.create('groups/night', { name: 'Night', guide: 'a' });
      await workspace.change('groups/night', { guide: 'b' });
      await workspace.change('groups/night', { guide: 'c', name: 'Late' });
      const version = (n: string) => workspace.call('GET', `groups/night/versions/${n}`);
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
}

function restoring(workspace: SeededWorkspace): void {
  describe('B-restore of a version', () => {
    oneVersion(workspace);
    whatIsGone(workspace);
  });
}

function oneVersion(workspace: SeededWorkspace): void {
  test('version n comes back as the next version, and says so', async () => {
    const { etag: first, document: before } = await workspace.load('submission');
    const changed = await workspace.change('submission', { enabled: false });
    const back = await restore(workspace, 'submission', changed.etag ?? '', { version: 1, reason: 'Too strict' });
    expect(first).toBe('"1"');
    expect(back).toMatchObject({ status: 200, etag: '"3"', body: { version: 3, document: before } });
    const [newest] = (await workspace.call('GET', 'submission/history')).body.data ?? [];
    expect(newest).toMatchObject({ version: 3, restores: 1, reason: 'Too strict', changed: ['/enabled'] });
    const consequences = (await workspace.inputs()).filter(({ type }) => type === 'group_configured').at(-1)?.data;
    expect(consequences).toMatchObject({ consequences: { full: 'submission' } });
  });

  test('needs the version that was seen', async () => {
    expect(await restore(workspace, 'submission', '"1"', { version: 1 })).toMatchObject({
      status: 412,
      body: { code: 'stale' },
    });
    expect(await workspace.call('POST', 'submission/restore', {}, { version: 1 })).toMatchObject({ status: 428 });
  });
}

function whatIsGone(workspace: SeededWorkspace): void {
  test('what was removed can be brought back', async () => {
    await workspace.create('groups/old', { name: 'Old', guide: '' });
    await workspace.call('DELETE', 'groups/old?reason=closed', { 'if-match': '"1"' });
    const back = (version: number) =>
      workspace.call('POST', 'groups/old/restore', { 'if-none-match': '*' }, { version });
    expect(await back(2)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/version', code: 'removed_there' }] },
    });
    expect(await back(9)).toMatchObject({ status: 422, body: { errors: [{ code: 'unknown_version' }] } });
    expect(await back(1)).toMatchObject({ status: 200, body: { version: 3, document: { name: 'Old' } } });
    const history = (await workspace.call('GET', 'groups/old/history')).body.data ?? [];
    expect(history.map(({ reason, restores }) => [reason, restores])).toEqual([
      [null, 1],
      ['closed', null],
      [null, null],
    ]);
  });

  test('is refused when what it names is gone', async () => {
    await workspace.create('groups/gone', { name: 'Gone', guide: '' });
    await workspace.create('agents/zoe', {
      ...{ name: 'Zoe', email: 'zoe@demo.example', limit: 1, role: 'agent', groupIds: ['gone'] },
    });
    const moved = await workspace.change('agents/zoe', { groupIds: [] });
    await workspace.call('DELETE', 'groups/gone', { 'if-match': '"1"' });
    expect(await restore(workspace, 'agents/zoe', moved.etag ?? '', { version: 1 })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/groupIds/0', code: 'unknown_group' }] },
    });
  });

  test('of another workspace is not there', async () => {
    const asker = { workspace: 'elsewhere' };
    const answer = await workspace.call('POST', 'groups/support/restore', { 'if-match': '"1"' }, { version: 1 }, asker);
    expect(answer.status).toBe(404);
    expect((await workspace.call('GET', 'groups/support/versions/1', {}, undefined, asker)).status).toBe(404);
  });
}

const restore = (workspace: SeededWorkspace, path: string, etag: string, body: object) =>
  workspace.call('POST', `${path}/restore`, { 'if-match': etag }, body);

const words = (text: string) => ({ entry: text, position: text, reassurance: '', warning: '' });
