// The queue's newer rules: hysteresis and limits per slot, warning and keep waiting (E2), the maximum of overtakes (E1),
// overflow (B5), familiarity (B6), what comes before the method (D1).
import { describe, expect, it } from '@jest/globals';
import { seconds } from '@frontdesk/kernel';
import { availability } from './views.js';
import { at, given } from './testing/specification.js';
import * as staff from './testing/words-of-staff.js';
import * as words from './testing/words.js';
import type { GroupRules, Overflow } from './settings.js';

const { agentWith, strategy } = staff;
const { assigned, closes, event, group, offered, online, queued, refused, requests, tick } = words;
type Words = Parameters<typeof group>[1];

function sales(queue: Partial<GroupRules['queue']>, more: Words = {}, overflow?: readonly Overflow[]) {
  const { data } = group('sales', more) as Extract<ReturnType<typeof group>, { type: 'group_configured' }>;
  const rules = { ...data, queue: { ...data.queue, ...queue }, ...(overflow && { overflow }) };
  return { type: 'group_configured', data: rules } as const;
}
const asks = (id: string, more: object) => {
  const { data } = requests(id) as Extract<ReturnType<typeof requests>, { type: 'conversation_requested' }>;
  return { type: 'conversation_requested', data: { ...data, ...more } } as const;
};
const ann = [agentWith('ann'), online('ann')];
const refusedTo = (reason: string) => event('command_refused', { reason });

describe('E2', () => {
  it('E2a lets in n per slot that is online, and the fixed length if that is smaller', () => {
    given(sales({ maxPerSlot: 2 }), agentWith('ann', { limit: 1 }), online('ann'), requests('1'))
      .when(requests('2'), requests('3'), requests('4'))
      .then(queued('2', 1), queued('3', 2), offered('4', 'full'));
    given(sales({ maxPerSlot: 2, maxLength: 1 }), ...ann, requests('1'))
      .when(requests('2'), requests('3'))
      .then(queued('2', 1), offered('3', 'full'));
  });

  it('E2b once full, lets nobody in until it is short enough', () => {
    given(sales({ maxLength: 3, reopenAt: 1 }), requests('1'), requests('2'), requests('3'))
      .when(closes('1', 'visitor'), requests('4'), closes('2', 'visitor'), requests('5'))
      .then(event('abandoned'), offered('4', 'full'), event('abandoned'), queued('5', 2));
  });

  it('E2c warns before the longest wait has passed, and begins it anew as often as allowed', () => {
    given(
      sales({ maxWaitMs: seconds(100), warnBeforeMs: seconds(30), keepWaiting: 1 }),
      words.connects('visitor-1'),
      at(10, requests('1')),
    )
      .when(
        at(80, tick),
        at(90, staff.keepsWaiting('1')),
        at(95, staff.keepsWaiting('1')),
        at(160, tick),
        at(190, tick),
      )
      .then(
        event('wait_warned', { timeoutAt: seconds(110) }),
        event('wait_extended', { timeoutAt: seconds(190), left: 0 }),
        refusedTo('no_more_keep_waiting'),
        event('wait_warned', { timeoutAt: seconds(190) }),
        offered('1', 'timed_out'),
      );
  });

  it('E2d tells why there is nothing to begin anew', () => {
    given(sales({}), requests('1'), ...ann, requests('2'))
      .when(staff.keepsWaiting('2'), staff.keepsWaiting('1'), staff.keepsWaiting('9'))
      .then(refusedTo('no_timeout'), refusedTo('not_waiting'), refusedTo('visitor_left'));
  });
});

describe('E1 the maximum of overtakes', () => {
  const vip = (id: string) => requests(id, { priority: 5 });

  it('E1b nobody is overtaken more often: their order and that of all before them is fixed', () => {
    given(sales({ maxOvertakes: 2 }), requests('a'), requests('b'))
      .when(vip('1'), vip('2'), vip('3'))
      .then(
        ...[queued('1', 1), event('place_worsened', { causedBy: '1' })],
        ...[
          queued('2', 2),
          event('place_worsened', { causedBy: '2' }),
          event('places_fixed', { upTo: 'b', position: 4 }),
        ],
        queued('3', 5),
      );
  });

  it('E1c a fixed place is kept through an offer, and not taken by staff', () => {
    const offering = strategy({ offer: { acceptMs: seconds(30) } });
    given(sales({ maxOvertakes: 1 }), offering, requests('a'), vip('1'), agentWith('ann', { limit: 2 }), online('ann'))
      .when(vip('2'), staff.refuses('ann', 'a', 2), staff.reprioritises('sue', 'a', 9))
      .then(
        queued('2', 1),
        event('offer_ended', { conversationId: 'a', how: 'rejected' }),
        event('requeued', { conversationId: 'a', position: 1 }),
        event('place_worsened', { causedBy: 'a' }),
        event('offered', { conversationId: '2' }),
        refusedTo('place_fixed'),
      );
  });
});

describe('B5 overflow', () => {
  const help = [group('help'), agentWith('bob', { groupIds: ['help'] }), online('bob')];
  const to = (when: Overflow['when'], afterMs?: number): readonly Overflow[] => [
    { groupId: 'help', when, ...(afterMs !== undefined && { afterMs }) },
  ];
  const overflowed = (when: string) => event('overflowed', { fromGroupId: 'sales', toGroupId: 'help', when });

  it('B5a when nobody of the group is online, who arrives and who waits already', () => {
    given(sales({}, {}, to('no_agent_online')), ...help, strategy())
      .when(requests('1'))
      .then(overflowed('no_agent_online'), assigned('1', 'bob', { groupId: 'help', cause: 'overflow' }));
    given(sales({}, {}, to('no_agent_online')), ...help, ...ann, requests('1'), requests('2'))
      .when(words.offline('ann'))
      .then(event('agent_status_changed'), overflowed('no_agent_online'), assigned('2', 'bob'));
  });

  it('B5b when all are full; whoever is free later there serves both, the earlier first', () => {
    given(
      sales({}, {}, to('all_full')),
      ...help,
      ...ann,
      requests('1'),
      requests('2'),
      requests('3'),
      requests('4', { to: 'help' }),
    )
      .when(closes('2'))
      .then(event('released', { agentId: 'bob' }), overflowed('all_full'), assigned('3', 'bob'));
  });

  it('B5c out of hours of the group, into the queue of one that is on duty', () => {
    given(sales({}, {}, to('off_duty')), ...help, words.hours('sales', false), requests('9', { to: 'help' }))
      .when(requests('1'))
      .then(overflowed('off_duty'), queued('1', 1, { groupId: 'help' }));
  });

  it('B5d after so long a wait both groups serve it', () => {
    given(
      sales({}, {}, to('waited', seconds(60))),
      ...help,
      at(10, requests('1')),
      at(20, requests('9', { to: 'help' })),
    )
      .when(at(30, closes('9')), at(69, tick), at(70, tick))
      .then(event('released'), overflowed('waited'), assigned('1', 'bob', { groupId: 'help', cause: 'overflow' }));
    given(sales({}, {}, to('waited', seconds(60))), ...help, requests('9', { to: 'help' }), at(10, requests('1')))
      .when(at(70, tick), at(80, closes('9')))
      .then(overflowed('waited'), event('released'), assigned('1', 'bob'));
  });

  it('B5e as the consequence of full and of the longest wait, and a message when nobody takes them', () => {
    const full = { full: 'overflow', timeout: 'overflow' } as Words;
    given(sales({ maxLength: 0 }, full, to('no_agent_online')), ...help, ...ann, requests('1'))
      .when(requests('2'), requests('3'))
      .then(overflowed('full'), assigned('2', 'bob'), overflowed('full'), queued('3', 1, { groupId: 'help' }));
    given(sales({ maxWaitMs: 1_000 }, full, []), at(10, requests('1')))
      .when(at(11, tick))
      .then(event('timed_out', { consequence: 'message' }));
  });

  it('B5f has no loops: nobody goes back to the group they came from', () => {
    const back = {
      ...sales({ maxWaitMs: 1_000 }, { timeout: 'overflow' }, [{ groupId: 'sales', when: 'any' }]),
    };
    const helping = { ...back, data: { ...back.data, groupId: 'help' } };
    given(sales({ maxWaitMs: 1_000 }, { timeout: 'overflow' }, to('all_full')), helping, at(10, requests('1')))
      .when(at(11, tick), at(12, tick))
      .then(overflowed('timeout'), event('requeued', { groupId: 'help', cause: 'overflow' }), event('timed_out'));
  });

  it('P27 says what a visitor would meet from the same code that decides it', () => {
    const chain = sales({}, { nobodyOnline: 'submission' }, to('no_agent_online'));
    const { state } = given(chain, ...help).when();
    expect(availability(state, 'sales')).toBe('online');
    given(chain, ...help, requests('9', { to: 'help' }))
      .when(requests('1'))
      .then(queued('1', 1));
    expect(availability(given(chain, group('help')).when().state, 'sales')).toBe('nobody_online');
    expect(availability(given(chain, ...help, requests('1')).when().state, 'sales')).toBe('all_full');
  });
});

describe('B6 familiarity', () => {
  const known = (mode: 'prefer' | 'wait', limit = 1) => [
    ...[group('sales'), strategy({ familiarity: { withinMs: seconds(1000), mode, waitMs: seconds(30) } })],
    ...[agentWith('ann', { limit }), online('ann'), requests('0', { by: 'mia' }), closes('0')],
  ];
  const bob = [agentWith('bob', { limit: 9 }), online('bob')];

  it('B6b prefers the last agent of this visitor, and asks the method when they cannot', () => {
    given(...known('prefer', 2), ...bob)
      .when(requests('1', { by: 'mia' }))
      .then(assigned('1', 'ann', { cause: 'familiar' }));
    given(...known('prefer'), requests('9'), ...bob)
      .when(requests('1', { by: 'mia' }))
      .then(assigned('1', 'bob', { cause: 'arrival' }));
  });

  it('B6c keeps the place for them for a while, then anybody may take it', () => {
    given(...known('wait'), at(20, requests('9')), ...bob)
      .when(at(30, requests('1', { by: 'mia' })), at(60, tick))
      .then(
        queued('1', 1, { keptFor: { agentId: 'ann', until: seconds(60) } }),
        event('keeping_ended', { cause: 'elapsed' }),
        assigned('1', 'bob'),
      );
    given(...known('wait'), requests('9'), ...bob, requests('1', { by: 'mia' }))
      .when(closes('9'))
      .then(event('released', { agentId: 'ann' }), assigned('1', 'ann', { cause: 'familiar' }));
  });

  it('B6d P28 does not wait for who is offline, or goes offline meanwhile', () => {
    given(...known('wait'), words.offline('ann'), ...bob)
      .when(requests('1', { by: 'mia' }))
      .then(assigned('1', 'bob'));
    given(...known('wait'), requests('9'), ...bob, requests('1', { by: 'mia' }))
      .when(words.offline('ann'))
      .then(event('agent_status_changed'), event('keeping_ended', { cause: 'agent_gone' }), assigned('1', 'bob'));
  });
});

describe('D1 the order of a decision', () => {
  const both = [
    group('sales'),
    strategy(),
    agentWith('ann', { limit: 9 }),
    agentWith('bob', { limit: 9 }),
    online('ann'),
    online('bob'),
  ];

  it('D1a blocked comes before everything', () => {
    given(...both)
      .when(asks('1', { blocked: true, agentId: 'bob', result: 'submission' }))
      .then(refused('1', 'blocked'));
  });

  it('D1b P28 the agent who is named is asked before the method, and passed over when they cannot', () => {
    given(...both)
      .when(asks('1', { agentId: 'bob', result: 'submission' }))
      .then(assigned('1', 'bob', { cause: 'designated' }));
    given(...both, words.offline('bob'))
      .when(asks('1', { agentId: 'bob' }))
      .then(assigned('1', 'ann', { cause: 'arrival' }));
  });

  it('B7b a rule may ask for a submission, whoever is free', () => {
    given(...both)
      .when(asks('1', { result: 'submission', ruleId: 'r' }))
      .then(offered('1', 'by_rule', { reason: { ruleId: 'r' } }));
  });
});
