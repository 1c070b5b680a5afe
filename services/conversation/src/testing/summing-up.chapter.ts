// Chapter: the summaries that agents owe of a conversation.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationView, Problem } from '@frontdesk/contracts';
import type { ServedConversations } from './served-conversations.js';
import type { Workspace } from './workspace.js';

const field = (id: string, kind: string, required: boolean, choices: readonly string[] = []) => ({
  ...{ id, label: id.toUpperCase(), kind, required, choices },
});
const FIELDS = [field('topic', 'choice', true, ['Parcel', 'Money']), field('minutes', 'number', false)];
const tag = (id: string, retired = false) => ({ id, name: id.toUpperCase(), colour: 'red', retired });

export function summingUp(house: ServedConversations): void {
  const workspace = house.workspace('summing-up');

  describe('F5b summing a conversation up', () => {
    beforeAll(async () => {
      await workspace.open();
      await workspace.save('tags', null, { tags: [tag('late'), tag('old', true)] });
      await workspace.save('summary-fields', null, { fields: FIELDS, beforeClose: false });
    });

    afterwards(workspace);
    wrongly(workspace);
    before(workspace);
  });
}

const sumUp = ({ call }: Workspace, token: string, id: string, body: object) =>
  call<ConversationView & Problem>('PUT', `/v1/conversations/${id}/summary`, token, body);

function afterwards(workspace: Workspace): void {
  const { act, events, person, talk, view } = workspace;

  it('B16 is owed after a close that did not ask for it, said, and seen by staff alone', async () => {
    const ana = await person('ana', 'agent');
    const { id, token } = await talk();
    expect((await view(id, ana)).summaryOwed).toBeUndefined();
    await act(id, 'close', ana);
    expect((await view(id, ana)).summaryOwed).toBe(true);
    const said = { fields: { topic: 'Parcel', minutes: 3 }, tags: ['late'] };
    const { status, body } = await sumUp(workspace, ana, id, said);
    expect([status, body.summaryOwed]).toEqual([200, undefined]);
    const tags = [{ id: 'late', name: 'LATE', colour: 'red' }];
    expect(body.summary).toMatchObject({ fields: { topic: 'Parcel', minutes: 3 }, tags, by: 'ana' });
    expect(await view(id, token)).not.toHaveProperty('summary');
    expect((await events(id, token)).at(-1)).toMatchObject({ type: 'conversation.withheld', data: {} });
  });
}

function wrongly(workspace: Workspace): void {
  const { person, talk } = workspace;

  it('B16 is told what is wrong with it, by pointer', async () => {
    const ana = await person('ana', 'agent');
    const { id } = await talk();
    const wrong = { fields: { minutes: 'three', colour: 'red' }, tags: ['late', 'late', 'old', 'nope'] };
    const { status, body } = await sumUp(workspace, ana, id, wrong);
    expect([status, body.code]).toEqual([422, 'invalid_summary']);
    expect(body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/fields/topic missing',
      '/fields/minutes not_a_number',
      '/fields/colour unknown_field',
      '/tags/1 duplicate',
      '/tags/2 retired',
      '/tags/3 unknown_tag',
    ]);
    const unknown = await sumUp(workspace, ana, id, { fields: { topic: 'Else' } });
    expect(unknown.body.errors?.[0]?.code).toBe('unknown_choice');
    const ben = await person('ben', 'agent');
    expect((await sumUp(workspace, ben, id, { fields: { topic: 'Parcel' } })).status).toBe(403);
    expect((await sumUp(workspace, await person('eve', 'agent', 'elsewhere'), id, {})).status).toBe(404);
  });
}

function before(workspace: Workspace): void {
  const { act, person, save, talk, view } = workspace;

  it('B16 keeps an agent from closing where it is required before; the visitor may leave all the same', async () => {
    await save('summary-fields', null, { fields: FIELDS });
    const ana = await person('ana', 'agent');
    const { id } = await talk();
    const refused = await act(id, 'close', ana);
    expect([refused.status, refused.body.code]).toEqual([409, 'summary_missing']);
    expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual(['/fields/topic']);
    await sumUp(workspace, ana, id, { fields: { topic: 'Money' } });
    expect((await act(id, 'close', ana)).status).toBe(200);
    const other = await talk();
    expect((await act(other.id, 'close', other.token)).status).toBe(200);
    expect((await view(other.id, ana)).summaryOwed).toBe(true);
  });
}
