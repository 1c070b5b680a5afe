// Offers that agents accept, refuse or let lapse (B4 `offer`): each ends exactly once, and nobody is asked twice.
import { describe, it } from '@jest/globals';
import { seconds } from '@frontdesk/kernel';
import { at, given } from './testing/specification.js';
import { accepts, agentWith, assigns, closesByHand, refuses, strategy } from './testing/words-of-staff.js';
import * as words from './testing/words.js';

const { assigned, closes, event, group, online, pulls, requests, tick } = words;
const offering = [group('sales'), strategy({ offer: { acceptMs: seconds(30) } })];
const ann = [agentWith('ann'), online('ann')];
const bob = [agentWith('bob'), online('bob')];
const offered = (id: string, agentId: string) => event('offered', { conversationId: id, agentId });
const ended = (how: string, agentId: string) => event('offer_ended', { how, agentId });
const refusedTo = (reason: string) => event('command_refused', { reason });
const requeued = (data = {}) => event('requeued', { cause: 'offer', ...data });

describe('an offer', () => {
  it('B4e holds the slot until it is answered, then the agent has it', () => {
    given(...offering, ...ann)
      .when(requests('1'), requests('2'), accepts('ann', '1'))
      .then(
        event('offered', { agentId: 'ann', offerId: '1.1', expiresAt: seconds(35) }),
        event('queued', { conversationId: '2', reason: { excluded: { full: 1 } } }),
        ended('accepted', 'ann'),
        assigned('1', 'ann', { cause: 'offer_accepted' }),
      );
  });

  it('B4f P25 goes to the next agent when it is refused, keeps its time of arrival, and never comes back', () => {
    given(...offering, ...ann, ...bob)
      .when(
        at(10, requests('1')),
        at(20, refuses('ann', '1')),
        at(30, refuses('bob', '1', 2)),
        at(40, words.busy('ann')),
        at(50, online('ann')),
      )
      .then(
        offered('1', 'ann'),
        ended('rejected', 'ann'),
        event('offered', { agentId: 'bob', arrivedAt: seconds(10), reason: { excluded: { excluded: 1 } } }),
        ended('rejected', 'bob'),
        requeued({ arrivedAt: seconds(10), position: 1, excludedAgentIds: ['ann', 'bob'] }),
        event('agent_status_changed'),
        event('agent_status_changed'),
      );
  });

  it('B4g P25 lapses at its time, to the next agent', () => {
    given(...offering, ...ann, ...bob, at(10, requests('1')))
      .when(at(39, tick), at(40, tick))
      .then(ended('timed_out', 'ann'), offered('1', 'bob'));
  });

  it('C5b P43 is withdrawn when the agent is not online any more, who may be asked again', () => {
    given(...offering, ...ann, requests('1'))
      .when(words.busy('ann'), online('ann'))
      .then(
        event('agent_status_changed'),
        ended('withdrawn', 'ann'),
        requeued({ excludedAgentIds: [] }),
        event('agent_status_changed'),
        offered('1', 'ann'),
      );
  });

  it('B4h a late answer is refused, with the reason', () => {
    given(...offering, ...ann, ...bob, at(10, requests('1')), at(40, tick))
      .when(accepts('ann', '1'), accepts('bob', '1', 2), accepts('bob', '1', 2), accepts('ann', '9'))
      .then(
        refusedTo('taken_by_other'),
        ended('accepted', 'bob'),
        assigned('1', 'bob'),
        refusedTo('no_change'),
        refusedTo('visitor_left'),
      );
    given(...offering, ...ann, requests('1'), refuses('ann', '1'))
      .when(accepts('ann', '1'))
      .then(refusedTo('offer_over'));
  });

  it('P64 tells apart that the visitor left, and frees the slot for the next', () => {
    given(...offering, ...ann, requests('1'), requests('2'))
      .when(closes('1', 'visitor'))
      .then(ended('visitor_left', 'ann'), event('abandoned', { conversationId: '1' }), offered('2', 'ann'));
  });

  it('D7e P21 is overruled by staff: taken by a supervisor, closed, or given to somebody else', () => {
    given(...offering, ...ann, ...bob, requests('1'))
      .when(assigns('sue', '1', { agentId: 'bob' }))
      .then(ended('withdrawn', 'ann'), assigned('1', 'bob', { cause: 'assigned_by_staff' }));
    given(...offering, ...ann, requests('1'))
      .when(closesByHand('sue', '1'))
      .then(ended('withdrawn', 'ann'), event('closed_by_staff'));
  });

  it('P04 cannot be pulled from the agent who is asked', () => {
    given(...offering, ...ann, ...bob, requests('1'))
      .when(pulls('bob', '1'))
      .then(event('pull_refused', { reason: 'taken_by_other' }));
  });

  it('D5b B3a is withdrawn at a limit of 0 even where it weighs nothing: such an agent gets nobody', () => {
    const weightless = { weights: { web: 0 } };
    given(...offering, agentWith('ann', weightless), online('ann'), requests('1'))
      .when(agentWith('ann', { ...weightless, limit: 0 }))
      .then(event('agent_configured'), ended('withdrawn', 'ann'), requeued());
  });

  it('D5b is withdrawn when a lowered limit has no room for it: nothing that is held is taken away', () => {
    given(...offering, agentWith('ann', { limit: 2 }), online('ann'), requests('1'), accepts('ann', '1'), requests('2'))
      .when(agentWith('ann', { limit: 1 }))
      .then(event('agent_configured'), ended('withdrawn', 'ann'), requeued({ conversationId: '2' }));
  });

  it('E7 gives way to a conversion: exactly one of the two happens', () => {
    given(...offering, ...ann, requests('1'))
      .when(words.converts('1'), accepts('ann', '1'))
      .then(ended('visitor_left', 'ann'), event('converted'), refusedTo('visitor_left'));
  });
});
