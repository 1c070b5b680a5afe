// Who comes at the very instant at which somebody else, or the time, decides (show 8): whatever comes first counts, and
// exactly one outcome stands in the log; whoever comes second is told what it was.
import { describe, expect, it } from '@jest/globals';
import { seconds } from '@frontdesk/kernel';
import type { RoutingEvent } from './event.js';
import type { RoutingInput } from './input.js';
import { at, given, type TimedInput } from './testing/specification.js';
import {
  accepts,
  agentWith,
  assigns,
  closesByHand,
  keepsWaiting,
  refuses,
  strategy,
} from './testing/words-of-staff.js';
import * as words from './testing/words.js';

const { busy, closes, converts, group, isLost, online, pulls, requests, tick } = words;

/** Of these exactly one may come about. */
const OUTCOMES = ['assigned', 'timed_out', 'submission_offered', 'converted', 'abandoned', 'closed_by_staff'];
const ENDS = ['accepted', 'rejected', 'timed_out', 'withdrawn', 'visitor_left'];

interface Raced {
  /** What became of conversation 1, of the outcomes and of the ends of its offer. */
  readonly came: readonly string[];
  readonly told: readonly string[];
}

function raced(events: readonly RoutingEvent[]): Raced {
  const about = events.filter(({ data }) => 'conversationId' in data && data.conversationId === '1');
  const came = about.flatMap((event) => {
    if (event.type === 'offer_ended') return [event.data.how];
    return OUTCOMES.includes(event.type) ? [event.type] : [];
  });
  const told = events.flatMap(({ type, data }) =>
    ['command_refused', 'pull_refused', 'convert_refused'].includes(type) && 'reason' in data
      ? [data.reason as string]
      : [],
  );
  return { came, told };
}

const inBothOrders = (
  before: readonly (RoutingInput | TimedInput)[],
  instant: number,
  a: RoutingInput,
  b: RoutingInput,
): Raced[] =>
  [
    [a, b],
    [b, a],
  ].map((order) => raced(given(...before).when(...order.map((input) => at(instant, input))).events));

const offering = [
  group('sales'),
  strategy({ offer: { acceptMs: seconds(30) } }),
  ...[agentWith('ann'), online('ann'), at(10, requests('1'))],
];

describe('R11 P04 an offer, at one instant', () => {
  it.each([
    ['is accepted and refused', accepts('ann', '1'), refuses('ann', '1'), 'accepted', 'rejected'],
    ['is accepted and its agent goes', accepts('ann', '1'), busy('ann'), 'accepted', 'withdrawn'],
    ['is accepted and its visitor goes', accepts('ann', '1'), closes('1', 'visitor'), 'accepted', 'visitor_left'],
    ['is accepted and its place converted', accepts('ann', '1'), converts('1'), 'accepted', 'visitor_left'],
    ['is accepted and staff closes it', accepts('ann', '1'), closesByHand('sue', '1'), 'accepted', 'withdrawn'],
  ] as const)('%s: what came first', (_, a, b, first, second) => {
    const [ab, ba] = inBothOrders(offering, 20, a, b);
    expect([ab?.came[0], ba?.came[0]]).toEqual([first, second]);
    for (const { came } of [ab, ba] as Raced[]) {
      expect(came.filter((what) => ENDS.includes(what))).toHaveLength(1);
      expect(came.filter((what) => OUTCOMES.includes(what) && what !== 'timed_out').length).toBeLessThanOrEqual(1);
    }
    expect(ba?.told).toHaveLength(1);
  });

  it.each([accepts('ann', '1'), refuses('ann', '1')])(
    'is answered when its time is over: it was too late',
    (answer) => {
      expect(raced(given(...offering).when(at(40, answer)).events)).toEqual({
        came: ['timed_out'],
        told: ['offer_over'],
      });
      expect(raced(given(...offering).when(at(40, tick), at(40, answer)).events).told).toEqual(['offer_over']);
    },
  );

  it.each([
    [accepts('ann', '1'), ['accepted', 'assigned']],
    [refuses('ann', '1'), ['rejected']],
  ])('is answered a moment before: the time says nothing any more', (answer, came) => {
    expect(raced(given(...offering).when(at(39.999, answer), at(40, tick)).events)).toEqual({ came, told: [] });
  });
});

const waiting = [
  group('sales', { maxWaitMs: seconds(30) }),
  ...[strategy(), agentWith('ann', { limit: 0 }), online('ann')],
  ...[agentWith('bob', { groupIds: ['other'] }), online('bob'), at(10, requests('1'))],
];

describe('P04 D7c E7 somebody who waits, at the instant at which the wait is over', () => {
  it.each([
    ['is pulled', pulls('bob', '1'), [], 1],
    // Staff may give whom a submission was offered to somebody after all, or end it.
    ['is assigned', assigns('sue', '1', { agentId: 'bob' }), ['assigned'], 0],
    ['is closed', closesByHand('sue', '1'), ['closed_by_staff'], 0],
    ['keeps waiting', keepsWaiting('1'), [], 1],
  ] as const)('%s: the time came first, and it is said', (_, command, after, refusals) => {
    const { came, told } = raced(given(...waiting).when(at(40, command)).events);
    expect(came).toEqual(['submission_offered', ...after]);
    expect(told).toHaveLength(refusals);
  });

  it.each([
    ['pulled', pulls('bob', '1'), ['assigned']],
    ['converted', converts('1'), ['converted']],
    ['gone', closes('1', 'visitor'), ['abandoned']],
  ])('%s a moment before: the time says nothing any more', (_, input, came) => {
    expect(raced(given(...waiting).when(at(39.999, input), at(40, tick)).events)).toEqual({ came, told: [] });
  });

  it('is pulled, assigned, converted, closed and left at once: each order has one outcome, the others are told', () => {
    const all = [pulls('bob', '1'), converts('1'), closesByHand('sue', '1'), assigns('sue', '1', { agentId: 'bob' })];
    const seen = new Set<string>();
    for (const order of permutations(all)) {
      const { came, told } = raced(given(...waiting).when(...order.map((input) => at(20, input))).events);
      expect(came).toHaveLength(1);
      expect(told).toHaveLength(all.length - 1);
      seen.add(came[0] ?? '');
    }
    expect([...seen].sort()).toEqual(['assigned', 'closed_by_staff', 'converted']);
  });

  it('is lost for too long at the instant of a pull: abandoned, and the agent hears it', () => {
    const lost = given(...waiting, at(12, isLost('visitor-1', 12)));
    expect(raced(lost.when(at(39.999, pulls('bob', '1'))).events).came).toEqual(['assigned']);
  });
});

describe('P22 a transfer, at one instant', () => {
  const held = [group('sales'), strategy(), agentWith('ann'), online('ann'), requests('1')];
  const both = [...held, agentWith('bob'), online('bob')];

  it('and the close of it: load is given back once, whichever came first', () => {
    for (const order of permutations([assigns('ann', '1', { agentId: 'bob' }, 'agent'), closes('1', 'agent')])) {
      const { events, state } = given(...both).when(...order.map((input) => at(20, input)));
      expect(events.filter(({ type }) => type === 'released')).toHaveLength(1);
      expect([...state.agents.values()].map(({ load }) => load)).toEqual([0, 0]);
    }
  });

  it('to two agents: the first has it, the second hears that it is not theirs to give', () => {
    const more = [...both, agentWith('cat'), online('cat')];
    const to = (agentId: string) => assigns('ann', '1', { agentId }, 'agent');
    const { events } = given(...more).when(at(20, to('bob')), at(20, to('cat')));
    expect(events.filter(({ type }) => type === 'transferred')).toMatchObject([{ data: { toAgentId: 'bob' } }]);
    expect(raced(events).told).toEqual(['not_yours']);
  });
});

function permutations<T>(all: readonly T[]): T[][] {
  if (all.length <= 1) return [[...all]];
  return all.flatMap((one, i) => permutations(all.filter((_, j) => j !== i)).map((rest) => [one, ...rest]));
}
