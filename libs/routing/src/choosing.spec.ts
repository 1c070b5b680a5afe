// Who gets the conversation: eligibility, saturation, ties, direct return, and what the record says about it.
import { describe, expect, it } from '@jest/globals';
import { agentLoads } from './views.js';
import { at, given } from './testing/specification.js';
import {
  agent,
  assigned,
  busy,
  closes,
  connects,
  directReturn,
  event,
  group,
  online,
  queued,
  requests,
} from './testing/words.js';

const sales = group('sales');

describe('the method saturation (B4)', () => {
  it('takes the least saturated, compared without floats', () => {
    given(sales, agent('ann', 3, 'sales'), agent('bob', 4, 'sales'), online('ann'), online('bob'))
      .when(requests('1'), requests('2'), requests('3'), requests('4'))
      .then(assigned('1', 'ann'), assigned('2', 'bob'), assigned('3', 'bob'), assigned('4', 'ann'));
  });

  it('breaks a tie by the longest idle', () => {
    given(sales, agent('ann', 1, 'sales'), agent('bob', 1, 'sales'), online('bob'), online('ann'))
      .when(requests('1'))
      .then(assigned('1', 'bob', { cause: 'arrival', waitedMs: 0, reason: { tieBreak: 'longest_idle' } }));
  });

  it('breaks the last tie by the id in code-unit order', () => {
    given(sales, agent('b', 1, 'sales'), agent('a', 1, 'sales'), agent('B', 1, 'sales'))
      .when(at(9, online('b')), at(9, online('a')), at(9, online('B')), requests('1'))
      .then(
        event('agent_status_changed'),
        event('agent_status_changed'),
        event('agent_status_changed'),
        assigned('1', 'B', { reason: { tieBreak: 'id' } }),
      );
  });

  it('P09 spreads steady arrivals over equal agents within one', () => {
    const four = ['ann', 'bob', 'cat', 'dan'];
    const arrivals = Array.from({ length: 14 }, (_, i) => requests(`${i}`));
    const { state } = given(sales, ...four.flatMap((id) => [agent(id, 4, 'sales'), online(id)])).when(...arrivals);
    expect(agentLoads(state).map(({ load }) => load)).toEqual([4, 4, 3, 3]);
  });
});

describe('D2a eligible', () => {
  it('is who is online, below the limit and in the group', () => {
    given(
      sales,
      group('tech'),
      agent('ann', 1, 'sales'),
      agent('bob', 0, 'sales'),
      agent('cat', 9, 'tech'),
      agent('dan', 9, 'sales'),
    )
      .when(online('ann'), online('bob'), online('cat'), busy('dan'), requests('1'), requests('2'))
      .then(
        event('agent_status_changed'),
        event('agent_status_changed'),
        event('agent_status_changed'),
        event('agent_status_changed'),
        assigned('1', 'ann', { reason: { excluded: { offline: 0, busy: 1, full: 1 }, tieBreak: 'only_candidate' } }),
        queued('2', 1, { reason: { excluded: { offline: 0, busy: 1, full: 2 }, candidates: [], tieBreak: null } }),
      );
  });

  it('P03 counts an agent of three groups as one capacity', () => {
    given(group('a'), group('b'), group('c'), agent('ann', 2, 'a', 'b', 'c'), online('ann'))
      .when(requests('1', { to: 'a' }), requests('2', { to: 'b' }), requests('3', { to: 'c' }))
      .then(assigned('1', 'ann'), assigned('2', 'ann'), queued('3', 1));
  });

  it('P02 assigns exactly the free slots however many come at once', () => {
    const starts = Array.from({ length: 500 }, (_, i) => at(10, requests(`${i}`)));
    const agents = Array.from({ length: 5 }, (_, i) => [agent(`agent-${i}`, 2, 'sales'), online(`agent-${i}`)]).flat();
    const { events } = given(sales, ...agents).when(...starts);
    expect(events.filter(({ type }) => type === 'assigned')).toHaveLength(10);
    expect(events.filter(({ type }) => type === 'queued')).toHaveLength(490);
  });

  it('remembers a status that came before the agent was configured', () => {
    given(sales, online('ann'), requests('1'))
      .when(agent('ann', 1, 'sales'))
      .then(event('agent_configured'), assigned('1', 'ann', { cause: 'freed' }));
  });
});

describe('direct return (B6)', () => {
  const before = [
    directReturn(60),
    sales,
    agent('ann', 2, 'sales'),
    agent('bob', 2, 'sales'),
    online('ann'),
    online('bob'),
  ];

  it('leads a visitor back to the agent of the last chat, before the method is asked', () => {
    given(...before, requests('1', { by: 'vera' }), requests('2'), closes('1'), requests('3'), requests('4'))
      .when(requests('5', { by: 'vera' }))
      .then(assigned('5', 'ann', { cause: 'direct_return', reason: { tieBreak: 'named' } }));
  });

  it('does not when the time is over', () => {
    given(...before, at(10, requests('1', { by: 'vera' })), at(11, closes('1')))
      .when(at(72, requests('2', { by: 'vera' })))
      .then(assigned('2', 'bob', { cause: 'arrival' }));
  });

  it('does not when that agent is full, and never overfills them', () => {
    given(...before, requests('1', { by: 'vera' }), closes('1'), agent('ann', 0, 'sales'))
      .when(requests('2', { by: 'vera' }))
      .then(assigned('2', 'bob', { cause: 'arrival' }));
  });

  it('does not when that agent is not in the group asked for', () => {
    given(...before, group('tech'), agent('cat', 1, 'tech'), online('cat'), requests('1', { by: 'vera' }), closes('1'))
      .when(requests('2', { by: 'vera', to: 'tech' }))
      .then(assigned('2', 'cat', { cause: 'arrival' }));
  });
});

describe('the record (D6)', () => {
  it('holds versions, rule, the chosen first and five runners-up as the choice saw them', () => {
    const eight = Array.from({ length: 8 }, (_, i) => `agent-${i}`);
    const { events } = given(group('sales', { settingsVersion: 7 }), ...eight.map((id) => agent(id, 2, 'sales')))
      .when(...eight.map(online), connects('vera'), requests('1', { ruleId: 'vip' }))
      .then(...eight.map(() => event('agent_status_changed')), event('visitor_connected'), assigned('1', 'agent-0'));
    const { reason } = (events.at(-1) as unknown as { data: { reason: { candidates: { agentId: string }[] } } }).data;
    expect(reason).toMatchObject({ ruleVersion: 1, settingsVersion: 7, ruleId: 'vip', excluded: { offline: 0 } });
    expect(reason.candidates.map(({ agentId }) => agentId)).toEqual(eight.slice(0, 6));
    expect(reason.candidates[0]).toEqual({ agentId: 'agent-0', load: 0, limit: 2, idleSince: 10_000 });
  });

  it('names the rules in force', () => {
    given(sales, agent('ann', 1, 'sales'), online('ann'), { type: 'rules_activated', data: { ruleVersion: 2 } })
      .when(requests('1'))
      .then(assigned('1', 'ann', { reason: { ruleVersion: 2 } }));
  });
});
