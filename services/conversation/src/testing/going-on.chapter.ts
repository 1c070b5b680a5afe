// Chapter: how conversations end, and the ways on after the end.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS_DEFAULTS, type ConversationDocument, type Problem, type WayOn } from '@frontdesk/contracts';
import { assigned } from './decisions.js';
import type { ServedConversations } from './served-conversations.js';
import { until, type Talk, type Workspace } from './workspace.js';

export function goingOn(house: ServedConversations): void {
  const workspace = house.workspace('going-on');

  describe('F2 how it ends, and goes on', () => {
    beforeAll(workspace.open);

    leaving(house, workspace);
    windows(workspace);
    refusals(workspace);
    waysOn(workspace);
    reopening(workspace);
    notReopening(workspace);
  });
}

const rules = ({ save }: Workspace, change: Partial<ConversationDocument> = {}) =>
  save('conversation', null, { ...SETTINGS_DEFAULTS.conversation, ...change });

/** Ana's, as the engine has decided; closed by her. */
const closedByAna = async ({ act, person, talk }: Workspace): Promise<Talk> => {
  const over = await talk();
  await act(over.id, 'close', await person('ana', 'agent'));
  return over;
};

function leaving({ clock }: ServedConversations, workspace: Workspace): void {
  const { events, person, talk, view, write } = workspace;

  it('F2a P50 a visitor who has left an agent is waited for, and then it closes', async () => {
    const ana = await person('ana', 'agent');
    await rules(workspace, { visitorLeftSeconds: 50 });
    const { id, visitorId } = await talk();
    const happens = (type: string, data: object = {}) =>
      write('presence', 'presence.events', `presence.${type}`, { visitorId, ...data }, `visitor/${visitorId}`);
    const is = (type: string, times = 1) =>
      until(async () => (await events(id, ana)).filter((one) => one.type === `conversation.${type}`).length === times);
    await happens('visitor_lost', { lastBeatAt: clock.now(), cause: 'lease_expired' });
    await is('visitor_lost');
    clock.advance(49_000);
    await happens('visitor_connected');
    await is('visitor_returned');
    clock.advance(49_000);
    await happens('visitor_lost', { lastBeatAt: clock.now(), cause: 'lease_expired' });
    await is('visitor_lost', 2);
    expect((await view(id, ana)).state).toBe('assigned');
    clock.advance(50_000);
    await until(async () => (await view(id, ana)).state === 'closed');
    expect((await view(id, ana)).closedReason).toBe('visitor_timeout');
  });
}

function windows(workspace: Workspace): void {
  const { begin, session, talk, view } = workspace;

  it('F2a a new window goes on, or closes the old one and begins anew', async () => {
    await rules(workspace);
    const { id, token } = await talk({ text: 'Hello', windowId: 'w1' });
    expect((await begin(token, { windowId: 'w2' })).conversationId).toBe(id);
    await rules(workspace, { newWindow: 'close_and_start' });
    expect((await session({ token, windowId: 'w2' })).conversation).toBeNull();
    expect((await session({ token, windowId: 'w1' })).conversation?.conversationId).toBe(id);
    expect((await begin(token, { windowId: 'w1' })).conversationId).toBe(id);
    expect((await begin(token, { windowId: 'w2' })).conversationId).not.toBe(id);
    expect((await view(id, token)).closedReason).toBe('new_window');
  });
}

function refusals(workspace: Workspace): void {
  const { decide, person, save, talk, view } = workspace;

  it('F2a routing’s refusals have their own reasons: the agent was lost, the visitor is blocked', async () => {
    const ana = await person('ana', 'agent');
    await rules(workspace);
    const closedAs = async (why: 'agent_lost' | 'blocked') => {
      const { id, visitorId } = await talk();
      const { data } = assigned(id, visitorId);
      await decide({ type: 'refused', data: { ...data, why } });
      await until(async () => (await view(id, ana)).state === 'closed');
      return (await view(id, ana)).closedReason;
    };
    expect([await closedAs('agent_lost'), await closedAs('blocked')]).toEqual(['agent_offline', 'blocked']);
  });

  it('F2a blocking a visitor ends what they have open', async () => {
    const ana = await person('ana', 'agent');
    await rules(workspace);
    const { id, token, visitorId } = await talk();
    await save('block-list', 'b9', { what: 'visitor', value: visitorId, reason: 'spec', until: null });
    await until(async () => (await view(id, ana)).closedReason === 'blocked');
    expect((await view(id, token)).waysOn).toBeUndefined();
  });
}

function waysOn(workspace: Workspace): void {
  const { events, person, say, view } = workspace;

  it('F2b P52 a word to a closed conversation is refused with the ways on', async () => {
    await rules(workspace, { reopenMinutes: 10 });
    const { id, token } = await closedByAna(workspace);
    const late = await say(id, token, 'One more thing');
    const { waysOn } = late.body as unknown as Problem & { readonly waysOn: readonly WayOn[] };
    expect([late.status, late.body.code]).toEqual([409, 'conversation_closed']);
    expect(waysOn.map(({ way, href }) => `${way} ${href}`)).toEqual([
      `reopen /v1/conversations/${id}/reopen`,
      'start /v1/conversations',
      'submit /v1/submissions',
    ]);
    expect((await view(id, token)).waysOn).toEqual(waysOn);
    const all = await events(id, await person('ana', 'agent'));
    expect(all.some((e) => e.type === 'conversation.message_added' && e.data.text === 'One more thing')).toBe(false);
  });
}

function reopening(workspace: Workspace): void {
  const { act, decide, say, told, view } = workspace;

  it('F2b P39 opened again it is decided anew, and it is the same conversation', async () => {
    await rules(workspace, { reopenMinutes: 10 });
    const { id, token, visitorId } = await closedByAna(workspace);
    expect((await act(id, 'reopen', token)).status).toBe(200);
    await until(
      async () => (await view(id, token)).state === 'closed' || (await told(id, 'conversation_requested')).length === 2,
    );
    const [first, second] = await told(id, 'conversation_requested');
    const { visitorId: who, channel } = first as { visitorId: string; channel: string };
    expect(second).toMatchObject({ visitorId: who, channel, groupId: 'support' });
    // A decision of its former life is not the answer to this one.
    const { reason, arrivedAt, groupId } = assigned(id, visitorId).data;
    const queued = { conversationId: id, visitorId, groupId, arrivedAt, reason };
    await decide({ type: 'queued', data: { ...queued, priority: 0, position: 1, timeoutAt: null } });
    expect((await say(id, token, 'One more thing')).status).toBe(201);
    expect((await view(id, token)).closedAt).toBeNull();
    expect((await act(id, 'reopen', token)).body.conversationId).toBe(id);
    expect(await told(id, 'conversation_requested')).toHaveLength(2);
  });
}

function notReopening(workspace: Workspace): void {
  const { act, begin, session, view } = workspace;

  it('F2b is not opened again beside another that is open, too late, or by a stranger', async () => {
    await rules(workspace, { reopenMinutes: 10 });
    const { id, token } = await closedByAna(workspace);
    expect((await act(id, 'reopen', (await session()).token)).status).toBe(404);
    const other = await begin(token);
    expect((await act(id, 'reopen', token)).body.code).toBe('conversation_open');
    expect((await view(id, token)).state).toBe('closed');
    await act(other.conversationId, 'close', token);
    await rules(workspace, { reopenMinutes: 0 });
    expect((await act(id, 'reopen', token)).body.code).toBe('not_reopenable');
  });
}
