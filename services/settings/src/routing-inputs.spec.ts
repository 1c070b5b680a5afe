// What routing is told of each change.
import { describe, expect, test } from '@jest/globals';
import { completeDocument, DEFAULTS, type SettingsEvent } from '@frontdesk/settings';
import { routingInputs } from './routing-inputs.js';
import { afterEvent, type WorkspaceSettings } from './workspace-settings.js';

const AT = Date.UTC(2026, 0, 12, 10);
const group = completeDocument('groups', { name: 'G', guide: '' });
const agent = completeDocument('agents', {
  name: 'Ana',
  email: 'a@b.c',
  limit: 3,
  groupIds: ['support'],
  role: 'agent',
});
const nobody: WorkspaceSettings = {
  ...DEFAULTS,
  workspace: 'w',
  version: 7,
  created: new Map(),
  versions: new Map(),
  agents: new Map(),
  groups: new Map([
    ['support', group],
    ['sales', group],
  ]),
  channels: new Map(),
  'canned-replies': new Map(),
  'submission-templates': new Map(),
  'block-list': new Map(),
};

const told = (event: SettingsEvent, before = nobody) =>
  routingInputs({ event, before, after: afterEvent(before, event), at: AT });
const saved = (data: object): SettingsEvent =>
  ({ type: 'settings.document_saved', data: { id: null, version: 1, ...data } }) as SettingsEvent;
const withAna: WorkspaceSettings = { ...nobody, agents: new Map([['ana', agent]]), created: new Map([['ana', 4]]) };
const anaSaved = (change: object, before = nobody) =>
  told(saved({ kind: 'agents', id: 'ana', document: { ...agent, ...change } }), before);
const supportSaved = (change: object, before = nobody) =>
  told(saved({ kind: 'groups', id: 'support', document: { ...group, ...change } }), before);
const queueSaved = (change: object, before = nobody) =>
  told(saved({ kind: 'queue', document: { ...DEFAULTS.queue, ...change } }), before);
const strategySaved = (change: object, before = nobody) =>
  told(saved({ kind: 'strategy', document: { ...DEFAULTS.strategy, ...change } }), before);
const submission = (change: object) => saved({ kind: 'submission', document: { ...DEFAULTS.submission, ...change } });

describe('routing is told', () => {
  test('of an agent: limit and groups, no name', () => {
    expect(anaSaved({})).toEqual([
      { type: 'agent_configured', data: { agentId: 'ana', limit: 3, groupIds: ['support'] } },
    ]);
  });
  test('B3b of skills with their levels', () => {
    expect(anaSaved({ skills: { german: 4 } })).toMatchObject([{ data: { skills: { german: 4 } } }]);
  });
  test('B3c of weights by channel', () => {
    expect(anaSaved({ weights: { email: 2, chat: 0 } })).toMatchObject([{ data: { weights: { email: 2, chat: 0 } } }]);
  });
  test('of a new group: its rules and its hours', () => {
    expect(told(saved({ kind: 'groups', id: 'vip', document: group }))).toEqual([
      expect.objectContaining({ type: 'group_configured' }),
      { type: 'group_hours', data: { groupId: 'vip', open: true, until: null } },
    ]);
  });
  test('of queue rules: for every group', () => {
    expect(queueSaved({ maxWaitSeconds: null })).toMatchObject([
      { data: { groupId: 'sales', queue: { enabled: true, maxLength: 20, maxWaitMs: null, abandonAfterMs: 120_000 } } },
      { data: { groupId: 'support' } },
    ]);
  });
  test('of hours: for every group', () => {
    expect(told(saved({ kind: 'hours', document: DEFAULTS.hours })).map(({ type }) => type)).toEqual([
      'group_hours',
      'group_hours',
    ]);
  });
  test('B1 of the mode: once, for the whole workspace', () => {
    const mode = { ...DEFAULTS.mode, mode: 'asynchronous', poolOrder: 'priority', unassignedTimeoutSeconds: 3600 };
    const pool = { among: 'online', order: 'priority', timeoutMs: 3_600_000 };
    expect(told(saved({ kind: 'mode', document: mode }))).toEqual([
      { type: 'mode_configured', data: { settingsVersion: 8, mode: 'asynchronous', pool } },
    ]);
    const mixed = { ...DEFAULTS.mode, channels: { web: 'asynchronous' }, groups: { vip: 'real_time' } };
    expect(told(saved({ kind: 'mode', document: mixed }))).toMatchObject([
      { data: { mode: 'real_time', channels: { web: 'asynchronous' }, groups: { vip: 'real_time' } } },
    ]);
  });
  test('of removals', () => {
    const removed = (kind: 'agents' | 'groups'): SettingsEvent => ({
      type: 'settings.document_removed',
      data: { kind, id: 'support', version: 2 },
    });
    expect(told(removed('agents'))).toEqual([{ type: 'agent_removed', data: { agentId: 'support' } }]);
    expect(told(removed('groups'))).toEqual([{ type: 'group_removed', data: { groupId: 'support' } }]);
  });
  test('of nothing that is for people', () => {
    expect(told(saved({ kind: 'tags', document: { tags: [] } }))).toEqual([]);
    expect(told({ type: 'settings.document_removed', data: { kind: 'channels', id: 'web', version: 2 } })).toEqual([]);
  });
});

describe('B2 a group', () => {
  const own = completeDocument('queue', { ...DEFAULTS.queue, maxLength: 3 });
  const settings = (change: object): WorkspaceSettings => ({
    ...nobody,
    groups: new Map([
      ['support', { ...group, ...change }],
      ['sales', group],
    ]),
  });
  test('B2a members it prefers are told with their agents, and only those that changed', () => {
    const before = {
      ...withAna,
      agents: new Map([
        ['ana', agent],
        ['ben', agent],
      ]),
    };
    const inputs = supportSaved({ members: { ana: 2, ben: 1 } }, before);
    expect(inputs.slice(2)).toEqual([
      {
        type: 'agent_configured',
        data: { agentId: 'ana', limit: 3, groupIds: ['support'], preference: { support: 2 } },
      },
    ]);
  });
  test('G1a with hours of its own is off duty by a switch of its own, else out of hours by that of the house', () => {
    const off = { enabled: false, text: '', texts: {} };
    const before = { ...nobody, submission: { ...DEFAULTS.submission, outOfHours: off } };
    const outOfHours = (change: object, house: WorkspaceSettings) =>
      supportSaved(change, house).flatMap((input) =>
        input.type === 'group_configured' ? [input.data.consequences.outOfHours] : [],
      );
    expect(outOfHours({ guide: 'x' }, before)).toEqual(['message']);
    expect(outOfHours({ hours: DEFAULTS.hours }, before)).toEqual(['submission']);
    const late = { ...nobody, submission: { ...DEFAULTS.submission, offDuty: off } };
    expect(outOfHours({ hours: DEFAULTS.hours }, late)).toEqual(['message']);
    expect(outOfHours({ guide: 'x' }, late)).toEqual(['submission']);
  });
  test('B2b its own queue counts, and a change of the workspace does not reach it', () => {
    expect(supportSaved({ queue: own })[0]).toMatchObject({ data: { queue: { maxLength: 3 } } });
    expect(queueSaved({ maxLength: 9 }, settings({ queue: own }))).toMatchObject([{ data: { groupId: 'sales' } }]);
  });
  test('B2b its own submission rules count', () => {
    const off = { ...DEFAULTS.submission, enabled: false };
    expect(supportSaved({ submission: off })[0]).toMatchObject({ data: { consequences: { full: 'message' } } });
  });
  test('B2b its own hours count', () => {
    const closed = { ...DEFAULTS.hours, alwaysOpen: false };
    expect(supportSaved({ hours: closed })[1]).toEqual({
      type: 'group_hours',
      data: { groupId: 'support', open: false, until: null },
    });
    expect(told(saved({ kind: 'hours', document: DEFAULTS.hours }), settings({ hours: closed }))).toHaveLength(1);
  });
  test('B5b its chain goes in order, with the seconds of those who waited', () => {
    const overflow = [
      { groupId: 'sales', when: 'all_full', afterSeconds: null },
      { groupId: 'sales', when: 'waited', afterSeconds: 90 },
    ];
    expect(supportSaved({ overflow })[0]).toMatchObject({
      data: {
        overflow: [
          { groupId: 'sales', when: 'all_full' },
          { groupId: 'sales', when: 'waited', afterMs: 90_000 },
        ],
      },
    });
  });
});

describe('H3a closing time', () => {
  const hours = (then: string) => ({
    ...DEFAULTS.hours,
    alwaysOpen: false,
    closing: { then, message: 'Bye', messages: {} },
  });
  const hoursSaved = (then: string, before = nobody) => told(saved({ kind: 'hours', document: hours(then) }), before);

  test('H3a is told with the rules of each group that has the workspace’s hours, before the hours themselves', () => {
    expect(hoursSaved('submission').map(({ type }) => type)).toEqual([
      ...['group_configured', 'group_configured', 'group_hours', 'group_hours'],
    ]);
    expect(hoursSaved('submission')[0]).toMatchObject({ data: { groupId: 'sales', closing: 'submission' } });
    expect(hoursSaved('message')[1]).toMatchObject({ data: { groupId: 'support', closing: 'message' } });
  });
  test('H3a nothing is told of it while queues are served to their end', () => {
    expect(hoursSaved('finish').map(({ type }) => type)).toEqual(['group_hours', 'group_hours']);
    expect(supportSaved({})[0]?.data).not.toHaveProperty('closing');
  });
  test('H3a of a group with hours of its own, its own', () => {
    expect(supportSaved({ hours: hours('message') })[0]).toMatchObject({ data: { closing: 'message' } });
    const own = { ...nobody, groups: new Map([['support', { ...group, hours: hours('message') } as typeof group]]) };
    expect(hoursSaved('submission', own)).toEqual([]);
  });
  test('H3a where no submission can be left, those who wait are closed with words', () => {
    const off = { ...DEFAULTS.submission, enabled: false };
    expect(supportSaved({ hours: hours('submission'), submission: off })[0]).toMatchObject({
      data: { closing: 'message' },
    });
  });
});

describe('B4 the strategy', () => {
  const plain = { settingsVersion: 8, method: 'saturation', directReturnMs: 600_000, detailed: true };
  test('is told without what is switched off', () => {
    expect(strategySaved({})).toEqual([{ type: 'strategy_configured', data: plain }]);
  });
  test('B4b round robin: every account is told its place, which is that of its creation', () => {
    expect(strategySaved({ method: 'round_robin' }, withAna)).toEqual([
      { type: 'strategy_configured', data: { ...plain, method: 'round_robin' } },
      { type: 'agent_configured', data: { agentId: 'ana', limit: 3, groupIds: ['support'], order: 4 } },
    ]);
    const turning = { ...withAna, strategy: { ...DEFAULTS.strategy, method: 'round_robin' as const } };
    const zoe = saved({ kind: 'agents', id: 'zoe', document: agent });
    expect(told(zoe, turning)).toMatchObject([{ data: { agentId: 'zoe', order: 8 } }]);
    expect(anaSaved({ limit: 1 }, turning)).toMatchObject([{ data: { agentId: 'ana', order: 4 } }]);
  });
  test('B4e offers with the time to accept them', () => {
    expect(strategySaved({ offer: { policy: 'offer', acceptSeconds: 20 } })).toMatchObject([
      { data: { offer: { acceptMs: 20_000 } } },
    ]);
  });
  test('B6a the familiar agent is preferred within so many days', () => {
    expect(strategySaved({ familiarity: { mode: 'prefer', days: 7, waitSeconds: 60 } })[0]?.data).toEqual({
      ...plain,
      familiarity: { withinMs: 604_800_000, mode: 'prefer' },
    });
  });
  test('B6b or waited for', () => {
    expect(strategySaved({ familiarity: { mode: 'wait', days: 1, waitSeconds: 60 } })).toMatchObject([
      { data: { familiarity: { withinMs: 86_400_000, mode: 'wait', waitMs: 60_000 } } },
    ]);
  });
  test('B6c direct return counts in minutes', () => {
    expect(strategySaved({ directReturnMinutes: 2 })).toMatchObject([{ data: { directReturnMs: 120_000 } }]);
  });
  test('first response, ramp and wrap-up', () => {
    expect(strategySaved({ firstResponseSeconds: 45, rampPerMinute: 4, wrapUpSeconds: 30 })).toMatchObject([
      { data: { firstResponseMs: 45_000, rampPerMinute: 4, wrapUpMs: 30_000 } },
    ]);
  });
  test('B13 what becomes of those whose agent is lost comes from the statuses', () => {
    const lost = (change: object) => told(saved({ kind: 'presence', document: { ...DEFAULTS.presence, ...change } }));
    expect(lost({ agentLost: 'requeue' })).toMatchObject([
      { data: { agentLost: { graceMs: 30_000, then: 'requeue' } } },
    ]);
    expect(lost({ approval: true, graceSeconds: 10 })).toEqual([]);
  });
});

describe('B8 the queue', () => {
  test('B8 is told without what is switched off', () => {
    const off = { warnBeforeSeconds: null, keepWaiting: 0, maxOvertakes: null };
    expect((queueSaved(off)[0]?.data as { queue: object }).queue).toEqual({
      ...{ enabled: true, maxLength: 20, maxWaitMs: 600_000, abandonAfterMs: 120_000 },
    });
  });

  test('E2c E2d E1b a new workspace warns half a minute before, lets visitors keep waiting, and bounds overtakes', () => {
    const { queue } = queueSaved({})[0]?.data as { queue: object };
    expect(queue).toMatchObject({ warnBeforeMs: 30_000, keepWaiting: 1, maxOvertakes: 10 });
  });
  test('B8 with everything switched on', () => {
    const all = { maxPerSlot: 2, reopenAt: 5, warnBeforeSeconds: 30, keepWaiting: 1, maxOvertakes: 3 };
    expect(queueSaved(all)[0]).toMatchObject({
      data: { queue: { maxPerSlot: 2, reopenAt: 5, warnBeforeMs: 30_000, keepWaiting: 1, maxOvertakes: 3 } },
    });
  });
  test('B8 the chain may take those who find it full, or have waited too long', () => {
    expect(queueSaved({ whenFull: 'overflow', whenTimedOut: 'overflow' })[0]).toMatchObject({
      data: { consequences: { full: 'overflow', timeout: 'overflow' } },
    });
  });
});

describe('what happens instead of an agent', () => {
  const off = { enabled: false, text: '' };
  const consequences = (change: object) => (told(submission(change))[0]?.data as { consequences: object }).consequences;

  test('a submission, where it is switched on', () => {
    expect(consequences({ queueFull: off })).toEqual({
      full: 'message',
      timeout: 'submission',
      outOfHours: 'submission',
      nobodyOnline: 'submission',
    });
  });
  test('waiting, where nobody being online is no reason', () => {
    expect(consequences({ nobodyOnline: off })).toMatchObject({ nobodyOnline: 'queue' });
  });
  test('a message, where submissions are off altogether', () => {
    expect(consequences({ enabled: false })).toEqual({
      full: 'message',
      timeout: 'message',
      outOfHours: 'message',
      nobodyOnline: 'message',
    });
  });
});
