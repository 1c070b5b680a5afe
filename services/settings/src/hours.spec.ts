// Schedules as their clients see them: refused as a whole, explained for any instant, and told to routing in time.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HoursClock } from './hours-clock.js';
import { ServedSettings } from './testing/served-settings.js';

let served: ServedSettings;
beforeAll(async () => {
  served = await ServedSettings.start();
}, 60_000);
afterAll(() => served.stop(), 60_000);

const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const office = [{ start: '09:00', end: '17:00' }];
const hours = (change: object = {}) => ({ alwaysOpen: false, timeZone: 'Europe/Berlin', weekly: week, ...change });
const night = { start: '22:00', end: '06:00' };
const day = (change: object) => ({ name: 'Holiday', from: '2026-12-24', intervals: [], ...change });
const words = { then: 'message', message: 'We close now.', messages: {} };

/** What is wrong in words, the schedule, and where its faults are. */
const CASES: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['no object', 'nine to five', ['']],
  ['empty', {}, ['/alwaysOpen', '/timeZone', '/weekly']],
  ['a zone that is an offset', hours({ timeZone: '+01:00' }), ['/timeZone']],
  ['a zone that nobody knows', hours({ timeZone: 'Europe/Berlim' }), ['/timeZone']],
  ['a week of six days', hours({ weekly: { ...week, sun: undefined } }), ['/weekly/sun']],
  ['a day that is none', hours({ weekly: { ...week, funday: [] } }), ['/weekly/funday']],
  [
    'times in words and beyond midnight',
    hours({ weekly: { ...week, mon: [{ start: 'nine', end: '25:00' }] } }),
    ['/weekly/mon/0/end', '/weekly/mon/0/start'],
  ],
  [
    'a start at the end of the day',
    hours({ weekly: { ...week, mon: [{ start: '24:00', end: '24:00' }] } }),
    ['/weekly/mon/0/start'],
  ],
  [
    'an interval without length',
    hours({ weekly: { ...week, mon: [{ start: '09:00', end: '09:00' }] } }),
    ['/weekly/mon/0/end'],
  ],
  [
    'intervals over each other',
    hours({ weekly: { ...week, mon: [...office, { start: '16:59', end: '18:00' }] } }),
    ['/weekly/mon/1'],
  ],
  [
    'a night into the next morning’s hours',
    hours({ weekly: { ...week, fri: [night], sat: [{ start: '05:00', end: '12:00' }] } }),
    ['/weekly/sat/0'],
  ],
  [
    'the night of Sunday into Monday',
    hours({ weekly: { ...week, sun: [night], mon: [{ start: '00:00', end: '12:00' }] } }),
    ['/weekly/mon/0'],
  ],
  ['a day that is not in the calendar', hours({ overrides: [day({ from: '2026-02-29' })] }), ['/overrides/0/from']],
  [
    'a range backwards',
    hours({ overrides: [day({}), day({ from: '2027-01-02', to: '2027-01-01' })] }),
    ['/overrides/1/to'],
  ],
  [
    'a range of more than a year, every year',
    hours({ overrides: [day({ to: '2028-01-01', yearly: true })] }),
    ['/overrides/0/to'],
  ],
  [
    'an override without name and times',
    hours({ overrides: [{ from: '2026-12-24' }] }),
    ['/overrides/0/intervals', '/overrides/0/name'],
  ],
  [
    'an override over itself',
    hours({ overrides: [day({ intervals: [night, { start: '23:00', end: '24:00' }] })] }),
    ['/overrides/0/intervals/1'],
  ],
  ['one override twice', hours({ overrides: [day({}), day({ name: 'Again' })] }), ['/overrides/1']],
  ['a closing that is none', hours({ closing: { ...words, then: 'lock the door' } }), ['/closing/then']],
  ['a closing with words that nobody wrote', hours({ closing: { ...words, message: '' } }), ['/closing/message']],
  [
    'words in no language',
    hours({ closing: { ...words, messages: { 'de_DE!': 'Tschüss' } } }),
    ['/closing/messages/de_DE!'],
  ],
  [
    'many things at once',
    hours({ alwaysOpen: 'yes', timeZone: '', overrides: [day({ to: 'x' })], x: 1 }),
    ['/alwaysOpen', '/overrides/0/to', '/timeZone', '/x'],
  ],
];

describe('B11 a schedule is checked as a whole', () => {
  test.each(CASES)('%s', async (_what, document, pointers) => {
    const { etag, document: before } = await served.load('hours');
    const told = (await served.inputs()).length;
    const answer = await served.call('PUT', 'hours', { 'if-match': etag }, document);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_document' } });
    expect([...new Set(answer.body.errors?.map(({ pointer }) => pointer))].sort()).toEqual(pointers);
    expect((await served.load('hours')).document).toEqual(before);
    expect((await served.inputs()).length).toBe(told);
  });

  test('B11 of a group too, with its place in the group', async () => {
    const group = { name: 'Night', guide: '', hours: hours({ timeZone: 'Mars/Base', overrides: [day({})] }) };
    const answer = await served.create('groups/night', group);
    expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual(['/hours/timeZone']);
  });

  test('B11 a schedule from before overrides is taken, and answered in full', async () => {
    const { etag } = await served.load('hours');
    const answer = await served.call(
      'PUT',
      'hours',
      { 'if-match': etag },
      hours({ weekly: { ...week, mon: [night] } }),
    );
    expect(answer).toMatchObject({
      status: 200,
      body: { document: { overrides: [], closing: { then: 'finish' }, weekly: { mon: [night] } } },
    });
  });
});

describe('H1c the hours at any instant, and what makes them so', () => {
  const explain = async (query: Record<string, string>) =>
    (await served.call('GET', `hours/explain?${new URLSearchParams(query).toString()}`)).body;

  beforeAll(async () => {
    await served.change('hours', {
      ...hours({ weekly: { ...week, thu: office, fri: [night] } }),
      overrides: [day({ name: 'Heiligabend', intervals: [{ start: '09:00', end: '12:00' }] })],
    });
    await served.create('groups/tokyo', {
      ...{ name: 'Tokyo', guide: '' },
      hours: hours({ timeZone: 'Asia/Tokyo', alwaysOpen: true }),
    });
  });

  test('by the week, with the night of the day before', async () => {
    expect(await explain({ at: '2026-12-19T03:00' })).toMatchObject({
      ...{ at: '2026-12-19T02:00:00.000Z', localTime: '2026-12-19T03:00:00+01:00', timeZone: 'Europe/Berlin' },
      ...{ open: true, reason: 'within_hours', name: null, groupId: null },
      ...{ nextChangeAt: '2026-12-19T05:00:00.000Z', nextChangeLocal: '2026-12-19T06:00:00+01:00' },
      decidedBy: { kind: 'weekly', weekday: 'fri', interval: night },
      sentence:
        'Open at 2026-12-19 03:00 +01:00 (Friday 22:00 to 06:00 of the next day), until 2026-12-19 06:00 +01:00.',
    });
  });
  test('by an override, named', async () => {
    expect(await explain({ at: '2026-12-24T13:00:00Z' })).toMatchObject({
      ...{ open: false, reason: 'override', name: 'Heiligabend', localTime: '2026-12-24T14:00:00+01:00' },
      ...{ nextChangeAt: '2026-12-25T21:00:00.000Z' },
      decidedBy: { kind: 'override', interval: null, override: { from: '2026-12-24', to: '2026-12-24' } },
    });
  });
  test('of a group with hours of its own, and of one without', async () => {
    expect(await explain({ at: '2026-12-24T00:00', group: 'tokyo' })).toMatchObject({
      ...{ open: true, reason: 'always_open', nextChangeAt: null, own: true, groupId: 'tokyo' },
      localTime: '2026-12-24T00:00:00+09:00',
    });
    expect(await explain({ at: '2026-12-24T10:00', group: 'support' })).toMatchObject({
      ...{ open: true, name: 'Heiligabend', own: false, groupId: 'support' },
    });
  });
  test('now, when no instant is named', async () => {
    expect(await explain({})).toMatchObject({ at: '2026-01-12T06:00:00.000Z', localTime: '2026-01-12T07:00:00+01:00' });
  });
  test.each(['yesterday', '2026-02-30T10:00', '12:00', '1066-10-14T09:00Z', '9999-12-31T23:59'])(
    '%s is no instant, and it is told how one is written',
    async (at) => {
      expect(await explain({ at })).toMatchObject({ code: 'invalid_body', errors: [{ pointer: '/at' }] });
    },
  );
  test('of another workspace there is nothing', async () => {
    const answer = await served.call('GET', 'hours/explain?group=tokyo', {}, undefined, { workspace: 'other' });
    expect(answer.status).toBe(404);
  });
});

describe('H1b holidays from a calendar', () => {
  const entry = (uid: string, date: string, name: string, ...more: readonly string[]) =>
    ['BEGIN:VEVENT', `UID:${uid}`, `DTSTART;VALUE=DATE:${date}`, `SUMMARY:${name}`, ...more, 'END:VEVENT'].join('\r\n');
  const calendar = (...entries: readonly string[]) => ['BEGIN:VCALENDAR', ...entries, 'END:VCALENDAR'].join('\r\n');
  const holidays = calendar(
    entry('unity@de', '20201003', 'Tag der Deutschen Einheit', 'RRULE:FREQ=YEARLY'),
    entry('reformation@de', '20261031', 'Reformationstag'),
  );
  const send = (body: object, headers = {}, role = 'admin') =>
    served.call('POST', 'hours/import', headers, body, { role });

  test('a dry run shows what would come, and changes nothing', async () => {
    const { etag, document } = await served.load('hours');
    expect(await send({ calendar: holidays, dryRun: true })).toMatchObject({
      status: 200,
      body: {
        ...{ dryRun: true, changed: [], removed: [], unchanged: 0, notes: [] },
        added: [
          { name: 'Tag der Deutschen Einheit', from: '2020-10-03', yearly: true, uid: 'unity@de', intervals: [] },
          { name: 'Reformationstag', from: '2026-10-31', to: '2026-10-31', yearly: false },
        ],
      },
    });
    expect(await served.load('hours')).toEqual({ etag, document });
  });

  test('the import is one version with its reason; again it is none', async () => {
    const before = (await served.load('hours')).document['overrides'] as object[];
    const answer = await send({ calendar: holidays, reason: 'Holidays 2026' });
    expect(answer).toMatchObject({ status: 200, body: { dryRun: false, added: [{}, {}] } });
    const { etag, document } = await served.load('hours');
    expect(etag).toBe(`"${String(answer.body['version'])}"`);
    expect((document['overrides'] as object[]).slice(0, before.length)).toEqual(before);
    const [newest] = (await served.call('GET', 'hours/history')).body.data ?? [];
    expect(newest).toMatchObject({ reason: 'Holidays 2026', changedBy: 'ada' });
    expect((await send({ calendar: holidays })).body).toMatchObject({
      added: [],
      unchanged: 2,
      version: answer.body['version'],
    });
    expect((await served.load('hours')).etag).toBe(etag);
    const explained = await served.call('GET', 'hours/explain?at=2031-10-03T12:00');
    expect(explained.body).toMatchObject({ open: false, name: 'Tag der Deutschen Einheit' });
  });

  test('a file is sent as it is, and the rest stands in the query', async () => {
    const file = Buffer.from(calendar(entry('epiphany@de', '20270106', 'Heilige Drei Könige')));
    const as = { 'content-type': 'text/calendar; charset=utf-8' };
    const before = await served.load('hours');
    expect(await served.call('POST', 'hours/import?dryRun=true', as, file)).toMatchObject({
      ...{ status: 200, body: { dryRun: true, added: [{ name: 'Heilige Drei Könige', from: '2027-01-06' }] } },
    });
    expect(await served.load('hours')).toEqual(before);
    const support = await served.call('POST', 'hours/import?groupId=support', as, file);
    expect(support.body.errors).toMatchObject([{ pointer: '/groupId', code: 'no_own_hours' }]);
    const answer = await served.call('POST', 'hours/import?reason=Holidays', as, file);
    expect(answer).toMatchObject({ status: 200, body: { dryRun: false, added: [{}] } });
    expect(await served.call('POST', 'hours/import?dryRun=maybe', as, file)).toMatchObject({
      ...{ status: 422, body: { errors: [{ pointer: '/dryRun' }] } },
    });
    expect((await served.call('PUT', 'hours', { ...as, 'if-match': before.etag }, file)).status).toBe(415);
  });

  test('a version that was seen is obeyed', async () => {
    const more = calendar(entry('more@de', '20261101', 'Allerheiligen'));
    expect(await send({ calendar: more }, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'stale' },
    });
    expect(await send({ calendar: more }, { 'if-match': (await served.load('hours')).etag })).toMatchObject({
      status: 200,
    });
  });

  test('into the hours of a group that has its own; of others it is told where to go', async () => {
    const answer = await send({ calendar: holidays, groupId: 'tokyo' });
    expect(answer).toMatchObject({ status: 200, body: { added: [{}, {}] } });
    expect((await served.load('groups/tokyo')).document['hours']).toMatchObject({ overrides: [{}, {}] });
    expect(await send({ calendar: holidays, groupId: 'support' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/groupId', code: 'no_own_hours' }] },
    });
    expect((await send({ calendar: holidays, groupId: 'moon' })).status).toBe(404);
  });

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
    ['a stranger', { calendar: holidays, closed: true }, 422, ['/closed']],
  ])('B11 %s is refused, and nothing is changed', async (_what, body, status, pointers) => {
    const { etag } = await served.load('hours');
    const answer = await send(body);
    const found = [...new Set(answer.body.errors?.map(({ pointer }) => pointer))];
    expect([answer.status, found]).toEqual([status, pointers]);
    expect((await served.load('hours')).etag).toBe(etag);
  });

  test('an agent may not', async () => expect((await send({ calendar: holidays }, {}, 'agent')).status).toBe(403));
});

describe('H2b edits and new zone rules while timers run', () => {
  const told = async () =>
    (await served.inputs())
      .filter(({ type, data }) => type === 'group_hours' && data['groupId'] === 'support')
      .map(({ data }) => [data['open'], data['until'] === null ? null : new Date(Number(data['until'])).toISOString()]);
  const last = async () => (await told()).at(-1);
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    const deadline = Date.now() + 10_000;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error('did not come about');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  /** What an older zone database made of the hours, as it was told. */
  const tellAsOf = (zoneRules: string) =>
    served.ports.db.query(`UPDATE announced_hours SET until = $1 WHERE group_id = ''`, [zoneRules]);

  test('a shorter day is told at once, ends in time, and the old end is nothing any more', async () => {
    served.clock.moveTo(Date.parse('2026-01-12T09:00Z'));
    await served.change('hours', hours({ weekly: { ...week, mon: office } }));
    expect(await last()).toEqual([true, '2026-01-12T16:00:00.000Z']);
    await served.change('hours', { weekly: { ...week, mon: [{ start: '09:00', end: '12:00' }] } });
    expect(await last()).toEqual([true, '2026-01-12T11:00:00.000Z']);
    served.clock.moveTo(Date.parse('2026-01-12T11:00Z'));
    await until(async () => (await last())?.[0] === false);
    expect(await last()).toEqual([false, '2026-01-19T08:00:00.000Z']);
    const count = (await told()).length;
    served.clock.moveTo(Date.parse('2026-01-12T16:00Z'));
    await served.change('hours', { closing: words });
    expect((await told()).slice(count - 1)).toEqual([
      [false, '2026-01-19T08:00:00.000Z'],
      [false, '2026-01-19T08:00:00.000Z'],
    ]);
  });

  test('an override for today closes now and opens again by itself', async () => {
    await served.change('hours', { alwaysOpen: true, overrides: [] });
    expect(await last()).toEqual([true, null]);
    await served.change('hours', { overrides: [day({ name: 'Fire drill', from: '2026-01-12' })] });
    expect(await last()).toEqual([false, '2026-01-12T23:00:00.000Z']);
    expect((await served.call('GET', 'hours/state')).body).toMatchObject({ reason: 'override', name: 'Fire drill' });
    served.clock.moveTo(Date.parse('2026-01-12T23:00Z'));
    await until(async () => (await last())?.[0] === true);
  });

  test('P54 what was told by older zone rules is told again by a new process, once', async () => {
    await served.change('hours', hours({ weekly: { ...week, wed: office } }));
    expect(await last()).toEqual([false, '2026-01-14T08:00:00.000Z']);
    const before = (await told()).length;
    served = await served.restart(Date.parse('2026-01-13T12:00Z'), () => tellAsOf('2026-01-14T07:00Z'));
    await until(async () => (await told()).length > before);
    // Another process looks at the same time: it finds that everything is told.
    const other = new HoursClock(served.ports);
    other.arm('demo');
    served.clock.moveTo(Date.parse('2026-01-13T13:00Z'));
    await other.beforeApplicationShutdown();
    expect((await told()).slice(before)).toEqual([[false, '2026-01-14T08:00:00.000Z']]);
  });

  test('P54 what was missed while nobody ran is told by the first who looks, in the zone of the hours', async () => {
    const before = (await told()).length;
    served = await served.restart(Date.parse('2026-01-14T12:00Z'));
    await until(async () => (await told()).length > before);
    expect((await told()).slice(before)).toEqual([[true, '2026-01-14T16:00:00.000Z']]);
    expect((await served.load('hours')).document).toMatchObject({ timeZone: 'Europe/Berlin' });
  });
});
