// Chapter: what the house says by itself, when it does, and how a lock stops it.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS_DEFAULTS, type ConversationDocument } from '@frontdesk/contracts';
import type { ServedConversations } from './served-conversations.js';
import { until, type Talk, type Workspace } from './workspace.js';

const words = (text: string) => ({ enabled: true, texts: { en: text, de: `${text} (de)` } });

export function automatic(house: ServedConversations): void {
  const workspace = house.workspace('automatic');

  describe('F4 what the house says by itself', () => {
    beforeAll(workspace.open);

    causes(workspace);
    silence(house, workspace);
    deadlines(house, workspace);
    locks(house, workspace);
  });
}

const rules = ({ save }: Workspace, change: Partial<ConversationDocument>) =>
  save('conversation', null, { ...SETTINGS_DEFAULTS.conversation, ...change });

/** What it has said in a conversation, by its cause. */
const saidIn = async ({ events }: Workspace, { id, token }: Pick<Talk, 'id' | 'token'>) =>
  (await events(id, token)).flatMap((event) =>
    event.type === 'conversation.message_added' && event.data.automatic !== undefined
      ? [`${event.data.automatic}: ${event.data.text}`]
      : [],
  );

const dueOf = async ({ ports }: Workspace, { id }: Talk) => {
  const sql = 'SELECT timer, epoch FROM deadline WHERE conversation_id = $1';
  return (await ports('conversation').db.query<{ timer: string; epoch: number }[]>(sql, [id]))[0];
};

function causes(workspace: Workspace): void {
  const { act, begin, talk } = workspace;

  it('F4a F4b comes with its cause, in the visitor’s language, and is said by nobody', async () => {
    const welcome = { ...words('Welcome to {{group}}'), when: 'first_ever' as const };
    await rules(workspace, { welcome, connected: { ...words('{{agent}} is here'), when: 'every_time' } });
    const first = await talk({ text: 'Hello', language: 'de-CH' });
    await until(async () => (await saidIn(workspace, first)).length === 2);
    expect(await saidIn(workspace, first)).toEqual(['welcome: Welcome to Support (de)', 'connected: Ana is here (de)']);
    await act(first.id, 'close', first.token);
    const again = { id: (await begin(first.token)).conversationId, token: first.token };
    await until(async () => (await saidIn(workspace, again)).length === 1);
    expect(await saidIn(workspace, again)).toEqual(['connected: Ana is here']);
  });
}

function silence({ clock }: ServedConversations, workspace: Workspace): void {
  const { person, say, talk, told, view } = workspace;

  it('F4b F4c F2a reminds whoever is silent, and closes when nobody answers; the engine hears of it', async () => {
    const ana = await person('ana', 'agent');
    await rules(workspace, {
      agentSlow: { ...words('One moment'), afterSeconds: 30, times: 1 },
      visitorIdle: { ...words('Still there?'), afterSeconds: 30, times: 1 },
      visitorTimeout: { ...words('We close'), afterSeconds: 80 },
      endWords: { ...words('Goodbye'), when: 'always' },
    });
    const quiet = await talk();
    const { id } = quiet;
    await until(async () => (await dueOf(workspace, quiet))?.timer === 'agent_slow');
    clock.advance(30_000);
    await until(async () => (await saidIn(workspace, quiet)).length === 1);
    await say(id, ana);
    clock.advance(30_000);
    await until(async () => (await saidIn(workspace, quiet)).length === 2);
    expect((await view(id, ana)).state).toBe('assigned');
    clock.advance(50_000);
    await until(async () => (await view(id, ana)).state === 'closed');
    expect(await saidIn(workspace, quiet)).toEqual([
      'agent_slow: One moment',
      'visitor_idle: Still there?',
      'visitor_timeout: We close',
    ]);
    expect((await view(id, ana)).closedReason).toBe('visitor_timeout');
    expect(await told(id, 'conversation_closed')).toEqual([{ conversationId: id, by: 'system' }]);
  });
}

function deadlines({ clock }: ServedConversations, workspace: Workspace): void {
  const { person, ports, say, talk } = workspace;

  it('F4c P53 a deadline is a row, set and ended with the facts, and a stale one changes nothing', async () => {
    const ana = await person('ana', 'agent');
    await rules(workspace, { visitorIdle: { ...words('Still there?'), afterSeconds: 600, times: 1 } });
    const first = await talk();
    await say(first.id, ana);
    const { epoch } = (await dueOf(workspace, first)) as { epoch: number };
    expect(await dueOf(workspace, first)).toMatchObject({ timer: 'visitor_idle' });
    await say(first.id, first.token);
    expect(await dueOf(workspace, first)).toBeUndefined();
    // As if another process had left it behind.
    await ports('conversation').db.query(`INSERT INTO deadline VALUES ($1, $2, 'visitor_idle', $3, 1, $4)`, [
      ...[first.id, workspace.id, epoch, new Date(clock.now() - 1_000)],
    ]);
    const other = await talk();
    await rules(workspace, { agentSlow: { ...words('One moment'), afterSeconds: 20, times: 1 } });
    await say(other.id, ana);
    await say(other.id, other.token);
    clock.advance(20_000);
    await until(async () => (await saidIn(workspace, other)).length === 1);
    await until(async () => [undefined, 'agent_slow'].includes((await dueOf(workspace, first))?.timer));
    expect(await saidIn(workspace, first)).not.toContain('visitor_idle: Still there?');
  });
}

function locks({ clock }: ServedConversations, workspace: Workspace): void {
  const { act, events, person, say, talk } = workspace;

  it('F4d a lock stops the times and is seen; unlocked they go on', async () => {
    const [ana, ben, sue] = await Promise.all([
      person('ana', 'agent'),
      person('ben', 'agent'),
      person('sue', 'supervisor'),
    ] as const);
    await rules(workspace, { visitorIdle: { ...words('Still there?'), afterSeconds: 40, times: 1 } });
    const locked = await talk();
    const { id, token } = locked;
    await say(id, ana);
    expect((await act(id, 'lock', ana)).body.locked).toBe(true);
    expect(await dueOf(workspace, locked)).toBeUndefined();
    clock.advance(40_000);
    expect((await act(id, 'lock', ben)).body.code).toBe('not_the_owner');
    expect((await act(id, 'lock', token)).status).toBe(403);
    expect((await events(id, token)).some(({ type }) => type === 'conversation.locked')).toBe(false);
    expect((await act(id, 'unlock', sue)).body.locked).toBeUndefined();
    expect(await saidIn(workspace, locked)).toEqual([]);
    clock.advance(40_000);
    await until(async () => (await saidIn(workspace, locked)).length === 1);
  });
}
