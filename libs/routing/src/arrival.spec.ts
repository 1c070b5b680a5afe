// What an arrival gets when no agent can take it: a place, a submission or a message (D1, D2, E2, H).
import { describe, expect, it } from '@jest/globals';
import { at, given } from './testing/specification.js';
import {
  agent,
  assigned,
  busy,
  directReturn,
  closes,
  event,
  group,
  groupRemoved,
  hours,
  offered,
  online,
  queued,
  refused,
  requests,
  tick,
} from './testing/words.js';
import { conversationOf } from './views.js';

describe('D2b nobody online and all full are different outcomes', () => {
  const rules = { nobodyOnline: 'message', full: 'submission', maxLength: 0 } as const;

  it('nobody online', () => {
    given(group('sales', rules), agent('ann', 1, 'sales'))
      .when(requests('1'))
      .then(refused('1', 'nobody_online'));
  });

  it('a busy agent is not online', () => {
    given(group('sales', rules), agent('ann', 1, 'sales'), busy('ann'))
      .when(requests('1'))
      .then(refused('1', 'nobody_online', { reason: { excluded: { offline: 0, busy: 1, full: 0 } } }));
  });

  it('all full', () => {
    given(group('sales', rules), agent('ann', 1, 'sales'), online('ann'), requests('1'))
      .when(requests('2'))
      .then(offered('2', 'full', { reason: { excluded: { offline: 0, busy: 0, full: 1 } } }));
  });

  it('nobody online may still mean a place in the queue', () => {
    given(group('sales', { nobodyOnline: 'queue' }))
      .when(requests('1'))
      .then(queued('1', 1));
  });

  it('nobody online with the queue off is answered as full', () => {
    given(group('sales', { nobodyOnline: 'queue', enabled: false, full: 'message' }))
      .when(requests('1'))
      .then(refused('1', 'full'));
  });
});

describe('the queue takes no more than it may (E2)', () => {
  it('up to its length, then the consequence of full', () => {
    given(group('sales', { maxLength: 2, full: 'message' }))
      .when(requests('1'), requests('2'), requests('3'))
      .then(queued('1', 1), queued('2', 2), refused('3', 'full'));
  });

  it('nobody when it is off', () => {
    given(group('sales', { enabled: false }), agent('ann', 0, 'sales'), online('ann'))
      .when(requests('1'))
      .then(offered('1', 'full'));
  });
});

describe('hours (H)', () => {
  const closed = [group('sales', { outOfHours: 'message' }), agent('ann', 1, 'sales'), online('ann')];

  it('D2a a closed group takes nobody new, though an agent is free', () => {
    given(...closed, hours('sales', false))
      .when(requests('1'))
      .then(refused('1', 'out_of_hours'));
  });

  it('opens by itself at the minute that settings told', () => {
    given(...closed, at(10, hours('sales', false, 60)))
      .when(at(60, requests('1')))
      .then(event('group_hours_changed', { groupId: 'sales', open: true, until: null }), assigned('1', 'ann'));
  });

  it('closes by itself on a tick', () => {
    given(...closed, at(10, hours('sales', true, 60)))
      .when(at(61, tick), requests('1'))
      .then(event('group_hours_changed', { open: false, until: null }), refused('1', 'out_of_hours'));
  });

  it('newer hours replace the flip', () => {
    given(...closed, at(10, hours('sales', true, 60)), hours('sales', true))
      .when(at(61, tick))
      .thenNothing();
  });

  it('a closed group serves those who waited before', () => {
    given(group('sales'), agent('ann', 1, 'sales'), requests('1'), hours('sales', false))
      .when(online('ann'))
      .then(event('agent_status_changed'), assigned('1', 'ann', { cause: 'freed' }));
  });

  it('the agent of the last chat may take a visitor back after hours', () => {
    given(directReturn(60), ...closed, requests('1', { by: 'vera' }), closes('1'), hours('sales', false))
      .when(requests('2', { by: 'vera' }))
      .then(assigned('2', 'ann', { cause: 'direct_return' }));
  });
});

describe('arrivals that settings did not foresee', () => {
  it('an unknown group refuses with a message, never with an error', () => {
    given()
      .when(requests('1', { to: 'nowhere' }))
      .then(refused('1', 'nobody_online', { reason: { settingsVersion: 1, candidates: [] } }));
  });

  it('a removed group takes nobody new and keeps serving those who wait', () => {
    given(group('sales'), agent('ann', 1, 'sales'), requests('1'), groupRemoved('sales'))
      .when(requests('2'), online('ann'), requests('3'))
      .then(
        refused('2', 'nobody_online'),
        event('agent_status_changed'),
        assigned('1', 'ann'),
        refused('3', 'nobody_online'),
      );
  });

  it('P05 the same conversation requested again is the same conversation', () => {
    const again = Array.from({ length: 99 }, () => requests('1'));
    const { state } = given(group('sales'), requests('1'))
      .when(...again)
      .thenNothing();
    expect(conversationOf(state, '1')).toMatchObject({ state: 'waiting' });
  });
});
