// What routing is told of each change.
import { describe, expect, test } from '@jest/globals';
import type { SettingsEvent } from '@frontdesk/settings';
import { DEFAULTS } from './defaults.js';
import type { OpenState } from './hours-state.js';
import { routingInputs } from './routing-inputs.js';
import { afterEvent, type WorkspaceSettings } from './workspace-settings.js';

const group = { name: 'G', guide: '' };
const before: WorkspaceSettings = {
  ...DEFAULTS,
  workspace: 'w',
  version: 7,
  agents: new Map(),
  groups: new Map([
    ['support', group],
    ['sales', group],
  ]),
};
const open: OpenState = { open: true, reason: 'within_hours', nextChangeAt: 1000 };

const told = (event: SettingsEvent) => routingInputs(event, afterEvent(before, event), open);
const saved = (data: object): SettingsEvent =>
  ({ type: 'settings.document_saved', data: { id: null, version: 1, ...data } }) as SettingsEvent;
const submission = (change: object) => saved({ kind: 'submission', document: { ...DEFAULTS.submission, ...change } });

describe('routing is told', () => {
  test('of an agent: limit and groups, no name', () => {
    const document = { name: 'Ana', email: 'a@b.c', limit: 3, groupIds: ['support'], role: 'agent' };
    expect(told(saved({ kind: 'agents', id: 'ana', document }))).toEqual([
      { type: 'agent_configured', data: { agentId: 'ana', limit: 3, groupIds: ['support'] } },
    ]);
  });
  test('of a new group: its rules and its hours', () => {
    expect(told(saved({ kind: 'groups', id: 'vip', document: group }))).toMatchObject([
      { type: 'group_configured', data: { groupId: 'vip', settingsVersion: 8, queue: { maxWaitMs: 600_000 } } },
      { type: 'group_hours', data: { groupId: 'vip', open: true, until: 1000 } },
    ]);
  });
  test('of queue rules: for every group', () => {
    const document = { ...DEFAULTS.queue, maxWaitSeconds: null };
    expect(told(saved({ kind: 'queue', document }))).toMatchObject([
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
  test('of the strategy', () => {
    expect(told(saved({ kind: 'strategy', document: DEFAULTS.strategy }))).toEqual([
      { type: 'strategy_configured', data: { settingsVersion: 8, method: 'saturation', directReturnMs: 600_000 } },
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
