// The configuration as a file, over HTTP: compared, applied as a whole, refused as a whole.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ServedSettings } from './testing/served-settings.js';

type File = Record<string, unknown> & { settingsVersion?: number };
type Documents = Record<string, Record<string, unknown>>;

let served: ServedSettings;
beforeAll(async () => {
  served = await ServedSettings.start();
}, 60_000);
afterAll(() => served.stop(), 60_000);

const exported = async (asker = {}): Promise<File> => (await served.call('GET', 'export', {}, undefined, asker)).body;
const plan = (file: File, asker = {}) => served.call('POST', 'plan', {}, { file }, asker);
const apply = (file: File, rest: object = {}, asker = {}) =>
  served.call('POST', 'apply', {}, { file, ...rest }, { role: 'owner', ...asker });
const changesIn = ({ body }: { body: Record<string, unknown> }) =>
  (body['changes'] as { kind: string; id: string | null; change: string }[]).map(
    ({ kind, id, change }) => `${change} ${kind}${id === null ? '' : `/${id}`}`,
  );

describe('B14 the configuration as a file', () => {
  test('B14a what is exported holds every document and asks for nothing', async () => {
    const file = await exported();
    expect(file).toMatchObject({
      frontdesk: 1,
      agents: { ana: { limit: 3 } },
      channels: { web: { siteKey: 'demo' } },
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
    const before = (await served.inputs()).length;
    const applied = await apply(target, { reason: 'Release 12' });
    expect(changesIn(applied)).toEqual([
      'create groups/night',
      'create agents/nia',
      'change routing-rules',
      'remove agents/sue',
    ]);
    expect(await served.call('GET', 'agents/nia')).toMatchObject({
      status: 200,
      body: { version: 1, changedBy: 'ada' },
    });
    expect((await served.call('GET', 'agents/sue/history')).body.data?.[0]).toMatchObject({ reason: 'Release 12' });
    expect((await served.inputs()).slice(before).map(({ type }) => type)).toEqual([
      ...['group_configured', 'group_hours', 'agent_configured', 'agent_removed'],
    ]);
    expect(await apply(target)).toMatchObject({ status: 200, body: { changes: [] } });
    const { settingsVersion: _version, ...rest } = target;
    expect(await apply(rest)).toMatchObject({ body: { changes: [] } });
  });

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

  test('B14 a file of older settings is refused, unless it may overwrite', async () => {
    const file = await exported();
    await served.change('tags', { tags: [{ id: 'x', name: 'X', colour: 'red', retired: false }] });
    const stale = { ...file, queue: { ...(file['queue'] as object), maxLength: 44 } };
    expect(await apply(stale)).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect((await served.load('queue')).document['maxLength']).not.toBe(44);
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
    expect(await apply(file, {}, { workspace: 'copy' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/channels/web/siteKey', code: 'duplicate' }] },
    });
    const { web } = file['channels'] as Documents;
    const own = { ...file, channels: { web: { ...web, siteKey: 'copy' } } };
    expect((await apply(own, {}, { workspace: 'copy' })).status).toBe(200);
    const { settingsVersion: _copy, ...copy } = await exported({ workspace: 'copy' });
    expect(copy).toEqual(own);
  });
});
