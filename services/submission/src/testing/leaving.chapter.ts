// Chapter: a message that is left, with or without a place in the queue, and the list it stands in.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { visitor, type Asker, type Desk } from './desk.js';
import type { ServedSubmissions } from './served-submissions.js';

const TYPED = { email: 'mia@example.com', text: 'Call me back' };
const V1 = visitor('v1');

/** A conversation of v1's that has been offered a submission. */
const offered = {
  groupId: 'support',
  offer: { reason: 'nobody_online' as const, text: '' },
  visitor: { visitorId: V1.sub, name: '' },
};

export function leaving(house: ServedSubmissions): void {
  describe('leaving a message', () => counted(house.desk('leaving')));

  describe('a place that becomes a submission', () => places(house, house.desk('places')));

  describe('the list', () => listed(house.desk('list'), house.desk('elsewhere')));
}

function counted(desk: Desk): void {
  const leave = (key: string, body: object = {}, who: Asker = V1) => desk.leave({ ...TYPED, ...body }, who, key);

  it('without a conversation counts at once, for the group of the site', async () => {
    const { status, body } = await leave('k1');
    expect(status).toBe(201);
    expect(body.receiptId).toMatch(/^FD(-[0-9A-F]{4}){3}$/);
    expect(body.status).toBe('confirmed');
    const found = (await desk.find()).data.find(({ submissionId }) => submissionId === body.submissionId);
    expect(found).toMatchObject({ ...TYPED, groupId: 'sales', reason: null, conversationId: null, closedAt: null });
  });
  it('is repeated by its key', async () => {
    const [first, again] = await Promise.all([leave('k2'), leave('k2')]);
    expect(again.body).toEqual(first.body);
  });
  it('names every wrong field', async () => {
    const { status, body } = await leave('k3', { email: 'mia', text: ' ' });
    expect([status, body.code]).toEqual([422, 'invalid_submission']);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/email', '/text']);
  });
  it("never takes a stranger's place", async () => {
    desk.conversations.set('c1', offered);
    expect((await leave('k4', { conversationId: 'c1' }, visitor('v2'))).status).toBe(404);
    expect(await desk.asked()).toEqual([]);
  });
}

function places({ clock }: ServedSubmissions, desk: Desk): void {
  const leave = (key: string, conversationId: string) => desk.leave({ ...TYPED, conversationId }, V1, key);
  beforeAll(() => {
    for (const id of ['c1', 'c2', 'c3', 'c4']) desk.conversations.set(id, offered);
  });

  it('is confirmed when the engine gives it up', async () => {
    desk.answer = (data) => ({ type: 'converted', data });
    expect((await leave('p1', 'c1')).body.status).toBe('confirmed');
    expect((await desk.find()).data[0]).toMatchObject({ groupId: 'support', reason: 'nobody_online' });
  });
  it('is withdrawn with its text when an agent came first', async () => {
    desk.answer = (data) => ({ type: 'convert_refused', data: { ...data, reason: 'assigned' } });
    const { body } = await leave('p2', 'c2');
    expect(body.status).toBe('withdrawn');
    const [last] = (await desk.ports.journal.readStream(desk.workspace, body.submissionId)).slice(-1);
    expect(JSON.parse(last?.body ?? '')).toEqual({ conversationId: 'c2', reason: 'assigned', text: TYPED.text });
    expect((await desk.find()).data.map(({ submissionId }) => submissionId)).not.toContain(body.submissionId);
  });
  it('counts all the same when there is nothing left to give up', async () => {
    desk.answer = (data) => ({ type: 'convert_refused', data: { ...data, reason: 'not_open' } });
    expect((await leave('p3', 'c3')).body.status).toBe('confirmed');
  });
  it('is pending while there is no decision, and the same key tells what became of it', async () => {
    desk.answer = () => null;
    const { body } = await clock.advanceWhile(leave('p4', 'c4'), desk.ports.tuning.decisionWaitMs);
    expect(body.status).toBe('pending');
    await desk.decide({ type: 'converted', data: { conversationId: 'c4', submissionId: body.submissionId } });
    expect((await leave('p4', 'c4')).body).toEqual({ ...body, status: 'confirmed' });
  });
}

function listed(desk: Desk, elsewhere: Desk): void {
  it('is paged, belongs to the workspace, and loses what is closed', async () => {
    await desk.left();
    await desk.left();
    const first = await desk.find('?limit=1');
    const second = await desk.find(`?limit=1&cursor=${first.nextCursor}`);
    expect(second.data).toHaveLength(1);
    expect(second.data[0]?.submissionId).not.toBe(first.data[0]?.submissionId);
    expect((await elsewhere.find()).data).toEqual([]);
    const id = first.data[0]?.submissionId ?? '';
    expect((await elsewhere.act(id, 'close')).status).toBe(404);
    const closed = await desk.act(id, 'close');
    expect(closed.body.status).toBe('closed');
    expect((await desk.act(id, 'close')).body).toEqual(closed.body);
    expect((await desk.find('?status=closed')).data).toEqual([closed.body]);
    expect((await desk.find('?limit=1')).data[0]?.submissionId).toBe(second.data[0]?.submissionId);
  });
}
