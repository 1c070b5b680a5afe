// Chapter: whose a submission is, replies both ways, and finding it again.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { OwnSubmission, SubmissionView } from '@frontdesk/contracts';
import { ANA, BEN, DAY, HOUR, MIA, SUE, until, visitor, type Desk } from './desk.js';
import { openGroups } from './groups.js';
import type { ServedSubmissions } from './served-submissions.js';

export function work(house: ServedSubmissions): void {
  describe('G4a whose it is', () => {
    const desk = house.desk('whose');
    beforeAll(() => openGroups(desk));

    assigned(desk);
  });

  describe('replies', () => {
    const desk = house.desk('replies');
    beforeAll(() => openGroups(desk));

    replied(desk);
    openedAgain(house, desk);
  });

  describe('G4d finding', () => {
    const desk = house.desk('finding');
    beforeAll(() => openGroups(desk));

    found(house, desk);
    exported(house, desk);
  });
}

function assigned({ act, left, read, reply }: Desk): void {
  it('of a group: whoever takes it', async () => {
    const id = await left();
    expect((await act(id, 'accept')).body).toMatchObject({ status: 'accepted', assignee: { name: 'Ana' } });
    expect((await act(id, 'accept', BEN)).body.code).toBe('submission_taken');
    expect((await act(id, 'assign', ANA, { agentId: 'ben' })).status).toBe(403);
    expect((await act(id, 'assign', SUE, { agentId: 'nobody' })).body.errors?.[0]?.code).toBe('unknown_agent');
    expect((await act(id, 'assign', SUE, { agentId: 'ben' })).body.assignee).toEqual({ agentId: 'ben', name: 'Ben' });
  });
  it('in turn: the next agent of the group', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) {
      const id = await left({ groupId: 'turns' });
      await until(async () => (await read(id)).assignee !== null);
      ids.push(id);
    }
    const whose = await Promise.all(ids.map(async (id) => (await read(id)).assignee?.agentId));
    expect(whose).toEqual(['ana', 'ben', 'ana']);
  });
  it('by hand: whom a supervisor names, and nobody else', async () => {
    const id = await left({ groupId: 'hand' });
    expect((await act(id, 'accept')).body.code).toBe('assigned_by_hand');
    expect((await reply(id, 'Hello')).body.code).toBe('assigned_by_hand');
    await act(id, 'assign', SUE, { agentId: 'ana' });
    expect((await act(id, 'accept')).body.status).toBe('accepted');
  });
}

function replied({ call, left, own, read, reply }: Desk): void {
  it('G4c go both ways, each once, and are not seen until they are read', async () => {
    const id = await left();
    const first = await reply(id, 'We are looking.', ANA, 'reply-1');
    expect((await reply(id, 'We are looking.', ANA, 'reply-1')).body).toEqual(first.body);
    const { data } = (await call<{ data: OwnSubmission[] }>('GET', '/mine', MIA)).body;
    expect(data.find((one) => one.submissionId === id)).toMatchObject({ unread: 1, status: 'accepted' });
    expect((await own(id)).messages).toMatchObject([{ author: 'agent', name: 'Ana', text: 'We are looking.' }]);
    expect((await own(id)).unread).toBe(0);
    await reply(id, 'Thank you', MIA);
    expect(await read(id)).toMatchObject({
      ...{ waitsForAnswer: true, messages: [{ author: 'agent' }, { author: 'visitor', text: 'Thank you' }] },
    });
    expect((await read(id)).history.map(({ type }) => type)).toEqual([
      ...['submission.received', 'submission.confirmed', 'submission.assigned', 'submission.accepted'],
      ...['submission.replied', 'submission.replied'],
    ]);
  });
  it('G4c are the visitor’s own alone', async () => {
    const id = await left();
    const stranger = visitor('max');
    expect((await call('GET', `/mine/${id}`, stranger)).status).toBe(404);
    expect((await call('POST', `/mine/${id}/replies`, stranger, { text: 'x' })).status).toBe(404);
    expect((await call('GET', `/${id}`, stranger)).status).toBe(403);
  });
}

function openedAgain({ clock }: ServedSubmissions, { act, call, left, own, read, reply, rules }: Desk): void {
  it('G4b G4c open a closed one again for so many days, and it is rated at the end', async () => {
    await rules({ reopenDays: 2 });
    const id = await left();
    await act(id, 'close');
    expect(await own(id)).toMatchObject({ mayRate: true, mayReply: true, status: 'closed' });
    expect((await reply(id, 'One more thing', MIA)).status).toBe(201);
    expect((await read(id)).status).toBe('confirmed');
    await act(id, 'close');
    // Before anybody says anything of ratings it is stars, with or without words.
    const rate = (body: object) => call<OwnSubmission>('POST', `/mine/${id}/rating`, MIA, body);
    expect((await rate({ score: 4, comment: 'Fine.' })).body).toMatchObject({
      rating: { score: 4, comment: 'Fine.' },
    });
    clock.advance(2 * HOUR);
    expect((await rate({ score: 1 })).body.code).toBe('already_rated');
    clock.advance(2 * DAY);
    expect((await own(id)).mayReply).toBe(false);
    expect((await reply(id, 'Still there?', MIA)).body.code).toBe('submission_closed');
    expect((await act(id, 'reopen')).body.status).toBe('confirmed');
  });
}

function found({ clock }: ServedSubmissions, { act, find, left, read }: Desk): void {
  it('goes by words, status, group, agent and time, page by page', async () => {
    const from = new Date(clock.now()).toISOString();
    const one = await left({ text: 'A green 100% bicycle', name: 'Zoë', groupId: 'turns' });
    const two = await left({ text: 'A green car', email: 'zoe@example.com' });
    await until(async () => (await read(one)).assignee !== null);
    const ids = async (query: string) => (await find(`?from=${from}&${query}`)).data.map((each) => each.submissionId);
    expect(await ids('q=green')).toEqual([two, one]);
    expect(await ids('q=green%20zo%C3%AB')).toEqual([one]);
    expect(await ids('q=100%25')).toEqual([one]);
    expect(await ids('q=zoe@')).toEqual([two]);
    expect(await ids('group=turns')).toEqual([one]);
    expect(await ids('agent=none')).toEqual([two]);
    await act(one, 'close');
    expect([await ids('status=open'), await ids('status=closed'), await ids('status=all')]).toEqual([
      ...[[two], [one], [two, one]],
    ]);
    const page = await find(`?from=${from}&status=all&limit=1`);
    expect(page.data[0]?.submissionId).toBe(two);
    expect((await find(`?from=${from}&status=all&limit=1&cursor=${page.nextCursor}`)).data[0]?.submissionId).toBe(one);
    expect(await ids(`to=${from}`)).toEqual([]);
  });
}

function exported({ clock }: ServedSubmissions, { call, left }: Desk): void {
  it('is exported as CSV that no spreadsheet takes for a formula, and as JSON', async () => {
    clock.advance(1000);
    const from = new Date(clock.now()).toISOString();
    await left({ text: '=HYPERLINK("http://evil.example")', name: '@Mia' });
    const exported = (format: string, who = SUE) => call<string>('GET', `/export?format=${format}&from=${from}`, who);
    const csv = (await exported('csv')).body as unknown as string;
    expect(csv).toContain(`,'@Mia,mia@example.com,`);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(csv.trim().split('\r\n')).toHaveLength(2);
    const json = (await exported('json')).body as unknown as SubmissionView[];
    expect(json).toMatchObject([{ text: '=HYPERLINK("http://evil.example")' }]);
    expect((await exported('csv', ANA)).status).toBe(403);
  });
}
