// Random histories of one agent: what must hold whatever is commanded, in whatever order.
import { describe, expect, test } from '@jest/globals';
import { isRejected } from '@frontdesk/kernel';
import fc from 'fast-check';
import { agentDecider, effectiveStatus, type AgentCommand, type AgentEvent, type AgentState } from './index.js';
import {
  activity,
  ask,
  choose,
  connect,
  disconnect,
  idle,
  lastConversationEnded,
  settle,
  SUE,
  takeBack,
} from './testing/words.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

const names = fc.constantFrom('online', 'busy', 'offline', 'meal', 'training');
/** Every request has an id of its own: the number of the command that made it. */
type Step = (n: number) => AgentCommand;
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<AgentCommand[]>(connect, disconnect('closed'), disconnect('lease_expired')).map((each) => () => each),
  fc.constantFrom<AgentCommand[]>(idle, activity, lastConversationEnded, takeBack()).map((each) => () => each),
  fc.tuple(names, fc.boolean(), fc.boolean(), fc.boolean()).map(([name, afterChat, holding, mustAsk]): Step => {
    return (n) => (mustAsk ? ask : choose)(name, { afterChat, holding, requestId: `r${n}` });
  }),
  names.map(
    (name): Step =>
      () =>
        choose(name, { by: SUE }),
  ),
  fc
    .tuple(fc.constantFrom('approved', 'refused', 'withdrawn', 'timed_out'), fc.nat({ max: 40 }), fc.boolean())
    .map(([outcome, request, holding]): Step => {
      return () => settle(outcome, SUE, { requestId: `r${request}`, holding });
    }),
);

interface Run {
  readonly events: readonly AgentEvent[];
  readonly states: readonly AgentState[];
}

function run(chosen: readonly Step[]): Run {
  const events: AgentEvent[] = [];
  const states: AgentState[] = [agentDecider.initial()];
  for (const [n, step] of chosen.entries()) {
    const answer = agentDecider.decide(states.at(-1) as AgentState, step(n));
    if (isRejected(answer)) continue;
    for (const event of answer) {
      events.push(event);
      states.push(agentDecider.evolve(states.at(-1) as AgentState, event, 0));
    }
  }
  return { events, states };
}

const always = (holds: (run: Run) => void): void =>
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 40 }), (chosen) => holds(run(chosen))),
    { seed, numRuns: 500 },
  );

describe('whatever happens', () => {
  test('C5b every request has exactly one outcome, or is the one that is open', () =>
    always(({ events, states }) => {
      const ids = events.flatMap((e) => (e.type === 'presence.status_change_requested' ? [e.data.requestId] : []));
      const ends = events.flatMap((e) => (e.type === 'presence.status_change_settled' ? [e.data.requestId] : []));
      const open = states.at(-1)?.request?.requestId;
      expect([...ends, ...(open === undefined ? [] : [open])].sort()).toEqual([...ids].sort());
    }));

  test('C2a nobody is anything but offline without a connection, nor online without having said so', () =>
    always(({ states }) => {
      for (const state of states) {
        if (!state.live) expect(effectiveStatus(state)).toBe('offline');
        if (effectiveStatus(state) === 'online') expect(state.intent.status).toBe('online');
      }
    }));

  test('C6a the changes are a chain: each begins where the last one ended, and the last one is what holds', () =>
    always(({ events, states }) => {
      let at = 'offline/';
      for (const event of events) {
        if (event.type !== 'presence.agent_status_changed') continue;
        const { from, fromCustom, to, toCustom } = event.data;
        expect(`${from}/${fromCustom ?? ''}`).toBe(at);
        at = `${to}/${toCustom ?? ''}`;
      }
      expect(at.split('/')[0]).toBe(effectiveStatus(states.at(-1) as AgentState));
    }));

  test('C2b P36 only a choice changes the intent', () =>
    always(({ events, states }) => {
      for (const [n, event] of events.entries())
        if (event.type !== 'presence.agent_status_chosen') expect(states[n + 1]?.intent).toEqual(states[n]?.intent);
    }));

  test('P42 a pending status ends by being applied, replaced by a choice or taken back, never by anything else', () =>
    always(({ events, states }) => {
      for (const [n, event] of events.entries()) {
        if (states[n]?.pending == null || states[n + 1]?.pending != null) continue;
        expect(['presence.agent_status_chosen', 'presence.pending_status_cleared']).toContain(event.type);
      }
    }));
});
