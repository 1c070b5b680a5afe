// Chapter: holidays from a calendar, into the hours of the workspace or of a group.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { OFFICE, TOKYO } from './schedules.js';
import { SeededWorkspace, type Answer } from './seeded-workspace.js';
import type { Headers, ServedSettings } from './served-settings.js';

const entry = (uid: string, date: string, name: string, ...more: readonly string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, `DTSTART;VALUE=DATE:${date}`, `SUMMARY:${name}`, ...more, 'END:VEVENT'].join('\r\n');
const calendar = (...entries: readonly string[]) => ['BEGIN:VCALENDAR', ...entries, 'END:VCALENDAR'].join('\r\n');
const publicHolidays = calendar(
  entry('unity@de', '20201003', 'Tag der Deutschen Einheit', 'RRULE:FREQ=YEARLY'),
  entry('reformation@de', '20261031', 'Reformationstag'),
);

type Send = (body: object, headers?: Headers, role?: string) => Promise<Answer>;

export function holidays(served: ServedSettings): void {
  describe('H1b holidays from a calendar', () => {
    const workspace = new SeededWorkspace(served, 'holidays');
    beforeAll(async () => {
      await workspace.open();
      await workspace.change('hours', OFFICE);
      await workspace.create('groups/tokyo', TOKYO);
    });

    const send: Send = (body, headers = {}, role = 'admin') =>
      workspace.call('POST', 'hours/import', headers, body, { role });
    sent(workspace, send);
    sentWhole(workspace);
    obeyed(workspace, send);
    refused(workspace, send);
  });
}

function sent(workspace: SeededWorkspace, send: Send): void {
  test('a dry run shows what would come, and changes nothing', async () => {
    const { etag, document } = await workspace.load('hours');
    expect(await send({ calendar: publicHolidays, dryRun: true })).toMatchObject({
      status: 200,
      body: {
        ...{ dryRun: true, changed: [], removed: [], unchanged: 0, notes: [] },
        added: [
          { name: 'Tag der Deutschen Einheit', from: '2020-10-03', yearly: true, uid: 'unity@de', intervals: [] },
          { name: 'Reformationstag', from: '2026-10-31', to: '2026-10-31', yearly: false },
        ],
      },
    });
    expect(await workspace.load('hours')).toEqual({ etag, document });
  });

  test('the import is one version with its reason; again it is none', async () => {
    const before = (await workspace.load('hours')).document['overrides'] as object[];
    const answer = await send({ calendar: publicHolidays, reason: 'Holidays 2026' });
    expect(answer).toMatchObject({ status: 200, body: { dryRun: false, added: [{}, {}] } });
    const { etag, document } = await workspace.load('hours');
    expect(etag).toBe(`"${String(answer.body['version'])}"`);
    expect((document['overrides'] as object[]).slice(0, before.length)).toEqual(before);
    const [newest] = (await workspace.call('GET', 'hours/history')).body.data ?? [];
    expect(newest).toMatchObject({ reason: 'Holidays 2026', changedBy: 'ada' });
    expect((await send({ calendar: publicHolidays })).body).toMatchObject({
      added: [],
      unchanged: 2,
      version: answer.body['version'],
    });
    expect((await workspace.load('hours')).etag).toBe(etag);
    const explained = await workspace.call('GET', 'hours/explain?at=2031-10-03T12:00');
    expect(explained.body).toMatchObject({ open: false, name: 'Tag der Deutschen Einheit' });
  });
}

function sentWhole(workspace: SeededWorkspace): void {
  test('a file is sent as it is, and the rest stands in the query', async () => {
    const file = Buffer.from(calendar(entry('epiphany@de', '20270106', 'Heilige Drei Könige')));
    const as = { 'content-type': 'text/calendar; charset=utf-8' };
    const before = await workspace.load('hours');
    expect(await workspace.call('POST', 'hours/import?dryRun=true', as, file)).toMatchObject({
      ...{ status: 200, body: { dryRun: true, added: [{ name: 'Heilige Drei Könige', from: '2027-01-06' }] } },
    });
    expect(await workspace.load('hours')).toEqual(before);
    const support = await workspace.call('POST', 'hours/import?groupId=support', as, file);
    expect(support.body.errors).toMatchObject([{ pointer: '/groupId', code: 'no_own_hours' }]);
    const answer = await workspace.call('POST', 'hours/import?reason=Holidays', as, file);
    expect(answer).toMatchObject({ status: 200, body: { dryRun: false, added: [{}] } });
    expect(await workspace.call('POST', 'hours/import?dryRun=maybe', as, file)).toMatchObject({
      ...{ status: 422, body: { errors: [{ pointer: '/dryRun' }] } },
    });
    expect((await workspace.call('PUT', 'hours', { ...as, 'if-match': before.etag }, file)).status).toBe(415);
  });
}

function obeyed(workspace: SeededWorkspace, send: Send): void {
  test('a version that was seen is obeyed', async () => {
    const more = calendar(entry('more@de', '20261101', 'Allerheiligen'));
    expect(await send({ calendar: more }, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'stale' },
    });
    expect(await send({ calendar: more }, { 'if-match': (await workspace.load('hours')).etag })).toMatchObject({
      status: 200,
    });
  });

  test('into the hours of a group that has its own; of others it is told where to go', async () => {
    const answer = await send({ calendar: publicHolidays, groupId: 'tokyo' });
    expect(answer).toMatchObject({ status: 200, body: { added: [{}, {}] } });
    expect((await workspace.load('groups/tokyo')).document['hours']).toMatchObject({ overrides: [{}, {}] });
    expect(await send({ calendar: publicHolidays, groupId: 'support' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/groupId', code: 'no_own_hours' }] },
    });
    expect((await send({ calendar: publicHolidays, groupId: 'moon' })).status).toBe(404);
  });
}

function refused(workspace: SeededWorkspace, send: Send): void {
  test.each<[string, object, number, readonly string[]]>([
    ['no calendar', {}, 422, ['/calendar']],
    ['nonsense', { calendar: 'Easter is on Sunday' }, 422, ['/calendar']],
    [
      'a faulty entry',
      { calendar: calendar(entry('a', '20261003', 'A'), entry('b', '2026', 'B')) },
      422,
      ['/calendar/1'],
    ],
    ['too long a text', { calendar: 'x'.repeat(200_001) }, 422, ['/calendar']],
    [
      'more days than a schedule holds',
      { calendar: calendar(...Array.from({ length: 1001 }, (_, n) => entry(`u${n}`, '20261003', 'A'))) },
      422,
      ['/calendar'],
    ],
    ['a body that is too large', { calendar: 'x'.repeat(300_000) }, 413, []],
    ['a stranger', { calendar: publicHolidays, closed: true }, 422, ['/closed']],
  ])('B11 %s is refused, and nothing is changed', async (_what, body, status, pointers) => {
    const { etag } = await workspace.load('hours');
    const answer = await send(body);
    const found = [...new Set(answer.body.errors?.map(({ pointer }) => pointer))];
    expect([answer.status, found]).toEqual([status, pointers]);
    expect((await workspace.load('hours')).etag).toBe(etag);
  });

  test('an agent may not', async () =>
    expect((await send({ calendar: publicHolidays }, {}, 'agent')).status).toBe(403));
}
