// What time alone brings about, and what makes it moot.
import { describe, expect, it } from '@jest/globals';
import { fold, type Dated } from '@frontdesk/kernel';
import { specify } from '@frontdesk/kernel/testing';
import {
  conversationDecider,
  nextDue,
  type Actor,
  type ConversationCommand,
  type ConversationFact,
  type Due,
  type RulesInForce,
} from './index.js';
import {
  ada,
  assigned,
  ben,
  closed,
  eve,
  inForce,
  mia,
  on,
  requested,
  requeued,
  said,
  told,
  transferred,
  words,
} from './testing/words.js';

const given = specify(conversationDecider);
const S = 1000;

const all = inForce({
  agentSlow: { ...told('One moment, {{agent}} is busy.'), afterSeconds: 60, times: 2 },
  visitorIdle: { ...told('Still there?'), afterSeconds: 100, times: 1 },
  visitorTimeout: { ...told('We close now.'), afterSeconds: 300 },
  visitorLeftSeconds: 120,
});

const due = (history: readonly Dated<ConversationFact>[], rules: RulesInForce = all) =>
  nextDue(fold(conversationDecider, history), rules);
const fired = ({ timer, epoch, nth, dueAt }: Due, at = dueAt): ConversationCommand => ({
  type: 'fire_timer',
  ...{ timer, epoch, nth, at, inForce: all },
});
/** Fires what is due after this history, at its time. */
const firing = (history: readonly Dated<ConversationFact>[], lateBy = 0) => {
  const next = due(history);
  if (next === null) throw new Error('nothing is due');
  return given(...history).when(fired(next, next.dueAt + lateBy));
};
const lock = (actor: Actor, type: 'lock' | 'unlock' = 'lock'): ConversationCommand => ({ type, actor });
const locked = { type: 'conversation.locked', data: { by: 'a1', byName: 'Ada' } } as const;
const unlocked = { type: 'conversation.unlocked', data: { by: 'a1', byName: 'Ada' } } as const;

const begun = [on(0, requested), on(10 * S, assigned)];

describe('F4b an agent who is slow', () => {
  it('is excused after a while, and once more after as long', () => {
    const once = [...begun, on(70 * S, words('agent_slow', 3, 'One moment, Ada is busy.'))];
    expect(due(begun)).toEqual({ timer: 'agent_slow', epoch: 2, nth: 1, dueAt: 70 * S });
    firing(begun).then(words('agent_slow', 3, 'One moment, Ada is busy.'));
    expect(due(once)).toMatchObject({ nth: 2, dueAt: 130 * S });
    expect(due([...once, on(130 * S, words('agent_slow', 4, 'x'))])).toBeNull();
  });
  it('counts from the first word that waits for an answer, not from the last', () => {
    const talk = [...begun, on(20 * S, said(ada, '1')), on(30 * S, said(mia, '2')), on(50 * S, said(mia, '3'))];
    expect(due(talk)).toMatchObject({ timer: 'agent_slow', epoch: 4, dueAt: 90 * S });
  });
});

describe('F4b a visitor who is silent', () => {
  const asked = [...begun, on(20 * S, said(ada, '1'))];
  const reminded = [...asked, on(120 * S, words('visitor_idle', 4, 'Still there?'))];
  it('is reminded, and then taken leave of', () => {
    expect(due(asked)).toEqual({ timer: 'visitor_idle', epoch: 3, nth: 1, dueAt: 120 * S });
    firing(asked).then(words('visitor_idle', 4, 'Still there?'));
    expect(due(reminded)).toEqual({ timer: 'visitor_timeout', epoch: 3, nth: 1, dueAt: 320 * S });
  });
  it('F2a closes with visitor_timeout, by its own words and no others', () => {
    const command = { ...fired({ timer: 'visitor_timeout', epoch: 3, nth: 1, dueAt: 320 * S }) };
    const farewell = { ...all.rules, endWords: { ...told('Goodbye'), when: 'always' as const } };
    given(...reminded)
      .when({ ...command, inForce: { ...all, rules: farewell } })
      .then(words('visitor_timeout', 5, 'We close now.'), closed('visitor_timeout'));
  });
  it('F4c has after an outage as much notice as ever', () => {
    const late = [...asked, on(1000 * S, words('visitor_idle', 4, 'Still there?'))];
    expect(due(late)).toMatchObject({ timer: 'visitor_timeout', dueAt: 1200 * S });
  });
});

describe('F4c P53 a timer ends with what makes it moot', () => {
  const asked = [...begun, on(20 * S, said(ada, '1'))];
  const stale = fired(due(asked) as Due, 500 * S);
  const moot: readonly [string, ConversationFact][] = [
    ['the visitor wrote', said(mia, '2')],
    ['the agent wrote', said(ada, '2')],
    ['another agent has it', transferred],
    ['it is back in the queue', requeued],
    ['it is in the pool', { type: 'conversation.pooled', data: { groupId: 'support', cause: 'mode' } }],
    ['it has ended', closed('agent', 'agent')],
  ];
  it.each(moot)('%s', (_, fact) =>
    given(...asked, on(30 * S, fact))
      .when(stale)
      .thenNothing(),
  );
  it('nor does it fire before its time, twice, or where nothing is counted', () => {
    given(...asked)
      .when(fired(due(asked) as Due, 119 * S))
      .thenNothing();
    given(...asked, on(120 * S, words('visitor_idle', 4, 'x')))
      .when(stale)
      .thenNothing();
    given(...asked)
      .when({ ...stale, inForce: inForce() })
      .thenNothing();
    expect(due([on(0, requested)])).toBeNull();
  });
  it('the next agent has all the time there is', () =>
    expect(due([...asked, on(50 * S, transferred)])).toMatchObject({ timer: 'agent_slow', dueAt: 110 * S }));
  it('of an overdue series each keeps its distance from the one before', () => {
    const late = [...begun, on(600 * S, words('agent_slow', 3, 'x'))];
    expect(due(late)).toMatchObject({ timer: 'agent_slow', nth: 2, dueAt: 660 * S });
  });
});

describe('F4d a lock', () => {
  const asked = [...begun, on(20 * S, said(ada, '1'))];
  it('is the agent’s who has it, or a supervisor’s; twice is once', () => {
    given(...begun)
      .when(lock(ada))
      .then(locked);
    given(...begun)
      .when(lock(eve))
      .then({ ...locked, data: { by: 'a3', byName: 'Eve' } });
    given(...begun)
      .when(lock(ben))
      .thenRejected('not_the_owner');
    given(...begun)
      .when(lock(mia))
      .thenRejected('not_the_owner');
    given(...begun, locked)
      .when(lock(ada))
      .thenNothing();
    given(...begun, locked)
      .when(lock(ada, 'unlock'))
      .then(unlocked);
    given(...begun)
      .when(lock(ada, 'unlock'))
      .thenNothing();
    given(requested).when(lock(eve)).thenRejected('not_assigned');
  });
  it('stops the visitor’s time, which goes on with what was left', () => {
    const stopped = [...asked, on(50 * S, locked)];
    expect(due(stopped)).toBeNull();
    given(...stopped)
      .when(fired(due(asked) as Due, 500 * S))
      .thenNothing();
    // 30 of 100 seconds were over.
    expect(due([...stopped, on(500 * S, unlocked)])).toMatchObject({ timer: 'visitor_idle', dueAt: 570 * S });
  });
  it('stops the agent’s time, too, and whatever begins under it has all of its own', () => {
    expect(due([...begun, on(30 * S, locked), on(100 * S, unlocked)])).toMatchObject({ dueAt: 140 * S });
    const under = [...begun, on(30 * S, locked), on(90 * S, said(ada, '1')), on(100 * S, unlocked)];
    expect(due(under)).toMatchObject({ timer: 'visitor_idle', dueAt: 200 * S });
  });
  it('ends with the agent’s having it', () => {
    for (const fact of [transferred, requeued])
      expect(fold(conversationDecider, [...begun, on(20 * S, locked), on(30 * S, fact)]).timing.lockedAt).toBeNull();
  });
});

describe('F2a P50 a visitor who has left an agent', () => {
  const lost = { type: 'conversation.visitor_lost', data: { lastBeatAt: 40 * S } } as const;
  const asked = [...begun, on(20 * S, said(ada, '1'))];
  it('is noticed where that has a consequence', () => {
    const lose: ConversationCommand = { type: 'lose_visitor', lastBeatAt: 40 * S };
    given(...asked)
      .when({ ...lose, inForce: all })
      .then(lost);
    given(...asked, lost)
      .when({ ...lose, inForce: all })
      .thenNothing();
    given(...asked)
      .when({ ...lose, inForce: inForce() })
      .thenNothing();
    given(requested)
      .when({ ...lose, inForce: all })
      .thenNothing();
  });
  it('is waited for, counted from the last sign of life, and closes it then', () => {
    const quiet = inForce({ visitorLeftSeconds: 30 });
    const left = due([...asked, on(60 * S, lost)], quiet);
    expect(left).toEqual({ timer: 'visitor_left', epoch: 4, nth: 1, dueAt: 70 * S });
    given(...asked, on(60 * S, lost))
      .when({ ...fired(left as Due), inForce: quiet })
      .then(closed('visitor_timeout'));
  });
  it('is back in time', () => {
    const returned = { type: 'conversation.visitor_returned', data: {} } as const;
    given(...asked, lost)
      .when({ type: 'find_visitor', inForce: all })
      .then(returned);
    given(...asked)
      .when({ type: 'find_visitor', inForce: all })
      .thenNothing();
    expect(due([...asked, on(60 * S, lost), on(65 * S, returned)])).toMatchObject({ timer: 'visitor_idle' });
  });
});
