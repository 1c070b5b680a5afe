// The asynchronous mode, and the way from one mode to the other (B1, I1).
import { describe, expect, it } from '@jest/globals';
import { minutes, seconds } from '@frontdesk/kernel';
import { whyPooled } from './explain.js';
import { explainArrival } from './hypothetical.js';
import { poolSentence, sentenceOf } from './sentences.js';
import { given, at } from './testing/specification.js';
import * as staff from './testing/words-of-staff.js';
import * as words from './testing/words.js';
import { availability, conversationOf, modeFor, pooled, pooledCount, positionOf, waitingCount } from './views.js';

const { agent, assigned, closes, connects, event, group, hours, isLost, offline, online, requests } = words;
const { assigns, converts } = { ...staff, ...words };
const asynchronous = staff.mode('asynchronous');
const realTime = staff.mode('real_time');
const house = [staff.strategy(), group('sales'), group('support'), agent('ana', 1, 'sales')] as const;
const inPool = (id: string, data: object = {}) => event('pooled', { conversationId: id, ...data });
const names = { agent: (id: string) => id, group: (id: string) => id };

describe('I1a there is no queue and no submission', () => {
  it('whoever finds nobody is pooled, without a place, whatever the rules of the queue say', () => {
    const full = group('sales', { enabled: false, maxLength: 0, full: 'submission', nobodyOnline: 'submission' });
    const { state } = given(...house, full, asynchronous)
      .when(requests('c1'), { type: 'conversation_requested', data: { ...dataOf('c2'), result: 'submission' } })
      .then(inPool('c1', { cause: 'arrival', timeoutAt: null }), inPool('c2', { cause: 'arrival' }));
    expect(positionOf(state, 'c1')).toBe(null);
    expect(waitingCount(state, 'sales')).toBe(0);
    expect(conversationOf(state, 'c1')).toMatchObject({ state: 'pooled', live: true });
  });

  it('G1b out of hours nothing is offered: it is pooled, and given when the group is on duty', () => {
    given(...house, online('ana'), hours('sales', false), asynchronous)
      .when(requests('c1'))
      .then(inPool('c1', { reason: { excluded: { off_duty: 1 } } }));
    given(...house, online('ana'), hours('sales', false), asynchronous, requests('c1'))
      .when(hours('sales', true))
      .then(event('group_hours_changed'), assigned('c1', 'ana', { cause: 'freed' }));
  });

  it('somebody who is blocked is still refused', () => {
    given(...house, asynchronous)
      .when({ type: 'conversation_requested', data: { ...dataOf('c1'), blocked: true } })
      .then(event('refused', { conversationId: 'c1', why: 'blocked' }));
  });

  it('a submission typed before the switch is a message: its place is refused as pooled', () => {
    given(...house, requests('c1'), asynchronous)
      .when(converts('c1'))
      .then(event('convert_refused', { conversationId: 'c1', reason: 'pooled' }));
  });

  it('what an agent loses goes back to the pool, although the workspace offers submissions for it', () => {
    const strategy = staff.strategy({ agentLost: { graceMs: seconds(10), then: 'submission' } });
    given(...house, strategy, asynchronous, online('ana'), requests('c1'), at(20, staff.isGone('ana', 20)))
      .when(at(30, words.tick))
      .then(event('agent_lost'), inPool('c1', { cause: 'agent_lost', fromAgentId: 'ana', excludedAgentIds: ['ana'] }));
  });
});

describe('I1 among whom it is given out', () => {
  it('online only: an agent who is eligible has it at once', () => {
    given(...house, asynchronous, online('ana'))
      .when(requests('c1'))
      .then(assigned('c1', 'ana', { cause: 'arrival' }));
    given(...house, asynchronous)
      .when(requests('c1'))
      .then(inPool('c1', { reason: { excluded: { offline: 1 } } }));
  });

  it('all: whatever the status, but never over the limit, and an offer is not asked of who is not there', () => {
    const all = staff.mode('asynchronous', { among: 'all' });
    const strategy = staff.strategy({ offer: { acceptMs: seconds(30) } });
    given(...house, strategy, all)
      .when(requests('c1'), requests('c2'))
      .then(assigned('c1', 'ana'), inPool('c2', { reason: { excluded: { offline: 0, full: 1 } } }));
    given(...house, strategy, all, requests('c1'), requests('c2'))
      .when(closes('c1'))
      .then(event('released'), assigned('c2', 'ana', { cause: 'freed' }));
  });

  it('all: the method chooses among everybody of the group', () => {
    const { events } = given(
      ...house,
      agent('ben', 2, 'sales'),
      online('ana'),
      staff.mode('asynchronous', { among: 'all' }),
    ).when(requests('c1'), requests('c2'), requests('c3'));
    expect(events.map(({ data }) => ('agentId' in data ? data.agentId : null))).toEqual(['ben', 'ana', 'ben']);
  });

  it('all: an agent who goes offline keeps what they have', () => {
    const strategy = staff.strategy({ agentLost: { graceMs: seconds(10), then: 'requeue' } });
    const all = staff.mode('asynchronous', { among: 'all' });
    given(...house, strategy, all, online('ana'), requests('c1'), at(20, staff.isGone('ana', 20)))
      .when(at(30, words.tick))
      .then(event('agent_lost'));
  });

  it('P26 all: what a lost agent gives back makes room for who waits in the pool', () => {
    const strategy = staff.strategy({ agentLost: { graceMs: seconds(10), then: 'requeue' } });
    const mails = staff.mode('real_time', { among: 'all', channels: { mail: 'asynchronous' } });
    const mail = { type: 'conversation_requested', data: { ...dataOf('c2'), channel: 'mail' } } as const;
    const busyWith = [online('ana'), requests('c1'), mail] as const;
    given(...house, strategy, mails, ...busyWith, at(20, staff.isGone('ana', 20)))
      .when(at(30, words.tick))
      .then(
        event('agent_lost'),
        event('requeued', { conversationId: 'c1' }),
        assigned('c2', 'ana', { cause: 'freed' }),
      );
  });

  it('skills are asked for there, too', () => {
    const skilled = { type: 'conversation_requested', data: { ...dataOf('c1'), requiredSkills: { de: 2 } } } as const;
    given(...house, staff.mode('asynchronous', { among: 'all' }))
      .when(skilled)
      .then(inPool('c1', { reason: { excluded: { skill: 1 } } }));
  });
});

describe('I1b the pool is filled into what becomes free', () => {
  const three = [requests('c1'), requests('c2', { priority: 5 }), requests('c3')] as const;
  const first = (order: 'oldest' | 'priority' | 'last_message') =>
    given(
      ...house,
      staff.mode('asynchronous', { order }),
      ...three,
      staff.writes('c1'),
      staff.writes('c3'),
      staff.writes('c1'),
    )
      .when(online('ana'))
      .events.flatMap(({ type, data }) => (type === 'assigned' ? [data.conversationId] : []));

  it('I1b by the priority that is configured: the oldest, the highest class, or whoever wrote last', () => {
    expect(first('oldest')).toEqual(['c1']);
    expect(first('priority')).toEqual(['c2']);
    expect(first('last_message')).toEqual(['c1']);
  });

  it('a message moves it forward only where that counts', () => {
    given(...house, staff.mode('asynchronous', { order: 'last_message' }), ...three)
      .when(staff.writes('c2'))
      .then(event('visitor_wrote', { conversationId: 'c2' }));
    given(...house, asynchronous, ...three)
      .when(staff.writes('c2'))
      .thenNothing();
    const { state } = given(...house, staff.mode('asynchronous', { order: 'last_message' }), ...three).when(
      staff.writes('c2'),
      staff.mode('asynchronous', { order: 'priority' }),
    );
    expect(pooled(state, 'sales', 0, 9).map(({ conversationId }) => conversationId)).toEqual(['c2', 'c1', 'c3']);
  });

  it('D5 one whom nobody suits delays nobody behind it', () => {
    const skilled = { type: 'conversation_requested', data: { ...dataOf('c0'), requiredSkills: { de: 2 } } } as const;
    given(...house, asynchronous, skilled, requests('c1'))
      .when(online('ana'))
      .then(event('agent_status_changed'), assigned('c1', 'ana'));
  });

  it('after those who wait at a screen, where an agent serves both', () => {
    const both = staff.mode('real_time', { groups: { support: 'asynchronous' } });
    const ben = agent('ben', 1, 'sales', 'support');
    given(...house, both, ben, requests('c1', { to: 'support' }), requests('c2'))
      .when(online('ben'))
      .then(event('agent_status_changed'), assigned('c2', 'ben'));
  });

  it('I1c by hand: an agent takes one, a supervisor gives one, and each is answered once', () => {
    given(...house, asynchronous, ...three, agent('ben', 1, 'support'), online('ben'))
      .when(words.pulls('ben', 'c2'), words.pulls('ben', 'c2'), assigns('sue', 'c1', { agentId: 'ben' }))
      .then(
        assigned('c2', 'ben', { cause: 'pull' }),
        event('pull_refused', { reason: 'at_limit' }),
        event('command_refused', { reason: 'at_limit' }),
      );
    const all = staff.mode('asynchronous', { among: 'all' });
    given(...house, all, agent('ben', 2, 'support'), requests('c1'), requests('c2'))
      .when(words.pulls('ben', 'c2'), words.pulls('ana', 'c2'))
      .then(assigned('c2', 'ben', { cause: 'pull' }), event('pull_refused', { reason: 'not_online' }));
    given(...house, asynchronous, ...three)
      .when(words.pulls('ana', 'c2'))
      .then(event('pull_refused', { reason: 'not_online' }));
  });

  it('moved to another group it is in the pool there, or in the queue if that is real-time', () => {
    given(...house, asynchronous, requests('c1'))
      .when(assigns('sue', 'c1', { groupId: 'support' }))
      .then(inPool('c1', { groupId: 'support', cause: 'moved' }));
    given(...house, staff.mode('asynchronous', { groups: { support: 'real_time' } }), requests('c1'))
      .when(assigns('sue', 'c1', { groupId: 'support' }))
      .then(event('requeued', { groupId: 'support', cause: 'moved', position: 1 }));
  });
});

describe('I1d how it ends', () => {
  it('I1d with the unassigned timeout, told apart from that of a queue', () => {
    given(...house, staff.mode('asynchronous', { timeoutMs: minutes(5) }), at(60, requests('c1')))
      .when(at(359, words.tick), at(360, words.tick))
      .then(event('timed_out', { conversationId: 'c1', pooled: true, waitedMs: minutes(5), consequence: 'message' }));
  });

  it('I1a never because the visitor is away: they may go and come back', () => {
    const { state } = given(...house, asynchronous, connects('v'), requests('c1', { by: 'v' }), at(10, isLost('v', 10)))
      .when(at(10_000, words.tick))
      .thenNothing();
    expect(conversationOf(state, 'c1')).toMatchObject({ state: 'pooled', live: false });
    given(...house, asynchronous, requests('c1', { by: 'v' }), isLost('v', 10))
      .when(online('ana'))
      .then(event('agent_status_changed'), assigned('c1', 'ana'));
  });

  it('by the visitor or by staff', () => {
    given(...house, asynchronous, requests('c1'))
      .when(closes('c1', 'visitor'))
      .then(event('abandoned', { cause: 'left' }));
    given(...house, asynchronous, requests('c1'))
      .when(staff.closesByHand('sue', 'c1'))
      .then(event('closed_by_staff'));
  });
});

describe('B1a the mode of one conversation', () => {
  it('B1a a rule comes first, then the channel, then the group, then the workspace', () => {
    const mixed = staff.mode('real_time', { channels: { web: 'real_time' }, groups: { sales: 'asynchronous' } });
    const byRule = { type: 'conversation_requested', data: { ...dataOf('c1'), mode: 'asynchronous' } } as const;
    given(...house, mixed)
      .when(byRule, requests('c2'))
      .then(inPool('c1'), event('queued', { conversationId: 'c2' }));
    const grouped = staff.mode('real_time', { groups: { sales: 'asynchronous' } });
    const { state } = given(...house, grouped)
      .when(requests('c1'), requests('c2', { to: 'support' }))
      .then(inPool('c1'), event('queued', { conversationId: 'c2' }));
    expect([modeFor(state, 'sales'), modeFor(state, 'support', 'web')]).toEqual(['asynchronous', 'real_time']);
  });

  it('a rule counts although the workspace never said anything', () => {
    const byRule = { type: 'conversation_requested', data: { ...dataOf('c1'), mode: 'asynchronous' } } as const;
    given(...house)
      .when(byRule)
      .then(inPool('c1', { terms: { mode: 'asynchronous' } }));
  });

  it('P27 who asks what they would meet is told the same', () => {
    const { state } = given(...house, asynchronous).when();
    expect(availability(state, 'sales')).toBe('asynchronous');
    expect(explainArrival(state, dataOf('c1'), 0).events).toMatchObject([{ type: 'pooled' }]);
    expect(availability(given(...house, asynchronous, online('ana')).when().state, 'sales')).toBe('online');
  });
});

describe('B1b a switch is one decision', () => {
  it('B1b queue to pool: everybody, in their order, at their time of arrival', () => {
    const { state } = given(...house, at(10, requests('c1')), at(20, requests('c2', { priority: 3 })))
      .when(at(30, asynchronous))
      .then(
        event('mode_configured'),
        inPool('c2', { cause: 'switched', arrivedAt: seconds(20), priority: 3 }),
        inPool('c1', { cause: 'switched', arrivedAt: seconds(10) }),
      );
    expect([waitingCount(state, 'sales'), pooledCount(state, 'sales')]).toEqual([0, 2]);
  });

  it('B1b pool to queue: everybody who is there, in their order, beyond the length of the queue', () => {
    const short = group('sales', { maxLength: 1, maxWaitMs: seconds(60) });
    given(...house, short, asynchronous, at(10, requests('c1')), at(20, requests('c2')), at(30, requests('c3')))
      .when(at(500, realTime))
      .then(
        event('mode_configured'),
        ...['c1', 'c2', 'c3'].map((id, i) =>
          event('requeued', {
            ...{ conversationId: id, position: i + 1, cause: 'switched', fromAgentId: null },
            ...{ arrivedAt: seconds(10 + 10 * i), timeoutAt: seconds(560) },
          }),
        ),
      );
  });

  it('whoever is away stays in the pool, is still served, and comes into the queue when they are back', () => {
    const away = [connects('v'), requests('c1', { by: 'v' }), at(10, isLost('v', 10)), requests('c2')] as const;
    const { state } = given(...house, asynchronous, ...away, realTime)
      .when(at(9_000, words.tick))
      .then(
        // c2 has no connection, and loses the place as anybody in a queue does.
        event('abandoned', { conversationId: 'c2', cause: 'lease' }),
      );
    expect(conversationOf(state, 'c1')).toMatchObject({ state: 'pooled' });
    given(...house, asynchronous, ...away, realTime)
      .when(connects('v'))
      .then(
        event('visitor_connected'),
        event('requeued', { conversationId: 'c1', position: 1, cause: 'switched' }),
        event('place_worsened'),
      );
    given(...house, asynchronous, ...away, realTime, closes('c2'))
      .when(online('ana'))
      .then(event('agent_status_changed'), assigned('c1', 'ana'));
  });

  it('B1a B1b only those of the channel or group that is switched', () => {
    const support = staff.mode('real_time', { groups: { support: 'asynchronous' } });
    given(...house, requests('c1'), requests('c2', { to: 'support' }))
      .when(support)
      .then(event('mode_configured'), inPool('c2', { cause: 'switched' }));
    const mail = { type: 'conversation_requested', data: { ...dataOf('c2'), channel: 'mail' } } as const;
    given(...house, requests('c1'), mail)
      .when(staff.mode('real_time', { channels: { mail: 'asynchronous' } }))
      .then(event('mode_configured'), inPool('c2', { cause: 'switched' }));
  });

  it('with an agent stays with the agent, and an offer stays open; what it falls back to follows the new mode', () => {
    const strategy = staff.strategy({ offer: { acceptMs: seconds(30) } });
    given(...house, strategy, online('ana'), requests('c1'))
      .when(asynchronous, staff.refuses('ana', 'c1'))
      .then(
        event('mode_configured'),
        event('offer_ended'),
        inPool('c1', { cause: 'offer', excludedAgentIds: ['ana'] }),
      );
    given(...house, online('ana'), requests('c1'))
      .when(asynchronous)
      .then(event('mode_configured'));
  });

  it('what was offered is not taken back: a submission may still be left', () => {
    const nobody = group('sales', { nobodyOnline: 'submission' });
    given(...house, nobody, requests('c1'))
      .when(asynchronous, converts('c1'))
      .then(event('mode_configured'), event('converted', { conversationId: 'c1' }));
  });

  it('a place kept for somebody is not kept in the pool, and nobody is told to answer in time any more', () => {
    const strategy = staff.strategy({
      familiarity: { withinMs: minutes(60), mode: 'wait', waitMs: minutes(5) },
      firstResponseMs: seconds(5),
    });
    const known = [
      online('ana'),
      requests('c0', { by: 'v' }),
      closes('c0'),
      requests('c1'),
      requests('c2', { by: 'v' }),
    ];
    const { state } = given(...house, strategy, ...known)
      .when(asynchronous, at(600, words.tick))
      .then(event('mode_configured'), inPool('c2', { cause: 'switched' }));
    expect(conversationOf(state, 'c1')).toMatchObject({ state: 'assigned', agentId: 'ana' });
  });

  it('who could take nothing of a queue takes of the pool in the same decision', () => {
    given(...house, requests('c1'))
      .when(staff.mode('asynchronous', { among: 'all' }))
      .then(event('mode_configured'), inPool('c1'), assigned('c1', 'ana', { cause: 'freed' }));
  });

  it('said again it changes nothing', () => {
    given(...house, asynchronous)
      .when(asynchronous)
      .thenNothing();
  });
});

describe('D6 it is explained', () => {
  it('why it came there, and why nobody has it yet', () => {
    const { state, events } = given(...house, asynchronous).when(requests('c1'));
    expect(events.map((each) => sentenceOf(each, names))).toEqual([
      'Nobody could take it at once (1 offline), so it is in the pool of sales until somebody can.',
    ]);
    const why = whyPooled(state, 'c1');
    expect(why && poolSentence(why, names)).toBe('In the pool: nobody of sales is online (1 offline).');
    expect(whyPooled(state, 'c2')).toBe(null);
  });

  it.each([
    ['In the pool: sales is off duty.', [hours('sales', false), online('ana')]],
    ['In the pool: sales has no agents.', [words.agentRemoved('ana')]],
    [
      'In the pool: everybody of sales who could take it is at their limit (1 at their limit).',
      [online('ana'), requests('c0')],
    ],
    ['In the pool: nobody of sales who could take it suits it (1 without the skill).', [online('ana')]],
  ])('%s', (sentence, history) => {
    const skills = sentence.includes('skill') ? { requiredSkills: { de: 1 } } : {};
    const last = { type: 'conversation_requested', data: { ...dataOf('c1'), ...skills } } as const;
    const why = whyPooled(given(...house, asynchronous, ...history, last).when().state, 'c1');
    expect(why && poolSentence(why, names)).toBe(sentence);
  });

  it('the switch, the message and the end', () => {
    const { events } = given(...house, requests('c1')).when(
      staff.mode('asynchronous', { order: 'last_message', timeoutMs: minutes(5) }),
      staff.writes('c1'),
      at(9_000, words.tick),
      offline('ana'),
    );
    expect(events.slice(1).map((each) => sentenceOf(each, names))).toEqual([
      'In the pool of sales: the mode is another one.',
      'The visitor wrote again, which moved it forward in the pool.',
      'Nobody took it from the pool within 149 min 55 s.',
    ]);
  });
});

function dataOf(conversationId: string) {
  const input = requests(conversationId);
  if (input.type !== 'conversation_requested') throw new Error('a request');
  return input.data;
}
