// What staff asks for (D7, E6, F3), agents who are gone or silent (C4, D7), wrap-up (C8) and ramp (D8).
import { describe, expect, it } from '@jest/globals';
import { minutes, seconds } from '@frontdesk/kernel';
import { at, given } from './testing/specification.js';
import * as staff from './testing/words-of-staff.js';
import * as words from './testing/words.js';
import { agentLoads } from './views.js';

const { agentWith, assigns, strategy } = staff;
const { assigned, closes, connects, event, group, online, queued, requests, tick } = words;
const sales = [group('sales'), strategy()];
const ann = [agentWith('ann'), online('ann')];
const bob = [agentWith('bob'), online('bob')];
const refusedTo = (reason: string, data = {}) => event('command_refused', { reason, ...data });

describe('D7 F3 staff', () => {
  it('D7a assigns one who waits, out of turn, to an agent with room', () => {
    given(...sales, requests('1'), requests('2'), ...ann, agentWith('cat', { groupIds: [] }), online('cat'))
      .when(assigns('sue', '2', { agentId: 'cat' }))
      .then(assigned('2', 'cat', { cause: 'assigned_by_staff', reason: { tieBreak: 'named' } }));
  });

  it('D7b is told why not: full, not online, unknown, over', () => {
    given(...sales, ...ann, requests('1'), requests('2'), agentWith('bob'))
      .when(
        ...['ann', 'bob', 'eve'].map((agentId) => assigns('sue', '2', { agentId })),
        ...[assigns('sue', '9', { agentId: 'ann' }), assigns('sue', '2', { groupId: 'none' })],
      )
      .then(
        ...['at_limit', 'not_online', 'unknown_agent', 'visitor_left', 'unknown_group'].map((why) => refusedTo(why)),
      );
  });

  it('F3a P22 transfers to an agent: both loads change in one event, and the slot serves the next', () => {
    const { state } = given(...sales, ...ann, requests('1'), requests('2'), ...bob)
      .when(closes('2'), requests('3'), assigns('sue', '1', { agentId: 'bob' }))
      .then(event('released', { agentId: 'bob' }), assigned('3', 'bob'), refusedTo('at_limit'));
    expect(agentLoads(state).map(({ load }) => load)).toEqual([1, 1]);
    given(...sales, ...ann, requests('1'), requests('2'), agentWith('bob', { groupIds: [] }), online('bob'))
      .when(assigns('ann', '1', { agentId: 'bob' }, 'agent'))
      .then(event('transferred', { fromAgentId: 'ann', toAgentId: 'bob', by: 'ann' }), assigned('2', 'ann'));
  });

  it('F3a transfers to a group: to who is free there, else into its queue at the old arrival, without the giver', () => {
    const help = [group('help'), agentWith('bob', { groupIds: ['help'] }), online('bob')];
    given(...sales, ...help, ...ann, at(10, requests('1')), at(20, requests('2', { to: 'help' })))
      .when(at(30, assigns('ann', '1', { groupId: 'help' }, 'agent')), at(40, closes('2')))
      .then(
        event('requeued', {
          ...{ groupId: 'help', cause: 'transfer', fromAgentId: 'ann', excludedAgentIds: ['ann'] },
          ...{ arrivedAt: seconds(10), position: 1 },
        }),
        event('released', { agentId: 'bob' }),
      );
    given(...sales, ...help, ...ann, requests('1'))
      .when(assigns('sue', '1', { groupId: 'help' }))
      .then(event('transferred', { toAgentId: 'bob', groupId: 'help', reason: { tieBreak: 'only_candidate' } }));
  });

  it('F3c what is given to a group queues by its old arrival, behind all or before all, as is asked', () => {
    const help = [group('help'), agentWith('bob', { groupIds: ['help'] }), online('bob')];
    const busy = [
      ...sales,
      ...help,
      ...ann,
      at(20, requests('2', { to: 'help' })),
      at(25, requests('3', { to: 'help' })),
    ];
    // Came between the two of the queue.
    const history = [...busy, at(27, requests('1')), at(28, requests('4', { to: 'help' }))];
    const place = (order: 'end' | 'front' | undefined, position: number, arrivedAt: number) =>
      given(...history)
        .when(at(30, assigns('ann', '1', { groupId: 'help' }, 'agent', order)))
        .then(
          event('requeued', { groupId: 'help', cause: 'transfer', position, arrivedAt }),
          ...(order === 'end' ? [] : [event('place_worsened', { causedBy: '1' })]),
        );
    place(undefined, 2, seconds(27));
    place('end', 3, seconds(30));
    place('front', 1, seconds(25) - 1);
  });

  it('F3a an agent gives away only what they hold', () => {
    given(...sales, ...ann, ...bob, requests('1'))
      .when(assigns('bob', '1', { agentId: 'bob' }, 'agent'))
      .then(refusedTo('not_yours'));
  });

  it('D7c moves one who waits to another group, at the old time of arrival', () => {
    given(...sales, group('help'), at(10, requests('1', { to: 'help' })), at(20, requests('2')))
      .when(at(30, assigns('sue', '1', { groupId: 'sales' })))
      .then(
        event('requeued', { cause: 'moved', position: 1, arrivedAt: seconds(10) }),
        event('place_worsened', { fromPosition: 1 }),
      );
  });

  it('D7d P21 closes what has no agent; what has one is closed in its conversation', () => {
    given(...sales, requests('1'), ...ann, requests('2'))
      .when(staff.closesByHand('sue', '2'), staff.closesByHand('sue', '1'), staff.closesByHand('sue', '7'))
      .then(
        event('closed_by_staff', { conversationId: '2' }),
        refusedTo('taken_by_other', { by: 'sue' }),
        refusedTo('visitor_left'),
      );
  });

  it('E6 R04 gives another priority: the place is exact, and who fell back is told by whom', () => {
    given(...sales, requests('1'), requests('2'), requests('3'))
      .when(staff.reprioritises('sue', '3', 1), staff.reprioritises('sue', '3', 1), staff.reprioritises('sue', '1', -1))
      .then(
        event('reprioritised', { position: 1, by: 'sue' }),
        event('place_worsened', { fromPosition: 1, toPosition: 3, causedBy: '3' }),
        refusedTo('no_change'),
        event('reprioritised', { conversationId: '1', position: 3 }),
      );
  });
});

describe('an agent who is silent or gone', () => {
  const visitor = connects('visitor-1');

  it('D7f P26 without a first message it goes back at the old arrival, and to somebody else', () => {
    given(group('sales'), strategy({ firstResponseMs: seconds(60) }), visitor, ...ann, at(10, requests('1')), ...bob)
      .when(at(70, tick))
      .then(
        event('requeued', {
          cause: 'no_first_response',
          fromAgentId: 'ann',
          arrivedAt: seconds(10),
          excludedAgentIds: ['ann'],
        }),
        assigned('1', 'bob', { cause: 'freed', waitedMs: seconds(60) }),
      );
  });

  it('D7g P53 the first message ends the timer', () => {
    given(group('sales'), strategy({ firstResponseMs: seconds(60) }), ...ann, at(10, requests('1')))
      .when(at(20, staff.responds('ann', '1')), at(30, staff.responds('ann', '1')), at(99, tick))
      .then(event('agent_responded', { agentId: 'ann' }));
  });

  const losing = (then: 'keep' | 'requeue' | 'submission') => [
    ...[
      group('sales'),
      strategy({ agentLost: { graceMs: seconds(30), then } }),
      visitor,
      ...ann,
      at(10, requests('1')),
    ],
    at(60, staff.isGone('ann', 50)),
  ];

  it('C4a P51 back within the grace, nothing changes', () => {
    given(...losing('requeue'))
      .when(at(79, online('ann')), at(99, tick))
      .then(event('agent_status_changed'));
  });

  it('C4b P41 P50 after the grace the conversations go back, at their old arrival', () => {
    given(...losing('requeue'), ...bob)
      .when(at(80, tick))
      .then(
        event('agent_lost', { agentId: 'ann', lostAt: seconds(50) }),
        event('requeued', { cause: 'agent_lost', arrivedAt: seconds(10), fromAgentId: 'ann' }),
        assigned('1', 'bob'),
      );
  });

  it('C4c … or become a submission, or stay, as the workspace says', () => {
    given(...losing('submission'))
      .when(at(80, tick))
      .then(event('agent_lost'), event('submission_offered', { why: 'agent_lost' }));
    given(...losing('keep'))
      .when(at(80, tick))
      .thenNothing();
  });

  it('C4d after an explicit choice nothing is taken away, however long', () => {
    given(group('sales'), strategy({ agentLost: { graceMs: 1, then: 'requeue' } }), ...ann, requests('1'))
      .when(words.offline('ann'), at(999, tick))
      .then(event('agent_status_changed'));
  });

  it('P50 a visitor without a lease who comes back from an agent is passed over, and abandoned in time', () => {
    given(...losing('requeue'), at(61, words.isLost('visitor-1', 55)), ...bob)
      .when(at(80, tick), at(200, tick))
      .then(event('agent_lost'), event('requeued', { position: 1 }), event('abandoned', { cause: 'lease' }));
  });
});

describe('C8 wrap-up', () => {
  const wrapping = [
    group('sales'),
    strategy({ wrapUpMs: seconds(20) }),
    ...ann,
    at(10, requests('1')),
    at(11, requests('2')),
  ];

  it('C8a holds the slot after a close, until its time has passed', () => {
    given(...wrapping)
      .when(at(30, closes('1')), at(31, requests('3')), at(50, tick))
      .then(
        event('released', { agentId: 'ann' }),
        event('wrap_up_started', { agentId: 'ann', until: seconds(50) }),
        queued('3', 2, { reason: { excluded: { full: 0, wrap_up: 1 } } }),
        event('wrap_up_ended', { cause: 'elapsed' }),
        assigned('2', 'ann'),
      );
  });

  it('C8b the agent may end it sooner, and nobody else', () => {
    given(...wrapping, at(30, closes('1')))
      .when(staff.wrapsUp('bob', '1'), staff.wrapsUp('ann', '1'), staff.wrapsUp('ann', '1'), at(50, tick))
      .then(event('wrap_up_ended', { cause: 'agent' }), assigned('2', 'ann'));
  });
});

describe('D8 ramp', () => {
  it('D8a P29 P15 gives an agent no more than so many within a minute, fairly, whatever has piled up', () => {
    const backlog = ['1', '2', '3', '4'].map((id) => requests(id));
    given(
      group('sales', { abandonAfterMs: minutes(9) }),
      strategy({ rampPerMinute: 2 }),
      agentWith('ann', { limit: 9 }),
      ...backlog,
    )
      .when(at(100, online('ann')), at(159, tick), at(160, tick), at(161, requests('5')))
      .then(
        event('agent_status_changed'),
        ...[assigned('1', 'ann'), assigned('2', 'ann')],
        ...[event('ramp_elapsed', { agentId: 'ann' }), assigned('3', 'ann'), assigned('4', 'ann')],
        queued('5', 1, { reason: { excluded: { full: 0, ramp: 1 } } }),
      );
  });

  it('D8b does not hold back an agent who asks for more', () => {
    given(
      group('sales'),
      strategy({ rampPerMinute: 1 }),
      agentWith('ann', { limit: 9 }),
      requests('1'),
      requests('2'),
      online('ann'),
    )
      .when(words.pulls('ann', '2'))
      .then(assigned('2', 'ann', { cause: 'pull' }));
  });
});
