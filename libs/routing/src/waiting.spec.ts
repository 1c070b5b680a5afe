// Those who wait: order, who is served next, lost and found visitors, and the timers of a wait.
import { describe, expect, it } from '@jest/globals';
import { at, given } from './testing/specification.js';
import {
  agent,
  agentRemoved,
  assigned,
  closes,
  connects,
  event,
  group,
  hours,
  isLost,
  offered,
  online,
  queued,
  requests,
  resumed,
  tick,
} from './testing/words.js';
import { positionOf } from './views.js';

const sales = group('sales');
const ann = agent('ann', 1, 'sales');

describe('order (E1)', () => {
  it('E1a is priority, then arrival; who loses a place learns because of whom', () => {
    given(sales, requests('1'), requests('2'), requests('3', { priority: 5 }))
      .when(requests('4', { priority: 5 }), requests('5'), requests('6', { priority: 9 }))
      .then(
        queued('4', 2),
        event('place_worsened', { groupId: 'sales', fromPosition: 2, causedBy: '4' }),
        queued('5', 5),
        queued('6', 1),
        event('place_worsened', { groupId: 'sales', fromPosition: 1, causedBy: '6' }),
      );
  });

  it('P16 a freed slot goes to the longest waiting', () => {
    given(sales, ann, online('ann'), requests('1'), requests('4'), requests('5'))
      .when(closes('1'))
      .then(event('released', { agentId: 'ann' }), assigned('4', 'ann', { cause: 'freed', waitedMs: 2000 }));
  });

  it('P17 a freed agent serves the longest waiting of all their groups', () => {
    given(sales, group('tech'), agent('ann', 1, 'sales', 'tech'), online('ann'), requests('1'))
      .when(requests('2', { to: 'tech' }), requests('3'), closes('1'), closes('2'))
      .then(
        queued('2', 1),
        queued('3', 1),
        event('released'),
        assigned('2', 'ann'),
        event('released'),
        assigned('3', 'ann'),
      );
  });

  it('P20 of a thousand queues none is forgotten: their one agent comes to each, the longest waiting first', () => {
    const queues = Array.from({ length: 1000 }, (_, i) => `queue-${(i * 7) % 1000}`);
    const { events } = given(
      ...queues.map((id) => group(id, { abandonAfterMs: 86_400_000 })),
      agent('ann', 1, ...queues),
      ...queues.map((to) => requests(`in ${to}`, { to })),
    ).when(online('ann'), ...queues.map((id) => closes(`in ${id}`)));
    const served = events.flatMap(({ type, data }) => (type === 'assigned' ? [data.groupId] : []));
    expect(served).toEqual(queues);
  });

  it('D5a P19 a head whom nobody can serve delays nobody behind it', () => {
    given(group('vip'), sales, ann, agent('vic', 1, 'vip'), requests('1', { to: 'vip', priority: 9 }), requests('2'))
      .when(online('ann'))
      .then(event('agent_status_changed'), assigned('2', 'ann'));
  });
});

describe('whatever frees or adds capacity serves by itself (D4)', () => {
  const full = [sales, agent('ann', 1, 'sales'), online('ann'), requests('1'), requests('2'), requests('3')];

  it('a raised limit, as far as it goes', () => {
    given(...full)
      .when(agent('ann', 2, 'sales'))
      .then(event('agent_configured'), assigned('2', 'ann'));
    given(...full)
      .when(agent('ann', 9, 'sales'))
      .then(event('agent_configured'), assigned('2', 'ann'), assigned('3', 'ann'));
  });

  it('a joined group', () => {
    given(...full, group('tech'), agent('tom', 1, 'tech'), online('tom'))
      .when(agent('tom', 1, 'tech', 'sales'))
      .then(event('agent_configured'), assigned('2', 'tom'));
  });

  it('opened hours find nobody unserved', () => {
    given(...full, hours('sales', false))
      .when(hours('sales', true))
      .then(event('group_hours_changed'));
  });

  it('D5b a lowered limit takes nothing away and gives nothing', () => {
    given(sales, agent('ann', 3, 'sales'), online('ann'), requests('1'), requests('2'), requests('3'), requests('4'))
      .when(agent('ann', 1, 'sales'), closes('1'), closes('2'), closes('3'))
      .then(event('agent_configured'), event('released'), event('released'), event('released'), assigned('4', 'ann'));
  });

  it('P22 a slot is given back once, also by an agent who was removed', () => {
    given(...full, agentRemoved('ann'))
      .when(closes('1'), closes('1'), agent('ann', 1, 'sales'))
      .then(event('released'), event('agent_configured'), assigned('2', 'ann'));
  });
});

describe('a visitor without a live lease (E5, P24)', () => {
  const waiting = [sales, ann, at(10, connects('vera')), at(11, requests('1', { by: 'vera' })), requests('2')];

  it('keeps the place, is passed over, and gets the next slot on return', () => {
    const { state } = given(...waiting, isLost('vera', 12))
      .when(at(20, online('ann')))
      .then(event('agent_status_changed'), assigned('2', 'ann'));
    expect(positionOf(state, '1')).toMatchObject({ position: 1, live: false });
    given(...waiting, isLost('vera', 12), at(20, online('ann')), connects('vera'))
      .when(closes('2'))
      .then(event('released'), assigned('1', 'ann'));
  });

  it('gets a slot that became free meanwhile at once on return', () => {
    given(...waiting, isLost('vera', 12), closes('2', 'visitor'), online('ann'))
      .when(connects('vera'))
      .then(event('visitor_connected'), assigned('1', 'ann', { cause: 'freed' }));
  });

  it('is abandoned at the right moment after the last beat, with zero messages', () => {
    const lost = [...waiting, closes('2', 'visitor'), at(50, isLost('vera', 40))];
    given(...lost)
      .when(at(159, tick))
      .thenNothing();
    given(...lost)
      .when(at(160, tick))
      .then(event('abandoned', { conversationId: '1', cause: 'lease' }));
  });

  it('P53 is not abandoned by a timer from before the return', () => {
    given(...waiting, closes('2'), isLost('vera', 40), connects('vera'))
      .when(at(999, tick))
      .thenNothing();
  });

  it('who never connected counts as live, but not for ever', () => {
    const fresh = given(sales, ann, at(10, requests('1')));
    fresh.when(online('ann')).then(event('agent_status_changed'), assigned('1', 'ann'));
    given(sales, at(10, requests('1')))
      .when(at(130, tick))
      .then(event('abandoned', { conversationId: '1', cause: 'lease' }));
    given(sales, at(10, requests('1', { by: 'vera' })), connects('vera'))
      .when(at(999, tick))
      .thenNothing();
  });
});

describe('the longest wait (E2)', () => {
  const rules = { maxWaitMs: 60_000 };

  it('ends with an offer that stays open', () => {
    given(group('sales', rules), at(10, requests('1')))
      .when(at(70, tick))
      .then(offered('1', 'timed_out', { arrivedAt: 10_000 }));
  });

  it('ends with a message', () => {
    given(group('sales', { ...rules, timeout: 'message' }), at(10, requests('1')))
      .when(at(70, tick))
      .then(event('timed_out', { conversationId: '1', waitedMs: 60_000, consequence: 'message' }));
  });

  it('an unused offer ends as the time-out that it was', () => {
    given(group('sales', rules), at(10, requests('1')), at(70, tick))
      .when(at(130, tick))
      .then(event('timed_out', { conversationId: '1', waitedMs: 60_000, consequence: 'submission' }));
  });

  it('an unused offer keeps the time of a lease that was lost before', () => {
    const lost = [group('sales', rules), connects('vera'), at(10, requests('1', { by: 'vera' })), isLost('vera', 60)];
    given(...lost, at(70, tick))
      .when(at(179, tick))
      .thenNothing();
    given(...lost, at(70, tick))
      .when(at(180, tick))
      .then(event('timed_out', { waitedMs: 60_000 }));
  });

  it('P53 is over with the wait: an assignment cancels every timer of it', () => {
    given(group('sales', rules), ann, at(10, requests('1')), online('ann'))
      .when(at(999, tick))
      .thenNothing();
  });

  it('what is due fires before the input that came too late', () => {
    given(group('sales', { ...rules, timeout: 'message' }), ann, at(10, requests('1')))
      .when(at(70, online('ann')))
      .then(event('timed_out'), event('agent_status_changed'));
  });

  it('due together, timers fire in the order of deadline and id', () => {
    given(
      group('sales', { ...rules, timeout: 'message' }),
      at(10, requests('b')),
      at(10, requests('a')),
      at(9.9, requests('c')),
    )
      .when(at(70, tick))
      .then(
        event('timed_out', { conversationId: 'c' }),
        event('timed_out', { conversationId: 'a' }),
        event('timed_out', { conversationId: 'b' }),
      );
  });
});

describe('after an outage', () => {
  const waiting = [group('sales', { maxWaitMs: 60_000 }), at(5, hours('sales', true, 30)), at(10, requests('1'))];

  it('nobody expires for it, but hours follow the wall', () => {
    given(...waiting)
      .when(at(100, resumed(80)), at(149, tick), at(150, tick))
      .then(
        event('deadlines_extended', { byMs: 80_000 }),
        event('group_hours_changed', { open: false }),
        offered('1', 'timed_out', { arrivedAt: 10_000 }),
      );
  });

  it('without a gap or without timers there is nothing to extend', () => {
    given(...waiting)
      .when(at(11, resumed(0)))
      .thenNothing();
    given(sales).when(resumed(80)).thenNothing();
  });
});
