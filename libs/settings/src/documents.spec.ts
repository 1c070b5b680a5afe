// The rules of the single documents, by example.
import { describe, expect, test } from '@jest/globals';
import {
  completeDocument,
  DEFAULTS,
  documentFaults,
  NAMED_KINDS,
  SINGLE_KINDS,
  WEEKDAYS,
  type DocumentKind,
} from './index.js';

const faults = (kind: DocumentKind, document: unknown) =>
  documentFaults(kind, document).map(({ pointer, code }) => `${pointer} ${code}`);

const queue = { enabled: true, maxLength: 20, maxWaitSeconds: 600, abandonAfterSeconds: 120, message: '' };
const closed = Object.fromEntries(WEEKDAYS.map((day) => [day, []]));
const hours = (monday: unknown, timeZone = 'Europe/Berlin') => ({
  alwaysOpen: false,
  timeZone,
  weekly: { ...closed, mon: monday },
});

describe('queue', () => {
  test('null means no limit', () => {
    expect(faults('queue', { ...queue, maxLength: null, maxWaitSeconds: null })).toEqual([]);
  });
  test('whole numbers only', () => {
    expect(faults('queue', { ...queue, maxLength: 1.5, maxWaitSeconds: '600' })).toEqual([
      '/maxLength not_a_whole_number',
      '/maxWaitSeconds not_a_whole_number',
    ]);
  });
  test('knows its placeholders', () => {
    const message = '{{position}} {{ ahead }}';
    expect(faults('queue', { ...queue, message })).toEqual([]);
  });
  test('refuses a misspelt or open placeholder', () => {
    expect(faults('queue', { ...queue, message: 'You are {{postion}}' })).toEqual(['/message unknown_placeholder']);
    expect(faults('queue', { ...queue, message: 'You are {{position' })).toEqual(['/message open_placeholder']);
  });
});

describe('B1a mode', () => {
  const mode = DEFAULTS.mode;
  test('the default is real-time, and is as it should be', () => {
    expect(faults('mode', mode)).toEqual([]);
    expect(mode).toMatchObject({ mode: 'real_time', assignAmong: 'online', unassignedTimeoutSeconds: null });
  });
  test('channels and groups may be otherwise, each in its own way', () => {
    const mixed = { ...mode, channels: { web: 'asynchronous' }, groups: { vip: 'real_time' } };
    expect(faults('mode', mixed)).toEqual([]);
    expect(faults('mode', { ...mode, groups: { vip: 'later' } })).toEqual(['/groups/vip unknown_choice']);
  });
  test('the words have a language, and the timeout an end', () => {
    const words = { pooled: 'Gleich.', timedOut: '' };
    expect(faults('mode', { ...mode, messages: { de: words } })).toEqual([]);
    expect(faults('mode', { ...mode, messages: { german: words }, unassignedTimeoutSeconds: 0 })).toEqual([
      '/unassignedTimeoutSeconds out_of_range',
      '/messages/german not_a_language',
    ]);
  });
});

describe('hours', () => {
  test('half-open intervals may touch, in any order, up to 24:00', () => {
    const monday = [
      { start: '12:00', end: '24:00' },
      { start: '00:00', end: '12:00' },
    ];
    expect(faults('hours', hours(monday))).toEqual([]);
  });
  test('overlaps are refused where they stand', () => {
    const monday = [
      { start: '11:59', end: '13:00' },
      { start: '09:00', end: '12:00' },
    ];
    expect(faults('hours', hours(monday))).toEqual(['/weekly/mon/0 overlap']);
  });
  test('a long interval overlaps all it covers', () => {
    const monday = [
      { start: '08:00', end: '18:00' },
      { start: '09:00', end: '10:00' },
      { start: '12:00', end: '13:00' },
    ];
    expect(faults('hours', hours(monday))).toEqual(['/weekly/mon/1 overlap', '/weekly/mon/2 overlap']);
  });
  test.each(['9:00', '24:00', '12:60', '12', 'noon', '12:00\n'])('%j is no start', (start) => {
    expect(faults('hours', hours([{ start, end: '24:00' }]))[0]).toMatch('/weekly/mon/0/start');
  });
  test.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5'])('%s looks like a zone', (zone) => {
    expect(faults('hours', hours([], zone))).toEqual([]);
  });
  test.each(['+02:00', 'Berlin time', '', 'Europe/'])('%j is no zone', (zone) => {
    expect(faults('hours', hours([], zone))).toHaveLength(1);
  });
  test('every weekday is there', () => {
    const { sun: _, ...six } = closed;
    expect(faults('hours', { alwaysOpen: true, timeZone: 'UTC', weekly: six })).toEqual(['/weekly/sun missing']);
  });
});

describe('submission and strategy', () => {
  test('each reason has a switch and words', () => {
    const offer = { enabled: true, text: 'Leave us a message.' };
    const all = { enabled: true, outOfHours: offer, nobodyOnline: offer, queueFull: offer, queueTimeout: offer };
    expect(faults('submission', all)).toEqual([]);
    expect(faults('submission', { ...all, queueFull: { enabled: 'yes', text: 1 } })).toEqual([
      '/queueFull/enabled not_a_switch',
      '/queueFull/text not_text',
    ]);
  });
  test.each(['saturation', 'round_robin', 'least_loaded', 'longest_idle'])('B4 %s is a method', (method) => {
    expect(faults('strategy', { method, directReturnMinutes: 10 })).toEqual([]);
  });
  test('others are none', () => {
    expect(faults('strategy', { method: 'random', directReturnMinutes: -1 })).toEqual([
      '/method unknown_choice',
      '/directReturnMinutes out_of_range',
    ]);
  });
});

describe('documents in full', () => {
  test.each(SINGLE_KINDS)('the default %s has no fault', (kind) => {
    expect(faults(kind, DEFAULTS[kind])).toEqual([]);
  });
  test('every kind is named or single, not both', () => {
    expect(new Set([...NAMED_KINDS, ...SINGLE_KINDS]).size).toBe(NAMED_KINDS.length + SINGLE_KINDS.length);
  });
  test('B9 an old submission offers what it offered, asks for what it asked, and tells nobody', () => {
    const offer = { enabled: true, text: 'Leave us a message.' };
    const old = { enabled: true, outOfHours: offer, nobodyOnline: offer, queueFull: offer, queueTimeout: offer };
    const full = completeDocument('submission', old);
    expect(full.outOfHours).toEqual({ ...offer, texts: {} });
    expect(full).toMatchObject({
      ...{ offDuty: full.outOfHours, whileQueued: { enabled: true }, waitedOver: { enabled: false } },
      ...{ forecastOver: { enabled: false }, afterConversation: { enabled: false }, keepFirstMessage: false },
      ...{ form: { mode: 'ticket', templateId: null }, forms: {}, deliver: { emails: [], webhooks: [] } },
      assign: 'group',
    });
    expect(completeDocument('groups', { name: 'G', guide: '', submission: old }).submission).toEqual(full);
  });
  test('B2b an old group inherits everything and overflows nowhere', () => {
    expect(completeDocument('groups', { name: 'Support', guide: '' })).toEqual({
      ...{ name: 'Support', guide: '', picture: null, members: {}, overflow: [] },
      ...{ queue: null, submission: null, hours: null },
    });
  });
  test('B2b a group’s own old queue is completed too', () => {
    expect(completeDocument('groups', { name: 'G', guide: '', queue }).queue).toMatchObject({ ...queue, typing: true });
  });
  test('B8 an old queue warns nobody, asks nobody to keep waiting, and lets everybody write', () => {
    expect(completeDocument('queue', queue)).toMatchObject({
      ...queue,
      ...{ warnBeforeSeconds: null, keepWaiting: 0, maxOvertakes: null, whenFull: 'submission', typing: true },
    });
  });
  test('B4 an old strategy hands over directly, and nobody is familiar', () => {
    expect(completeDocument('strategy', { method: 'saturation', directReturnMinutes: 10 })).toMatchObject({
      ...{ offer: { policy: 'direct', acceptSeconds: 30 }, familiarity: { mode: 'off', days: 7 } },
      ...{ firstResponseSeconds: null, rampPerMinute: null, wrapUpSeconds: 0 },
    });
  });
  test('B7 a rule says in full what it settles, and a condition whether it is turned round', () => {
    const rules = [
      {
        ...{ id: 'r', name: 'R', enabled: true, conditions: [{ field: 'vip', atLeast: 2 } as const] },
        result: { groupId: 'sales' },
      },
    ];
    expect(completeDocument('routing-rules', { rules }).rules[0]).toMatchObject({
      conditions: [{ field: 'vip', atLeast: 2, not: false }],
      result: { groupId: 'sales', agentId: null, priority: 0, skills: {}, mode: null, submission: false },
    });
  });
  test('what is complete is its own completion', () => {
    for (const kind of SINGLE_KINDS) expect(completeDocument(kind, DEFAULTS[kind] as never)).toEqual(DEFAULTS[kind]);
  });
});

describe('B10 B13 B15 B16 what a document may hold', () => {
  test.each<[DocumentKind, unknown]>([
    ['presence', { ...DEFAULTS.presence, agentLost: 'requeue', approval: true, idleBusyMinutes: 15 }],
    [
      'channels',
      {
        ...{ name: 'Shop', enabled: true, siteKey: 'shop_1', defaultGroupId: 'support', languages: ['de', 'pt-BR'] },
        allowedOrigins: ['https://shop.example', 'http://localhost:8080'],
        look: { title: 'Hi', colour: '#1a7f5a', side: 'start', logo: 'https://shop.example/l.png', greeting: 'Hello' },
      },
    ],
    ['canned-replies', { title: 'T', shortcut: 'grüße', text: 'Hallo!', language: 'de', groupIds: ['support'] }],
    ['tags', { tags: [{ id: 'bug', name: 'Bug', colour: 'red', retired: false }] }],
    ['summary-fields', { fields: [{ id: 'k', label: 'K', kind: 'choice', choices: ['a', 'b'], required: true }] }],
    ['messages', { ...DEFAULTS.messages, editSeconds: 0, receipts: { toVisitor: false, toAgent: true } }],
    ['block-list', { what: 'ip_range', value: '192.0.2.0/24', reason: 'Spam', until: '2026-03-01T09:30:00Z' }],
    ['block-list', { what: 'email', value: 'x@spam.example', reason: 'Spam', until: null }],
  ])('%s: %j', (kind, document) => expect(faults(kind, document)).toEqual([]));

  test.each(['2026-02-31T09:30:00Z', '2027-02-29T00:00:00Z', '2026-03-01', '2026-03-01T24:30:00Z'])(
    'nobody is blocked until %s',
    (until) =>
      expect(faults('block-list', { what: 'email', value: 'x@spam.example', reason: 'Spam', until })).toEqual([
        expect.stringMatching(/^\/until not_a/),
      ]),
  );
});
