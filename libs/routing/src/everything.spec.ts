// Every feature at once, over random histories: the invariants (D3), places (E1), loads (P14, P22), offers (P25, P64),
// replay and snapshots (D10). SEEDS=2000 runs so many histories, SEED=<the seed in the title> the same ones again.
import { describe, expect, it } from '@jest/globals';
import { canonical, canonicalParts } from '@frontdesk/kernel';
import fc from 'fast-check';
import type { RoutingEvent } from './event.js';
import { evolve } from './evolve.js';
import type { RoutingInput } from './input.js';
import { copyOf, fromSnapshot, toSnapshot } from './snapshot.js';
import { createRouting, type Routing } from './state.js';
import { nextDeadline, step } from './step.js';
import { anyHistory, type Moment } from './testing/histories.js';
import { Ledger } from './testing/ledger.js';
import * as words from './testing/words.js';
import { agentLoads, conversationOf, pooled, pooledCount, positionOf, waitingCount } from './views.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
// What fails is told as it is: making it smaller would take longer than all the rest.
const settings = { seed, numRuns: Number(process.env['SEEDS'] ?? 300), endOnFailure: true };
const text = (state: Routing): string => canonical(toSnapshot(state));

const EVERYTHING = [
  ...['assigned', 'queued', 'submission_offered', 'refused', 'abandoned', 'timed_out', 'converted', 'closed_by_staff'],
  ...['released', 'place_worsened', 'places_fixed', 'reprioritised', 'wait_warned', 'wait_extended', 'overflowed'],
  ...['wrap_up_started', 'wrap_up_ended agent', 'wrap_up_ended elapsed', 'agent_responded', 'agent_lost'],
  ...['ramp_elapsed', 'command_refused', 'pull_refused', 'convert_refused', 'transferred', 'keeping_ended'],
  ...['accepted', 'rejected', 'timed_out', 'withdrawn', 'visitor_left'].map((how) => `offer_ended ${how}`),
  ...['offer', 'agent_lost', 'no_first_response', 'moved', 'transfer', 'overflow'].map((cause) => `requeued ${cause}`),
  ...['arrival', 'freed', 'overflow', 'familiar', 'designated', 'direct_return'].map((cause) => `assigned ${cause}`),
  ...['pull', 'offer_accepted', 'assigned_by_staff'].map((cause) => `assigned ${cause}`),
  ...['mode_configured', 'visitor_wrote', 'requeued switched'],
  ...['arrival', 'switched', 'offer', 'moved', 'transfer', 'agent_lost'].map((cause) => `pooled ${cause}`),
];

/**
 * Whoever answers, closes, responds or gives away means something that is there: an id drawn by chance would seldom be.
 * Every fifth is left as it was drawn: late, unknown, somebody else's.
 */
function aimed(state: Routing, input: RoutingInput, n: number): RoutingInput {
  const open = [...state.conversations.keys()].map((id) => conversationOf(state, id));
  const pick = (is: string) => {
    const found = open.filter((each) => each?.state === is);
    return found.length === 0 || n % 5 === 0 ? null : (found[n % found.length] ?? null);
  };
  const offered = pick('offered');
  const held = pick('assigned');
  const waiting = pick('waiting');
  const inPool = pick('pooled');
  switch (input.type) {
    case 'offer_accepted':
    case 'offer_refused':
      if (offered?.state !== 'offered' || offered.agentId === null) return input;
      return {
        ...input,
        data: { ...input.data, ...named(offered), agentId: offered.agentId, offerId: offered.offerId },
      };
    case 'agent_responded':
      if (held?.state !== 'assigned') return input;
      return { ...input, data: { ...named(held), agentId: held.agentId } };
    case 'conversation_closed':
      return held === null ? input : { ...input, data: { ...input.data, ...named(held) } };
    case 'visitor_wrote':
      return inPool === null ? input : { ...input, data: named(inPool) };
    case 'assign_requested': {
      const one = n % 2 === 0 ? held : (inPool ?? waiting);
      return one === null ? input : { ...input, data: { ...input.data, ...named(one) } };
    }
    case 'pull_requested':
      if (inPool !== null) return { ...input, data: { ...input.data, ...named(inPool) } };
    // falls through
    case 'keep_waiting_requested':
    case 'priority_requested':
      if (waiting === null) return input;
      return { ...input, data: { ...input.data, ...named(waiting) } } as RoutingInput;
    case 'wrap_up_ended': {
      const [wrapUp] = state.wrapUps;
      return wrapUp === undefined ? input : { ...input, data: { conversationId: wrapUp[0], agentId: wrapUp[1] } };
    }
    default:
      return input;
  }
}

const named = ({ conversationId }: { readonly conversationId: string }) => ({ conversationId });

/** The worker's own ticks between the inputs, as in the product: a timer fires when it is due. */
function live(
  state: Routing,
  moments: readonly Moment[],
  see: (moment: Moment, events: readonly RoutingEvent[]) => void,
) {
  const decide = (moment: Moment): void => see(moment, step(state, moment.input, moment.at));
  for (const [i, { at, input }] of moments.entries()) {
    for (let due = nextDeadline(state), n = 0; due !== null && due < at && n < 20; due = nextDeadline(state), n++) {
      decide({ at: due, input: words.tick });
    }
    decide({ at, input: aimed(state, input, i) });
  }
}

describe(`any history with everything on, seed ${seed}`, () => {
  it('D3 P01 P10 P14 P22 E1 P16 P25 P64 B1 I1 keeps its invariants at every prefix, and every place is exact', () => {
    const law = fc.property(anyHistory, (moments) => {
      const state = createRouting();
      const ledger = new Ledger();
      let last = 0;
      live(
        state,
        moments.map((moment) => ({ ...moment, at: (last = Math.max(last, moment.at)) })),
        ({ at, input }, events) => {
          for (const event of events) ledger.record(event, at);
          ledger.checkArrival(input, events);
          ledger.check();
          for (const { conversationId: id, live: isLive } of ledger.waiting) {
            const found = positionOf(state, id);
            if (found?.position !== ledger.positionOf(id) || found.live !== isLive)
              ledger.broken.push(`place of ${id}`);
          }
          for (const id of ['g1', 'g2', 'g3']) {
            const order = pooled(state, id, 0, 100).map(({ conversationId }) => conversationId);
            if (order.join() !== ledger.modes.inOrder(id).join()) ledger.broken.push(`order of the pool of ${id}`);
          }
          if (ledger.broken.length > 0) throw new Error(ledger.broken.join('\n'));
        },
      );
      for (const { agentId: id, load } of agentLoads(state)) expect(load).toBe(ledger.loadOf(id));
      const total = ['g1', 'g2', 'g3'].reduce((sum, id) => sum + waitingCount(state, id), 0);
      expect(total).toBe(ledger.waiting.length);
      const inPools = ['g1', 'g2', 'g3'].reduce((sum, id) => sum + pooledCount(state, id), 0);
      expect(inPools).toBe(ledger.modes.pooled.size);
    });
    fc.assert(law, settings);
  });

  it('D10 P12 is the fold of its events, decides the same again, and goes on the same from a snapshot', () => {
    const law = fc.property(anyHistory, fc.nat(), (moments, cut) => {
      const state = createRouting();
      const decided: { moment: Moment; events: readonly RoutingEvent[] }[] = [];
      live(state, moments, (moment, events) => decided.push({ moment, events: [...events] }));
      const folded = createRouting();
      for (const { moment, events } of decided) for (const event of events) evolve(folded, event, moment.at);
      expect(text(folded)).toBe(text(state));

      const middle = cut % decided.length;
      const again = createRouting();
      const redecide = (from: Routing, part: typeof decided) =>
        part.map(({ moment }) => [...step(from, moment.input, moment.at)]);
      const eventsOf = (part: typeof decided) => canonical(part.map(({ events }) => events));
      expect(canonical(redecide(again, decided.slice(0, middle)))).toBe(eventsOf(decided.slice(0, middle)));
      const restored = fromSnapshot(JSON.parse(text(again)));
      expect(text(restored)).toBe(text(again));
      expect(nextDeadline(restored)).toBe(nextDeadline(again));
      const [copied, was] = [copyOf(again), text(again)];
      redecide(again, decided.slice(middle));
      // The copy's text is made when the state has long gone on.
      expect([...canonicalParts(copied)].join('')).toBe(was);
      expect(canonical(redecide(restored, decided.slice(middle)))).toBe(eventsOf(decided.slice(middle)));
      expect(text(restored)).toBe(text(state));
    });
    fc.assert(law, settings);
  });

  it('says everything that the engine can say: otherwise the laws above would prove less than they seem to', () => {
    const said = new Set<string>();
    const unsaid = () => EVERYTHING.filter((each) => !said.has(each));
    // What is rare may be missing from any few: they are drawn until all was said, or it is plain that it never will be.
    for (let round = 0; round < 20 && unsaid().length > 0; round++) {
      for (const moments of fc.sample(anyHistory, { seed: seed + round, numRuns: 100 })) {
        live(createRouting(), moments, (_, events) => {
          for (const { type, data } of events) {
            said.add(type);
            if ('cause' in data) said.add(`${type} ${data.cause}`);
            if ('how' in data) said.add(`${type} ${data.how}`);
          }
        });
      }
    }
    expect(unsaid()).toEqual([]);
  });

  it('P53 P21 comes to rest: when all deadlines have passed, no timer is left that comes back for ever', () => {
    const law = fc.property(anyHistory, (moments) => {
      const state = createRouting();
      let last = 0;
      live(state, moments, ({ at }) => (last = at));
      for (let due = nextDeadline(state), n = 0; due !== null && n < 2_000; due = nextDeadline(state), n++) {
        last = Math.max(last, due);
        step(state, words.tick, last);
        expect(nextDeadline(state) ?? Infinity).toBeGreaterThanOrEqual(last);
      }
    });
    fc.assert(law, { ...settings, numRuns: Math.ceil(settings.numRuns / 3) });
  });
});
