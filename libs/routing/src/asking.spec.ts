// What may be asked of the state, and that facts which change nothing are no events.
import { describe, expect, it } from '@jest/globals';
import { candidateTable, whyWaiting } from './explain.js';
import { nextDeadline } from './step.js';
import { at, given } from './testing/specification.js';
import {
  agent,
  agentRemoved,
  busy,
  closes,
  connects,
  directReturn,
  group,
  groupRemoved,
  hours,
  isLost,
  offline,
  online,
  requests,
} from './testing/words.js';
import { agentLoads, conversationOf, places, positionOf, waitingCount } from './views.js';

describe('facts that change nothing', () => {
  const told = [
    group('sales'),
    agent('ann', 1, 'sales'),
    busy('ann'),
    hours('sales', false, 99),
    directReturn(5),
    connects('vera'),
  ];

  it('are no events', () => {
    given(...told)
      .when(...told)
      .thenNothing();
    given()
      .when(
        offline('ann'),
        agentRemoved('ann'),
        groupRemoved('sales'),
        hours('sales', true),
        isLost('vera', 1),
        closes('1'),
      )
      .thenNothing();
  });
});

describe('views', () => {
  const rules = { maxWaitMs: 60_000 };
  const { state } = given(
    group('sales', rules),
    agent('ann', 1, 'sales'),
    agent('bob', 2, 'sales'),
    agent('cat', 2, 'sales'),
    agent('dan', 2, 'tech'),
    online('ann'),
    busy('bob'),
    at(20, requests('1')),
    at(21, requests('2', { by: 'vera' })),
    at(22, requests('3', { priority: 1 })),
  ).when(at(30, isLost('vera', 25)));

  it('tell places and positions', () => {
    expect(positionOf(state, '2')).toEqual({
      groupId: 'sales',
      position: 2,
      ahead: 1,
      arrivedAt: 21_000,
      priority: 0,
      live: false,
    });
    expect(positionOf(state, '1')).toBeNull();
    expect(waitingCount(state, 'sales')).toBe(2);
    expect(waitingCount(state, 'nowhere')).toBe(0);
    expect(places(state, 'sales', 0, 9).map(({ conversationId, position }) => [conversationId, position])).toEqual([
      ['3', 1],
      ['2', 2],
    ]);
    expect(places(state, 'sales', 1, 1)).toMatchObject([{ conversationId: '2', position: 2, timeoutAt: 81_000 }]);
  });

  it('tell conversations and loads', () => {
    expect(conversationOf(state, '1')).toMatchObject({ state: 'assigned', agentId: 'ann' });
    expect(conversationOf(state, '2')).toMatchObject({ state: 'waiting', live: false });
    expect(conversationOf(state, '9')).toBeNull();
    expect(agentLoads(state)[0]).toEqual({
      agentId: 'ann',
      status: 'online',
      load: 1,
      limit: 1,
      groupIds: ['sales'],
      idleSince: 20_000,
    });
    expect(nextDeadline(state)).toBe(81_000);
  });

  it('tell why somebody still waits', () => {
    const excluded = { offline: 1, busy: 1, full: 1 };
    expect(whyWaiting(state, '3')).toMatchObject({
      position: 1,
      cause: 'all_full',
      groupOpen: true,
      excluded,
      eligible: 0,
    });
    expect(whyWaiting(state, '2')).toMatchObject({ position: 2, cause: 'passed_over' });
    expect(whyWaiting(state, '1')).toBeNull();
    const alone = given(group('sales')).when(requests('1')).state;
    expect(whyWaiting(alone, '1')).toMatchObject({ cause: 'no_agents' });
    const early = given(group('sales'), agent('ann', 1, 'sales')).when(requests('1')).state;
    expect(whyWaiting(early, '1')).toMatchObject({ cause: 'nobody_online' });
  });

  it('tell the whole table of a choice', () => {
    const table = candidateTable(
      given(group('sales'), agent('eve', 1, 'sales'), agent('ann', 0, 'sales'), online('ann')).when(online('eve'))
        .state,
      'sales',
    );
    expect(table.map(({ agentId, notTaken }) => [agentId, notTaken])).toEqual([
      ['eve', null],
      ['ann', 'full'],
    ]);
    expect(candidateTable(state, 'sales').map(({ notTaken }) => notTaken)).toEqual(['full', 'busy', 'offline']);
  });
});
