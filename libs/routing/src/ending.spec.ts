// How a wait ends without its turn having come: closed, left, converted (E7) or pulled (D7).
import { describe, it } from '@jest/globals';
import { at, given } from './testing/specification.js';
import {
  agent,
  assigned,
  closes,
  connects,
  converts,
  event,
  group,
  isLost,
  offline,
  online,
  pulls,
  refused,
  requests,
  tick,
} from './testing/words.js';

const sales = group('sales');
const ann = agent('ann', 1, 'sales');

describe('the end of a wait', () => {
  const waiting = [sales, ann, requests('1')];

  it('left by the visitor, or closed by staff', () => {
    given(...waiting)
      .when(closes('1', 'visitor'))
      .then(event('abandoned', { conversationId: '1', cause: 'left' }));
    for (const by of ['agent', 'supervisor', 'system'] as const) {
      given(...waiting)
        .when(closes('1', by), closes('1', by))
        .then(event('closed_by_staff', { conversationId: '1' }));
    }
  });

  it('an offer that is closed ends as the refusal that it was', () => {
    given(group('sales', { maxLength: 0 }), requests('1'))
      .when(closes('1', 'visitor'), closes('1', 'visitor'))
      .then(refused('1', 'full', { reason: null }));
  });

  it('an offer whose visitor stays away ends as the refusal that it was', () => {
    given(group('sales', { maxLength: 0 }), connects('vera'), requests('1', { by: 'vera' }), at(10, isLost('vera', 10)))
      .when(at(130, tick))
      .then(refused('1', 'full', { reason: null }));
  });

  it('a closing of what is unknown is nothing', () => {
    given(...waiting)
      .when(closes('nine'))
      .thenNothing();
  });
});

describe('conversion (E7)', () => {
  it('ends a wait or an offer once; repeated it is the same one', () => {
    given(sales, requests('1'))
      .when(converts('1'), converts('1'))
      .then(event('converted', { conversationId: '1' }));
    given(group('sales', { maxLength: 0 }), requests('1'))
      .when(converts('1'))
      .then(event('converted'));
  });

  it('races with an assignment to exactly one outcome', () => {
    given(sales, ann, requests('1'))
      .when(online('ann'), converts('1'))
      .then(event('agent_status_changed'), assigned('1', 'ann'), event('convert_refused', { reason: 'assigned' }));
    given(sales, ann, requests('1'))
      .when(converts('1'), online('ann'))
      .then(event('converted'), event('agent_status_changed'));
  });

  it('of what is not open is refused', () => {
    given(sales)
      .when(converts('nine'))
      .then(event('convert_refused', { reason: 'not_open' }));
    given(sales, requests('1'), converts('1'))
      .when(converts('1', 'another'))
      .then(event('convert_refused', { reason: 'not_open' }));
  });
});

describe('pull (D7)', () => {
  const tom = agent('tom', 1, 'tech');
  const waiting = [group('tech'), sales, tom, ann, requests('1'), requests('2')];

  it('takes one out of turn', () => {
    given(...waiting, online('tom'))
      .when(pulls('tom', '2'))
      .then(assigned('2', 'tom', { cause: 'pull', groupId: 'sales', reason: { tieBreak: 'named' } }));
  });

  it('P04 has one winner; the other learns that it is taken', () => {
    given(...waiting, agent('tim', 1, 'tech'), online('tom'), online('tim'))
      .when(pulls('tom', '1'), pulls('tim', '1'))
      .then(assigned('1', 'tom'), event('pull_refused', { agentId: 'tim', reason: 'taken_by_other' }));
  });

  it('is refused with the reason', () => {
    given(...waiting, closes('2', 'visitor'))
      .when(
        pulls('zoe', '1'),
        pulls('tom', '1'),
        online('tom'),
        pulls('tom', '2'),
        pulls('tom', '1'),
        pulls('tom', '2'),
        offline('tom'),
      )
      .then(
        event('pull_refused', { reason: 'unknown_agent' }),
        event('pull_refused', { reason: 'not_online' }),
        event('agent_status_changed'),
        event('pull_refused', { reason: 'visitor_left' }),
        assigned('1', 'tom'),
        event('pull_refused', { reason: 'at_limit' }),
        event('agent_status_changed'),
      );
  });
});
