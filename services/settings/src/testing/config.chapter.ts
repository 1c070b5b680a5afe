// Chapter: the configuration as a file, over HTTP: compared, applied as a whole, refused as a whole.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SeededWorkspace, type Answer, type Asker } from './seeded-workspace.js';
import type { ServedSettings } from './served-settings.js';

type File = Record<string, unknown> & { settingsVersion?: number };
type Documents = Record<string, Record<string, unknown>>;

export function config(served: ServedSettings): void {
  describe('B14 the configuration as a file', () => {
    const workspace = new SeededWorkspace(served, 'config');
    beforeAll(() => workspace.open());

    const file = new ConfigFile(workspace);
    compared(file);
    applied(workspace, file);
    refused(file);
    among(workspace, file);
  });
}

class ConfigFile {
  constructor(private readonly workspace: SeededWorkspace) {}

  readonly exported = async (asker: Asker = {}): Promise<File> =>
    (await this.workspace.call('GET', 'export', {}, undefined, asker)).body;

  readonly plan = (file: File): Promise<Answer> => this.workspace.call('POST', 'plan', {}, { file });

  readonly apply = (file: File, rest: object = {}, asker: Asker = {}): Promise<Answer> =>
    this.workspace.call('POST', 'apply', {}, { file, ...rest }, { role: 'owner', ...asker });
}

function compared({ apply, exported, plan }: ConfigFile): void {
  test('B14a what is exported holds every document and asks for nothing', async () => {
    const file = await exported();
    expect(file).toMatchObject({
      frontdesk: 1,
      agents: { ana: { limit: 3 } },
      channels: { web: { siteKey: 'config' } },
      queue: { enabled: true },
      tags: {},
    });
    expect(await plan(file)).toMatchObject({ status: 200, body: { changes: [] } });
    expect(await apply(file)).toMatchObject({ status: 200, body: { changes: [] } });
  });

  test('B14a a plan says what differs and changes nothing', async () => {
    const file = await exported();
    const queue = { ...(file['queue'] as object), maxLength: 7 };
    const answer = await plan({ ...file, queue });
    expect(answer.body).toMatchObject({
      changes: [{ kind: 'queue', id: null, change: 'change', differences: [{ pointer: '/maxLength', after: 7 }] }],
    });
    expect(await exported()).toEqual(file);
  });
}

function applied(workspace: SeededWorkspace, { apply, exported }: ConfigFile): void {
  test('B14b what is applied is as the file says, in an order in which it can be; again it asks for nothing', async () => {
    const file = await exported();
    const { sue: _, ...agents } = file['agents'] as Documents;
    const target = {
      ...file,
      groups: { ...(file['groups'] as Documents), night: { name: 'Night', guide: '', members: { nia: 2 } } },
      agents: {
        ...agents,
        nia: { name: 'Nia', email: 'nia@demo.example', limit: 1, groupIds: ['night'], role: 'agent' },
      },
      'routing-rules': { rules: [{ id: 'r', name: 'R', enabled: true, conditions: [], result: { agentId: 'nia' } }] },
    };
    const before = (await workspace.inputs()).length;
    const applied = await apply(target, { reason: 'Release 12' });
    expect(changesIn(applied)).toEqual([
      'create groups/night',
      'create agents/nia',
      'change routing-rules',
      'remove agents/sue',
    ]);
    expect(await workspace.call('GET', 'agents/nia')).toMatchObject({
      status: 200,
      body: { version: 1, changedBy: 'ada' },
    });
    expect((await workspace.call('GET', 'agents/sue/history')).body.data?.[0]).toMatchObject({ reason: 'Release 12' });
    expect((await workspace.inputs()).slice(before).map(({ type }) => type)).toEqual([
      ...['group_configured', 'group_hours', 'agent_configured', 'agent_removed'],
    ]);
    expect(await apply(target)).toMatchObject({ status: 200, body: { changes: [] } });
    const { settingsVersion: _version, ...rest } = target;
    expect(await apply(rest)).toMatchObject({ body: { changes: [] } });
  });
}

function refused({ apply, exported, plan }: ConfigFile): void {
  test('B14c all or nothing: one fault anywhere, and nothing is changed', async () => {
    const file = await exported();
    const groups = file['groups'] as Documents;
    const wrong = {
      ...file,
      groups: {
        ...groups,
        new: { name: 'New', guide: '', overflow: [{ groupId: 'gone', when: 'any', afterSeconds: null }] },
      },
      queue: { ...(file['queue'] as object), maxLength: 3 },
    };
    expect(await apply(wrong)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/groups/new/overflow/0/groupId', code: 'unknown_group' }] },
    });
    const { support: _, ...others } = groups;
    expect(await apply({ ...file, groups: others, queue: wrong.queue })).toMatchObject({
      status: 409,
      body: { code: 'in_use', users: ['agents/ana', 'agents/ben', 'channels/web'] },
    });
    expect(await exported()).toEqual(file);
  });

  test('B14c every fault of the file is named by its place', async () => {
    const file = { ...(await exported()), frontdesk: 2, colours: {}, agents: { 'a b': {} }, tags: { tags: 7 } };
    const { status, body } = await plan(file);
    expect(status).toBe(422);
    expect([...new Set(body.errors?.map(({ pointer }) => pointer))].sort()).toEqual([
      ...['/file/agents/a b', '/file/agents/a b/email', '/file/agents/a b/groupIds', '/file/agents/a b/limit'],
      ...['/file/agents/a b/name', '/file/agents/a b/role', '/file/colours', '/file/frontdesk', '/file/tags/tags'],
    ]);
  });
}

function among(workspace: SeededWorkspace, { apply, exported }: ConfigFile): void {
  test('B14 a file of older settings is refused, unless it may overwrite', async () => {
    const file = await exported();
    await workspace.change('tags', { tags: [{ id: 'x', name: 'X', colour: 'red', retired: false }] });
    const stale = { ...file, queue: { ...(file['queue'] as object), maxLength: 44 } };
    expect(await apply(stale)).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect((await workspace.load('queue')).document['maxLength']).not.toBe(44);
    expect(changesIn(await apply(stale, { overwrite: true }))).toEqual(['change queue', 'change tags']);
  });

  test('B14 a kind that the file does not name is left alone', async () => {
    const before = await exported();
    const queue = { ...(before['queue'] as object), maxLength: 45 };
    expect(changesIn(await apply({ frontdesk: 1, queue }))).toEqual(['change queue']);
    expect((await exported())['agents']).toEqual(before['agents']);
  });

  test('B14 a file of one workspace makes another like it', async () => {
    const { settingsVersion: _, ...file } = await exported();
    expect(await apply(file, {}, { workspace: 'config-copy' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/channels/web/siteKey', code: 'duplicate' }] },
    });
    const { web } = file['channels'] as Documents;
    const own = { ...file, channels: { web: { ...web, siteKey: 'config-copy' } } };
    expect((await apply(own, {}, { workspace: 'config-copy' })).status).toBe(200);
    const { settingsVersion: _copy, ...copy } = await exported({ workspace: 'config-copy' });
    expect(copy).toEqual(own);
  });
}

const changesIn = ({ body }: Answer): readonly string[] =>
  (body['changes'] as { kind: string; id: string | null; change: string }[]).map(
    ({ kind, id, change }) => `${change} ${kind}${id === null ? '' : `/${id}`}`,
  );
