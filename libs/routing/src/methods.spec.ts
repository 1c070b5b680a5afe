// Who is chosen: methods (B4), preference (B2), skills and weights (B3), each record with its exclusions (D2, D6).
import { describe, expect, it } from '@jest/globals';
import { canonical } from '@frontdesk/kernel';
import { candidateTable } from './explain.js';
import { fromSnapshot, toSnapshot } from './snapshot.js';
import { step } from './step.js';
import { given } from './testing/specification.js';
import { agentWith, strategy } from './testing/words-of-staff.js';
import * as words from './testing/words.js';
import { agentLoads } from './views.js';

const { assigned, closes, group, online, queued, requests } = words;
const sales = group('sales');
const anyone = (id: string, order: number, limit = 9) => agentWith(id, { limit, order });
const to = (...ids: string[]) => ids.map((id, i) => assigned(`${i + 1}`, id));
const by = (tieBreak: string) => ({ reason: { tieBreak } });

describe('B4a saturation', () => {
  it('takes the least saturated of their own limit', () => {
    given(sales, agentWith('ann', { limit: 4 }), agentWith('bob', { limit: 2 }), online('ann'), online('bob'))
      .when(requests('1'), requests('2'), requests('3'))
      .then(...to('ann', 'bob', 'ann'));
  });
});

describe('B4b round_robin: in turn by account creation', () => {
  const three = [anyone('zoe', 1), anyone('ann', 2), anyone('bob', 3), online('zoe'), online('ann'), online('bob')];
  const inTurn = [sales, strategy({ method: 'round_robin' }), ...three];

  it('asks each in the order of their accounts, and begins again, whatever they hold', () => {
    given(...inTurn)
      .when(requests('1'), requests('2'), requests('3'), requests('4'))
      .then(assigned('1', 'zoe', by('round_robin')), ...to('zoe', 'ann', 'bob', 'zoe').slice(1));
  });

  it('goes on after the last one, although they are gone', () => {
    given(...inTurn, requests('1'), requests('2'), words.agentRemoved('ann'))
      .when(requests('3'))
      .then(assigned('3', 'bob'));
  });

  it('P12 keeps the turn through a restart: it is a fold of the log', () => {
    const { state } = given(...inTurn, requests('1')).when();
    const restored = fromSnapshot(JSON.parse(canonical(toSnapshot(state))));
    const [event] = step(restored, requests('2'), 60_000);
    expect(event).toMatchObject({ type: 'assigned', data: { agentId: 'ann' } });
  });

  it('R12 has a turn of its own in each group', () => {
    const both = { limit: 9, groupIds: ['sales', 'help'] };
    given(sales, group('help'), strategy({ method: 'round_robin' }))
      .when(
        ...[
          agentWith('ann', { ...both, order: 1 }),
          agentWith('bob', { ...both, order: 2 }),
          online('ann'),
          online('bob'),
        ],
        ...[requests('1'), requests('2', { to: 'help' }), requests('3'), requests('4', { to: 'help' })],
      )
      .events.filter(({ type }) => type === 'assigned')
      .forEach(({ data }, i) => expect(data).toMatchObject({ agentId: ['ann', 'ann', 'bob', 'bob'][i] }));
  });

  it('is not moved by a pull: nobody lost their turn', () => {
    given(...inTurn.slice(0, 2), anyone('ann', 1, 1), anyone('bob', 2, 1), requests('1'), requests('2'), online('bob'))
      .when(online('ann'), closes('1'), requests('3'))
      .events.filter(({ type }) => type === 'assigned')
      .forEach(({ data }) => expect(data).toHaveProperty('agentId'));
  });
});

describe('B4c least_loaded', () => {
  it('takes who holds least, whatever the limit, then the longest idle', () => {
    given(
      sales,
      strategy({ method: 'least_loaded' }),
      anyone('ann', 1, 9),
      anyone('bob', 2, 2),
      online('ann'),
      online('bob'),
    )
      .when(requests('1'), requests('2'), requests('3'))
      .then(assigned('1', 'ann', by('longest_idle')), assigned('2', 'bob', by('least_loaded')), assigned('3', 'ann'));
  });
});

describe('B4d longest_idle', () => {
  it('takes whose last change is longest ago, however much they hold', () => {
    given(sales, strategy({ method: 'longest_idle' }), anyone('ann', 1), anyone('bob', 2), online('ann'), online('bob'))
      .when(requests('1'), requests('2'), closes('1'), requests('3'))
      .then(
        ...[assigned('1', 'ann', by('longest_idle')), assigned('2', 'bob')],
        ...[words.event('released', { agentId: 'ann' }), assigned('3', 'bob')],
      );
  });

  it('P08 another method holds for the next decision, and orders who was there before', () => {
    given(sales, anyone('ann', 1), anyone('bob', 2), online('ann'), online('bob'), requests('1'))
      .when(strategy({ method: 'round_robin' }), requests('2'), requests('3'))
      .then(words.event('strategy_configured'), assigned('2', 'ann'), assigned('3', 'bob'));
  });
});

describe('B2 preference', () => {
  it('asks the first of the group before the method is asked, and the others when they are full', () => {
    const first = agentWith('ann', { limit: 2, preference: { sales: 1 } });
    const second = agentWith('bob', { limit: 9, preference: { sales: 2 } });
    given(sales, strategy(), first, second, online('ann'), online('bob'))
      .when(requests('1'), requests('2'), requests('3'))
      .then(assigned('1', 'ann', by('preference')), assigned('2', 'ann', by('preference')), assigned('3', 'bob'));
  });
});

describe('B3 skills and weights', () => {
  const wants = (id: string, requiredSkills: Record<string, number>, channel = 'web') => {
    const { data } = requests(id) as Extract<ReturnType<typeof requests>, { type: 'conversation_requested' }>;
    return { type: 'conversation_requested', data: { ...data, requiredSkills, channel } } as const;
  };
  const on = (id: string, channel: string) => wants(id, {}, channel);

  it('B3a asks for a level of a skill, and tells how many lacked it', () => {
    given(sales, strategy(), agentWith('ann', { skills: { de: 2 } }), agentWith('bob', { skills: { de: 4 } }))
      .when(online('ann'), online('bob'), wants('1', { de: 3 }))
      .events.slice(-1)
      .forEach((event) => expect(event).toMatchObject(assigned('1', 'bob', { reason: { excluded: { skill: 1 } } })));
  });

  it('D5 P19 a head whom nobody suits never delays those behind it', () => {
    given(sales, strategy(), agentWith('ann'), wants('1', { fr: 5 }), requests('2'))
      .when(online('ann'))
      .then(words.event('agent_status_changed'), assigned('2', 'ann', { reason: { excluded: { full: 0 } } }));
  });

  it('B3b P10 P14 load is the sum of weights per channel, in all groups together, and never over the limit', () => {
    const weights = { voice: 3, mail: 0 };
    const { state } = given(sales, strategy(), agentWith('ann', { limit: 4, weights }), online('ann'))
      .when(on('1', 'voice'), on('2', 'voice'), on('3', 'web'), on('4', 'mail'), on('5', 'web'))
      .then(
        assigned('1', 'ann', { weight: 3 }),
        queued('2', 1, { reason: { excluded: { full: 1 } } }),
        assigned('3', 'ann'),
        assigned('4', 'ann', { weight: 0 }),
        queued('5', 2),
      );
    expect(agentLoads(state)).toMatchObject([{ agentId: 'ann', load: 4, limit: 4 }]);
  });

  it('B3c gives back the weight that was taken, and serves who fits into what became free', () => {
    const agent = agentWith('ann', { limit: 3, weights: { voice: 3 } });
    given(sales, strategy(), agent, online('ann'), on('1', 'web'), on('2', 'voice'), on('3', 'web'), on('4', 'web'))
      .when(on('5', 'web'), closes('1'))
      .then(queued('5', 2), words.event('released', { agentId: 'ann' }), assigned('5', 'ann'));
  });

  it('D6 the table of every candidate agrees with the record', () => {
    const { state } = given(sales, strategy(), agentWith('ann', { skills: { de: 1 } }), agentWith('bob'), online('ann'))
      .when(online('bob'), wants('1', { de: 3 }), words.busy('bob'))
      .then(
        words.event('agent_status_changed'),
        queued('1', 1, { reason: { excluded: { skill: 2 } } }),
        words.event('agent_status_changed'),
      );
    expect(candidateTable(state, 'sales', '1').map(({ agentId, notTaken }) => [agentId, notTaken])).toEqual([
      ['ann', 'skill'],
      ['bob', 'busy'],
    ]);
  });
});
