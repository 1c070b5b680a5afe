// Chapter: schedules as their clients see them: refused as a whole, and explained for any instant.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { REFUSED_SCHEDULES } from './refused-schedules.js';
import { day, hours, night, OFFICE, TOKYO, week } from './schedules.js';
import { SeededWorkspace } from './seeded-workspace.js';
import type { ServedSettings } from './served-settings.js';

export function schedules(served: ServedSettings): void {
  describe('hours', () => {
    const workspace = new SeededWorkspace(served, 'hours');
    beforeAll(() => workspace.open());

    checked(workspace);
    anyInstant(workspace);
  });
}

function checked(workspace: SeededWorkspace): void {
  describe('B11 a schedule is checked as a whole', () => {
    test.each(REFUSED_SCHEDULES)('%s', async (_what, document, pointers) => {
      const { etag, document: before } = await workspace.load('hours');
      const told = (await workspace.inputs()).length;
      const answer = await workspace.call('PUT', 'hours', { 'if-match': etag }, document);
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_document' } });
      expect([...new Set(answer.body.errors?.map(({ pointer }) => pointer))].sort()).toEqual(pointers);
      expect((await workspace.load('hours')).document).toEqual(before);
      expect((await workspace.inputs()).length).toBe(told);
    });

    test('B11 of a group too, with its place in the group', async () => {
      const group = { name: 'Night', guide: '', hours: hours({ timeZone: 'Mars/Base', overrides: [day({})] }) };
      const answer = await workspace.create('groups/night', group);
      expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual(['/hours/timeZone']);
    });

    test('B11 a schedule from before overrides is taken, and answered in full', async () => {
      const { etag } = await workspace.load('hours');
      const answer = await workspace.call(
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
}

function anyInstant(workspace: SeededWorkspace): void {
  describe('H1c the hours at any instant, and what makes them so', () => {
    beforeAll(async () => {
      await workspace.change('hours', OFFICE);
      await workspace.create('groups/tokyo', TOKYO);
    });

    whatDecides(workspace);
    whichInstant(workspace);
  });
}

function whatDecides(workspace: SeededWorkspace): void {
  test('by the week, with the night of the day before', async () => {
    expect(await explain(workspace, { at: '2026-12-19T03:00' })).toMatchObject({
      ...{ at: '2026-12-19T02:00:00.000Z', localTime: '2026-12-19T03:00:00+01:00', timeZone: 'Europe/Berlin' },
      ...{ open: true, reason: 'within_hours', name: null, groupId: null },
      ...{ nextChangeAt: '2026-12-19T05:00:00.000Z', nextChangeLocal: '2026-12-19T06:00:00+01:00' },
      decidedBy: { kind: 'weekly', weekday: 'fri', interval: night },
      sentence:
        'Open at 2026-12-19 03:00 +01:00 (Friday 22:00 to 06:00 of the next day), until 2026-12-19 06:00 +01:00.',
    });
  });
  test('by an override, named', async () => {
    expect(await explain(workspace, { at: '2026-12-24T13:00:00Z' })).toMatchObject({
      ...{ open: false, reason: 'override', name: 'Heiligabend', localTime: '2026-12-24T14:00:00+01:00' },
      ...{ nextChangeAt: '2026-12-25T21:00:00.000Z' },
      decidedBy: { kind: 'override', interval: null, override: { from: '2026-12-24', to: '2026-12-24' } },
    });
  });
  test('of a group with hours of its own, and of one without', async () => {
    expect(await explain(workspace, { at: '2026-12-24T00:00', group: 'tokyo' })).toMatchObject({
      ...{ open: true, reason: 'always_open', nextChangeAt: null, own: true, groupId: 'tokyo' },
      localTime: '2026-12-24T00:00:00+09:00',
    });
    expect(await explain(workspace, { at: '2026-12-24T10:00', group: 'support' })).toMatchObject({
      ...{ open: true, name: 'Heiligabend', own: false, groupId: 'support' },
    });
  });
}

function whichInstant(workspace: SeededWorkspace): void {
  test('now, when no instant is named', async () => {
    expect(await explain(workspace, {})).toMatchObject({
      at: '2026-01-12T06:00:00.000Z',
      localTime: '2026-01-12T07:00:00+01:00',
    });
  });
  test.each(['yesterday', '2026-02-30T10:00', '12:00', '1066-10-14T09:00Z', '9999-12-31T23:59'])(
    '%s is no instant, and it is told how one is written',
    async (at) => {
      expect(await explain(workspace, { at })).toMatchObject({ code: 'invalid_body', errors: [{ pointer: '/at' }] });
    },
  );
  test('of another workspace there is nothing', async () => {
    const answer = await workspace.call('GET', 'hours/explain?group=tokyo', {}, undefined, { workspace: 'other' });
    expect(answer.status).toBe(404);
  });
}

const explain = async (workspace: SeededWorkspace, query: Record<string, string>) =>
  (await workspace.call('GET', `hours/explain?${new URLSearchParams(query).toString()}`)).body;
