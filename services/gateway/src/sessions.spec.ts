// What it costs to tell the staff of a workspace of changes, counted: not the square of its staff.
import { HandClock } from '@frontdesk/engine/testing';
import type { ServerFrame } from '@frontdesk/contracts';
import { expect, test } from '@jest/globals';
import { Session } from './session.js';
import { Sessions } from './sessions.js';
import { TypingPreviews } from './typing-previews.js';

const STAFF = 200;
const VISITORS = 50;

function reception(staff: number) {
  const clock = new HandClock(0);
  const ports = {
    ...{ clock, metrics: { onCollect: () => undefined }, alarm: () => undefined, tuning: { changedEveryMs: 250 } },
    signals: { listen: () => () => undefined, send: () => undefined },
  } as never;
  const sessions = new Sessions(ports, new TypingPreviews(ports));
  const told: { readonly id: string; readonly at: number; readonly what: string }[] = [];
  const join = (id: string, role: 'agent' | 'visitor') => {
    const send = (text: string) => {
      const frame = JSON.parse(text) as ServerFrame;
      if (frame.type === 'changed') told.push({ id, at: clock.now(), what: frame.what });
    };
    const socket = { readyState: 1, OPEN: 1, bufferedAmount: 0, send } as never;
    const principal = { workspace: 'demo', id, roles: [role] } as never;
    sessions.add(new Session(socket, principal, id, {} as never, ports));
  };
  for (let i = 0; i < staff; i++) join(`agent-${i}`, 'agent');
  for (let i = 0; i < VISITORS; i++) join(`visitor-${i}`, 'visitor');
  const pass = (ms: number) => clock.advance(ms);
  return { sessions, told, pass };
}

test(`P20 of ${STAFF} agents and a thousand changes in ten seconds each agent is told about once a second`, () => {
  const { sessions, told, pass } = reception(STAFF);
  for (let i = 0; i < 1_000; i++) {
    sessions.changed('demo', ['queue']);
    pass(10);
  }
  pass(5_000);
  // Two frames for a change, where one for each agent would be 200.
  expect(told.length / 1_000).toBeLessThanOrEqual(2.5);
  expect(told.length).toBeGreaterThanOrEqual(10 * STAFF);
  const last = Math.max(...told.map(({ at }) => at));
  expect(last).toBeGreaterThanOrEqual(9_990);
  expect(told.filter(({ at }) => at === last)).toHaveLength(STAFF);
  expect(told.some(({ id }) => id.startsWith('visitor'))).toBe(false);
});

test('whom it concerns hears of it in a moment, however many there are', () => {
  const { sessions, told, pass } = reception(STAFF);
  sessions.changed('demo', ['queue']);
  pass(100);
  told.length = 0;
  sessions.changed('demo', ['queue'], new Set(['agent-7']));
  pass(32);
  expect(told).toEqual([{ id: 'agent-7', at: 132, what: 'queue' }]);
  pass(2_000);
  expect(told).toHaveLength(1 + STAFF);
});

test('few are told four times a second, each once for what comes in a burst', () => {
  const { sessions, told, pass } = reception(3);
  for (let i = 0; i < 100; i++) {
    sessions.changed('demo', ['queue', 'board'], new Set(['agent-1']));
    pass(10);
  }
  pass(1_000);
  const queue = told.filter(({ id, what }) => id === 'agent-2' && what === 'queue');
  expect(queue.map(({ at }) => at)).toEqual([32, 282, 532, 782, 1_032]);
  sessions.changed('elsewhere', ['queue']);
  pass(1_000);
  expect(told.filter(({ at }) => at > 2_100)).toEqual([]);
});
