// Chapter: conversations that agents hand over, with or without somebody's yes.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS_DEFAULTS, type ConversationDocument, type Problem, type TransferList } from '@frontdesk/contracts';
import type { ServedConversations } from './served-conversations.js';
import { until, type Workspace } from './workspace.js';

type Transfer = ConversationDocument['transfer'];

export function handingOver(house: ServedConversations): void {
  const workspace = house.workspace('handing-over');

  describe('F3 handing over', () => {
    beforeAll(async () => {
      await workspace.open();
      const ben = { name: 'Ben', email: '', limit: 1, groupIds: ['support'], role: 'agent' };
      await workspace.save('agents', 'ben', ben);
    });

    atOnce(workspace);
    withAYes(workspace);
    ofMany(workspace);
    lapsing(house, workspace);
    wrongly(workspace);
  });
}

const rules = ({ save }: Workspace, transfer: Transfer = SETTINGS_DEFAULTS.conversation.transfer) =>
  save('conversation', null, { ...SETTINGS_DEFAULTS.conversation, transfer });

const people = ({ person }: Workspace) =>
  Promise.all([person('ana', 'agent'), person('ben', 'agent'), person('sue', 'supervisor')]);

let asked = 0;
const ask = ({ act }: Workspace, id: string, by: string, to: object, key = `t${++asked}`) =>
  act(id, 'transfer', by, to, key);

/** Ana's, which she wants to hand over; the id of her request. */
async function requested(workspace: Workspace, ana: string, to: object) {
  const { id } = await workspace.talk();
  const requestId = (await ask(workspace, id, ana, to)).body.transfer?.requestId ?? '';
  const answer = (by: string, word: string) => workspace.act(id, `transfer/${requestId}/${word}`, by);
  return { id, requestId, answer };
}

function atOnce(workspace: Workspace): void {
  const { decide, events, talk, told, view } = workspace;

  it('F3a F3c asks routing at once where nobody’s yes is needed, with the order that the rules say', async () => {
    const [ana] = await people(workspace);
    await rules(workspace, { approval: 'none', timeoutSeconds: 60, order: 'end' });
    const { id, token } = await talk();
    const asks = () => ask(workspace, id, ana, { agentId: 'ben', note: 'Knows it.' }, 'same');
    const { status, body } = await asks();
    expect(status).toBe(202);
    expect(body.transfer).toMatchObject({ toAgentId: 'ben', toName: 'Ben', note: 'Knows it.', waitsFor: 'none' });
    expect((await asks()).status).toBe(202);
    const requestId = body.transfer?.requestId ?? '';
    expect(await told(id, 'assign_requested')).toEqual([
      { commandId: requestId, conversationId: id, to: { agentId: 'ben' }, by: 'ana', role: 'agent', order: 'end' },
    ]);
    expect((await view(id, token)).transfer).toBeUndefined();
    await decide({
      type: 'command_refused',
      data: { commandId: requestId, conversationId: id, reason: 'at_limit', by: 'ana' },
    });
    await until(async () => (await events(id, ana)).some(({ type }) => type === 'conversation.transfer_failed'));
    expect((await view(id, ana)).transfer).toBeUndefined();
  });
}

function withAYes(workspace: Workspace): void {
  const { call, told } = workspace;

  it('F3b waits for the yes of whom it asks, who finds it among theirs', async () => {
    const [ana, ben] = await people(workspace);
    await rules(workspace, { approval: 'agent', timeoutSeconds: 60, order: 'keep' });
    const { id, requestId, answer } = await requested(workspace, ana, { agentId: 'ben' });
    const listed = async (token: string) =>
      (await call<TransferList>('GET', '/v1/conversations/transfers', token)).body.data.map(
        ({ transfer }) => transfer.requestId,
      );
    expect([await listed(ben), await listed(ana)]).toEqual([[requestId], []]);
    expect((await answer(ana, 'approve')).body.code).toBe('not_asked');
    expect(await told(id, 'assign_requested')).toEqual([]);
    expect((await answer(ben, 'approve')).status).toBe(200);
    expect(await told(id, 'assign_requested')).toHaveLength(1);
    expect((await answer(ben, 'refuse')).body.code).toBe('transfer_over');
    expect(await listed(ben)).toEqual([]);
  });
}

function ofMany(workspace: Workspace): void {
  it('F3b of many who answer at once one is heard, and the others are told', async () => {
    const [ana, , sue] = await people(workspace);
    await rules(workspace, { approval: 'supervisor', timeoutSeconds: 60, order: 'keep' });
    const { id, answer } = await requested(workspace, ana, { groupId: 'support' });
    const answers = await Promise.all([
      answer(sue, 'approve'),
      answer(sue, 'refuse'),
      answer(ana, 'cancel'),
      answer(sue, 'refuse'),
    ]);
    const all = await workspace.events(id, ana);
    expect(all.filter(({ type }) => type === 'conversation.transfer_request_ended')).toHaveLength(1);
    for (const { status, body } of answers) expect(status === 200 || body.code === 'transfer_over').toBe(true);
  });
}

function lapsing({ clock }: ServedConversations, workspace: Workspace): void {
  it('F3b lapses by itself', async () => {
    const [ana] = await people(workspace);
    await rules(workspace, { approval: 'supervisor', timeoutSeconds: 30, order: 'keep' });
    const { id } = await requested(workspace, ana, { agentId: 'ben' });
    clock.advance(30_000);
    await until(async () =>
      (await workspace.events(id, ana)).some(
        (e) => e.type === 'conversation.transfer_request_ended' && e.data.outcome === 'timed_out',
      ),
    );
  });
}

function wrongly(workspace: Workspace): void {
  it('F3a names what is wrong with whom it is to go to', async () => {
    const [ana] = await people(workspace);
    await rules(workspace);
    const { id } = await workspace.talk();
    const pointers = async (body: object) => {
      const answered = await ask(workspace, id, ana, body);
      const { errors }: Problem = answered.body;
      return [answered.status, errors?.map(({ pointer, code }) => `${pointer} ${code}`)];
    };
    expect(await pointers({ agentId: 'nobody' })).toEqual([422, ['/agentId unknown_agent']]);
    expect(await pointers({ groupId: 'none' })).toEqual([422, ['/groupId unknown_group']]);
    expect(await pointers({})).toEqual([422, ['/agentId one_of_both']]);
  });
}
