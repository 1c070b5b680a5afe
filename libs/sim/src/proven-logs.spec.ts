// The checker, which shares no code with the engine, on what the engine decides about random histories with every
// feature on: it finds nothing, and names a fault that is put in. SEEDS=2000 checks so many.
import { describe, expect, it } from '@jest/globals';
import { checkLog, type Finding } from '@frontdesk/checker';
import { chainHash, type LaneId } from '@frontdesk/journal';
import { canonical } from '@frontdesk/kernel';
import {
  createRouting,
  nextDeadline,
  step,
  type Routing,
  type RoutingEvent,
  type RoutingInput,
} from '@frontdesk/routing';
import { anyHistory, type Moment } from '@frontdesk/routing/testing';
import fc from 'fast-check';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const numRuns = Math.ceil(Number(process.env['SEEDS'] ?? 300) / 3);
const lane: LaneId = { service: 'assignment-queue', topic: 'assignment.decisions', partition: 7 };

interface Decision {
  readonly at: number;
  readonly input: RoutingInput;
  readonly events: readonly RoutingEvent[];
}

function decisionsOf(moments: readonly Moment[]): Decision[] {
  const state = createRouting();
  const decided: Decision[] = [];
  const requested = new Set<string>();
  const decide = (input: RoutingInput, at: number): void => {
    const events = [...step(state, input, at)];
    if (events.length > 0) decided.push({ at, input, events });
  };
  for (const [i, { at, input }] of moments.entries()) {
    for (let due = nextDeadline(state), n = 0; due !== null && due < at && n < 20; due = nextDeadline(state), n++) {
      decide({ type: 'tick', data: {} }, due);
    }
    decide(aimed(state, input, i, requested), at);
  }
  return decided;
}

/** A request is a new one, as in the product; whatever else names a conversation mostly means one that is open. */
function aimed(state: Routing, input: RoutingInput, n: number, requested: Set<string>): RoutingInput {
  if (!('conversationId' in input.data)) return input;
  if (input.type === 'conversation_requested') {
    const { conversationId: id } = input.data;
    const conversationId = requested.has(id) ? `${id}-${n}` : id;
    requested.add(conversationId);
    return { ...input, data: { ...input.data, conversationId } };
  }
  const open = [...state.conversations.values()];
  const one = open[n % Math.max(1, open.length)];
  if (one === undefined || n % 5 === 0) return input;
  const answered =
    one.state === 'offered' && 'offerId' in input.data ? { offerId: one.offerId, agentId: one.agentId } : {};
  return { ...input, data: { ...input.data, conversationId: one.conversationId, ...answered } } as RoutingInput;
}

/** As an export holds them, sealed one to the other. */
function linesOf(decisions: readonly Decision[]): string[] {
  let hash: string | null = null;
  let inputs = 0;
  return decisions.map(({ at, input, events }, i) => {
    const owner = { service: 'test', topic: 'assignment.inputs', partition: 7 };
    const source = input.type === 'tick' ? null : { ...owner, seq: ++inputs, id: `i${i}` };
    const body = canonical({ input, source, events, ruleVersion: 1 });
    const meta = { actor: 'test', correlationId: 'test', causationId: null };
    const fields = {
      seq: i + 1,
      id: `d${i}`,
      key: 'demo',
      workspace: 'demo',
      type: 'assignment.decided',
      at,
      meta,
      body,
    };
    hash = chainHash(hash, lane, { ...fields, epoch: 1 });
    return JSON.stringify({ ...fields, lane, stream: null, streamVersion: null, epoch: 1, hash });
  });
}

const findingsOf = async (decisions: readonly Decision[]): Promise<readonly Finding[]> =>
  (await checkLog(linesOf(decisions))).findings;

/** The first event for which the change answers another one, or none, is replaced by it. */
function seeded(decisions: readonly Decision[], change: (event: RoutingEvent) => RoutingEvent | null | undefined) {
  let isDone = false;
  return decisions.map((decision) => {
    const events = decision.events.flatMap((event) => {
      const changed = isDone ? undefined : change(event);
      if (changed === undefined) return [event];
      isDone = true;
      return changed === null ? [] : [changed];
    });
    return { ...decision, events };
  });
}

describe(`the checker on histories with everything on, seed ${seed}`, () => {
  it('D3 E1 P01 P10 P22 P64 B1 I1 proves them clean, without the help of the engine', async () => {
    const law = fc.asyncProperty(anyHistory, async (moments) => {
      expect(await findingsOf(decisionsOf(moments))).toEqual([]);
    });
    await fc.assert(law, { seed, numRuns, endOnFailure: true });
  });

  const FAULTS: readonly [law: string, fault: string, change: Parameters<typeof seeded>[1]][] = [
    ['offer', 'an offer never ends', (event) => (event.type === 'offer_ended' ? null : undefined)],
    ['wrap_up', 'a wrap-up never began', (event) => (event.type === 'wrap_up_started' ? null : undefined)],
    [
      'capacity',
      'a weight is not what the agent counts',
      (event) => (event.type === 'assigned' ? { ...event, data: { ...event.data, weight: 7 } } : undefined),
    ],
    [
      'owner',
      'another agent gives a slot back',
      (event) => (event.type === 'released' ? { ...event, data: { ...event.data, agentId: 'zoe' } } : undefined),
    ],
    [
      'owner',
      'a transfer comes from somebody else',
      (event) => (event.type === 'transferred' ? { ...event, data: { ...event.data, fromAgentId: 'zoe' } } : undefined),
    ],
    [
      'place',
      'a place is told wrongly',
      (event) => (event.type === 'requeued' ? { ...event, data: { ...event.data, position: 99 } } : undefined),
    ],
    [
      'mode',
      'a switch leaves somebody where they were',
      (event) => (event.type === 'pooled' && event.data.cause === 'switched' ? null : undefined),
    ],
    ['overtakes', 'an order is not fixed', (event) => (event.type === 'places_fixed' ? null : undefined)],
    [
      'overflow',
      'a group overflows outside its chain',
      (event) =>
        event.type === 'overflowed'
          ? { ...event, data: { ...event.data, toGroupId: event.data.fromGroupId } }
          : undefined,
    ],
  ];

  it.each(FAULTS)('names %s when %s', async (law, _fault, change) => {
    const named = new Set<string>();
    // Where the seeded event does not occur, or nobody is harmed, there is nothing to name.
    for (const moments of fc.sample(anyHistory, { seed: 7, numRuns: 300 })) {
      if (named.has(law)) break;
      for (const finding of await findingsOf(seeded(decisionsOf(moments), change))) named.add(finding.law);
    }
    expect([...named]).toContain(law);
  });
});
