// The invariants (D3, D6, D10) over random histories. Run again with SEED=<the seed in the title>.
import { describe, expect, it } from '@jest/globals';
import { canonical } from '@frontdesk/kernel';
import fc from 'fast-check';
import type { RoutingEvent } from './event.js';
import type { Candidate, Reason } from './reason.js';
import { evolve } from './evolve.js';
import { tableOf } from './explain.js';
import type { RoutingInput } from './input.js';
import { fromSnapshot, toSnapshot } from './snapshot.js';
import { createRouting, type Routing } from './state.js';
import { nextDeadline, step } from './step.js';
import { Ledger } from './testing/ledger.js';
import * as words from './testing/words.js';
import { agentLoads, oldestArrival, places, positionOf, waitingCount } from './views.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const settings = { seed, numRuns: 200 };

const groupIds = ['g1', 'g2', 'g3'];
const agentId = fc.constantFrom('a1', 'a2', 'a3', 'a4', 'a5', 'a6');
const visitorId = fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8');
const groupId = fc.constantFrom(...groupIds);
const conversationId = fc.integer({ min: 1, max: 40 }).map((n) => `c${n}`);
const consequence = fc.constantFrom('submission' as const, 'message' as const);

const group = fc
  .record({
    enabled: fc.constantFrom(true, true, true, false),
    maxLength: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 3 }),
    maxWaitMs: fc.option(fc.integer({ min: 1, max: 300_000 }), { freq: 3 }),
    abandonAfterMs: fc.integer({ min: 0, max: 300_000 }),
    full: consequence,
    timeout: consequence,
    outOfHours: consequence,
    nobodyOnline: fc.constantFrom('submission' as const, 'queue' as const, 'queue' as const),
  })
  .chain((rules) => groupId.map((id) => words.group(id, rules)));
const agent = fc
  .tuple(agentId, fc.integer({ min: 0, max: 3 }), fc.subarray(groupIds))
  .map(([id, limit, of]) => words.agent(id, limit, ...of));
const request = fc
  .tuple(conversationId, groupId, visitorId, fc.constantFrom(0, 0, 0, 1, 2))
  .map(([id, to, by, priority]) => words.requests(id, { to, by, priority }));

const input: fc.Arbitrary<RoutingInput> = fc.oneof(
  { weight: 16, arbitrary: request },
  {
    weight: 4,
    arbitrary: fc
      .tuple(conversationId, fc.constantFrom('visitor' as const, 'agent' as const))
      .map(([id, by]) => words.closes(id, by)),
  },
  { weight: 3, arbitrary: agentId.map(words.online) },
  { weight: 2, arbitrary: fc.oneof(agentId.map(words.busy), agentId.map(words.offline)) },
  { weight: 2, arbitrary: agent },
  { weight: 2, arbitrary: visitorId.map(words.connects) },
  { weight: 3, arbitrary: fc.tuple(visitorId, fc.nat(200)).map(([id, second]) => words.isLost(id, second)) },
  { weight: 2, arbitrary: fc.tuple(agentId, conversationId).map(([by, id]) => words.pulls(by, id)) },
  { weight: 1, arbitrary: conversationId.map((id) => words.converts(id)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(groupId, fc.boolean(), fc.option(fc.nat(300)))
      .map(([id, open, until]) => words.hours(id, open, until)),
  },
  { weight: 1, arbitrary: fc.oneof(group, groupId.map(words.groupRemoved), agentId.map(words.agentRemoved)) },
  {
    weight: 1,
    arbitrary: fc.oneof(fc.constant(words.tick), fc.nat(20).map(words.resumed), fc.nat(60).map(words.directReturn)),
  },
);

interface Moment {
  readonly at: number;
  readonly input: RoutingInput;
}

/** A staffed reception in the beginning, then anything. */
const history: fc.Arbitrary<Moment[]> = fc
  .tuple(
    fc.tuple(group, group, group),
    fc.array(agent, { minLength: 4, maxLength: 8 }),
    fc.array(fc.tuple(fc.nat(3000), input), { minLength: 40, maxLength: 150, size: 'max' }),
  )
  .map(([groups, agents, rest]) => {
    let at = 1000;
    const opening = [
      ...groupIds.map((id, i) => named(groups[i] as RoutingInput, id)),
      ...agents,
      ...['a1', 'a2', 'a3', 'a4'].map(words.online),
    ];
    return opening
      .map((each) => ({ at, input: each }))
      .concat(rest.map(([pause, each]) => ({ at: (at += pause), input: each })));
  });

function named(configured: RoutingInput, id: string): RoutingInput {
  return { ...configured, data: { ...configured.data, groupId: id } } as RoutingInput;
}

function run(state: Routing, moments: readonly Moment[]): RoutingEvent[][] {
  return moments.map(({ at, input: each }) => [...step(state, each, at)]);
}

interface Explained {
  readonly groupId: string;
  readonly reason: Reason | null;
}

const EXPLAINED: ReadonlySet<string> = new Set(['assigned', 'queued', 'refused', 'submission_offered']);

/** How many the table leaves out for which reason, and whom it could have taken, in the order of the record. */
function expectAgreement(state: Routing, event: RoutingEvent): void {
  const { groupId: of, reason } = event.data as Explained;
  const group = state.groups.get(of);
  // The end of an offer has its reason where the offer was made; in a group that is not there nobody was looked for.
  if (reason === null || group?.rules == null || group.removed) return;
  const table = tableOf(state, event) ?? [];
  const { off_duty: _, ...excluded } = reason.excluded;
  const counted: Record<string, number> = { offline: 0, busy: 0, full: 0 };
  for (const { notTaken } of table) if (notTaken !== null) counted[notTaken] = (counted[notTaken] ?? 0) + 1;
  expect(excluded).toEqual(counted);
  // Who was named stands first, whatever the method says.
  const [first] = reason.tieBreak === 'named' ? reason.candidates : [];
  const shown = ({ agentId: one, load, limit, idleSince }: Candidate) => ({ agentId: one, load, limit, idleSince });
  const eligible = table.filter(({ agentId: one, notTaken }) => notTaken === null && one !== first?.agentId);
  const others = reason.candidates.filter((one) => one !== first);
  // Nobody is a candidate where the group was not asked.
  if (reason.candidates.length === 0) return;
  expect(others).toEqual(eligible.slice(0, 6 - (first === undefined ? 0 : 1)).map(shown));
}

const text = (state: Routing): string => canonical(toSnapshot(state));

describe(`any history, seed ${seed}`, () => {
  it('D3a D3b D3c D3d keeps every load within its limit, one owner and one outcome per conversation, nobody live unserved', () => {
    const law = fc.property(history, (moments) => {
      const state = createRouting();
      const ledger = new Ledger();
      for (const { at, input: each } of moments) {
        for (const event of step(state, each, at)) ledger.record(event, at);
        ledger.check();
        if (ledger.broken.length > 0) throw new Error(ledger.broken.join('\n'));
      }
      for (const { agentId: id, load } of agentLoads(state)) expect(load).toBe(ledger.loadOf(id));
    });
    fc.assert(law, settings);
  });

  it('E1 knows every place exactly', () => {
    const law = fc.property(history, (moments) => {
      const state = createRouting();
      const ledger = new Ledger();
      for (const { at, input: each } of moments) {
        for (const event of step(state, each, at)) ledger.record(event, at);
        for (const { conversationId: id, live, groupId: of } of ledger.waiting) {
          expect(positionOf(state, id)).toMatchObject({ groupId: of, position: ledger.positionOf(id), live });
        }
        const total = groupIds.reduce((sum, id) => sum + waitingCount(state, id), 0);
        expect(total).toBe(ledger.waiting.length);
      }
    });
    fc.assert(law, { ...settings, numRuns: 40 });
  });

  it('D10 is the fold of its events, decides the same again, and goes on the same from a snapshot', () => {
    const law = fc.property(history, fc.nat(), (moments, cut) => {
      const state = createRouting();
      const decided = run(state, moments);
      const folded = createRouting();
      decided.forEach((events, i) => events.forEach((event) => evolve(folded, event, (moments[i] as Moment).at)));
      expect(text(folded)).toBe(text(state));

      const middle = cut % moments.length;
      const again = createRouting();
      expect(canonical(run(again, moments.slice(0, middle)))).toBe(canonical(decided.slice(0, middle)));
      const restored = fromSnapshot(JSON.parse(text(again)));
      expect(text(restored)).toBe(text(again));
      expect(nextDeadline(restored)).toBe(nextDeadline(again));
      expect(canonical(run(restored, moments.slice(middle)))).toBe(canonical(decided.slice(middle)));
      expect(text(restored)).toBe(text(state));
    });
    fc.assert(law, { ...settings, numRuns: 120 });
  });

  it('R02 who has waited longest is known without a walk over the queue, after whatever has happened', () => {
    const law = fc.property(history, (moments) => {
      const state = createRouting();
      for (const { at, input: each } of moments) {
        step(state, each, at);
        for (const groupId of state.groups.keys()) {
          const arrivals = places(state, groupId, 0, waitingCount(state, groupId)).map(({ arrivedAt }) => arrivedAt);
          expect(oldestArrival(state, groupId)).toBe(arrivals.length === 0 ? null : Math.min(...arrivals));
        }
      }
    });
    fc.assert(law, { ...settings, numRuns: 60 });
  });

  it('D6b folded to the position before it, the full table agrees with every record', () => {
    const seen = new Set<string>();
    const law = fc.property(history, (moments) => {
      const [deciding, folded] = [createRouting(), createRouting()];
      for (const { at, input: each } of moments) {
        for (const event of step(deciding, each, at)) {
          if (EXPLAINED.has(event.type)) {
            expectAgreement(folded, event);
            seen.add(event.type);
          }
          evolve(folded, event, at);
        }
      }
    });
    fc.assert(law, { ...settings, numRuns: 60 });
    expect(seen).toEqual(EXPLAINED);
  });

  it('P53 comes to rest: when all deadlines have passed, no timer is left and nobody lingers without a lease', () => {
    const law = fc.property(history, (moments) => {
      const state = createRouting();
      run(state, moments);
      const last = (moments.at(-1) as Moment).at;
      for (let due = nextDeadline(state), n = 0; due !== null; due = nextDeadline(state), n++) {
        expect(n).toBeLessThan(200);
        step(state, words.tick, Math.max(last, due));
        expect(nextDeadline(state) ?? Infinity).toBeGreaterThan(Math.max(last, due));
      }
    });
    fc.assert(law, { ...settings, numRuns: 100 });
  });
});
