// given/when/then for the engine: inputs in, and of each event as much as the sentence names.
import { canonical, seconds, type Instant } from '@frontdesk/kernel';
import type { RoutingEvent } from '../event.js';
import type { RoutingInput } from '../input.js';
import { createRouting, type Routing } from '../state.js';
import { step } from '../step.js';

export interface TimedInput {
  readonly at: Instant;
  readonly input: RoutingInput;
}

/** An event with those of its data that matter to the sentence. */
export interface ExpectedEvent {
  readonly type: RoutingEvent['type'];
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Outcome {
  readonly state: Routing;
  readonly events: readonly RoutingEvent[];
  /** Exactly these events, in this order. */
  then(...expected: readonly ExpectedEvent[]): Outcome;
  thenNothing(): Outcome;
}

/** Says when; without it an input comes one second after the former. */
export function at(second: number, input: RoutingInput): TimedInput {
  return { at: seconds(second), input };
}

export function given(...history: readonly (RoutingInput | TimedInput)[]): {
  when(...inputs: readonly (RoutingInput | TimedInput)[]): Outcome;
} {
  const state = createRouting();
  let now = 0;
  const run = (inputs: readonly (RoutingInput | TimedInput)[]): RoutingEvent[] =>
    inputs.flatMap((each) => {
      now = 'at' in each ? each.at : now + seconds(1);
      return step(state, 'at' in each ? each.input : each, now);
    });
  run(history);
  return { when: (...inputs) => outcomeOf(state, run(inputs)) };
}

function outcomeOf(state: Routing, events: readonly RoutingEvent[]): Outcome {
  const outcome: Outcome = {
    state,
    events,
    then: (...expected) => {
      const same = expected.length === events.length && expected.every((each, i) => covers(events[i], each));
      if (!same) throw new Error(`expected ${canonical(expected)}\n but was ${canonical(events)}`);
      return outcome;
    },
    thenNothing: () => {
      if (events.length > 0) throw new Error(`expected nothing\n but was ${canonical(events)}`);
      return outcome;
    },
  };
  return outcome;
}

function covers(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) {
    return actual !== undefined && canonical(actual) === canonical(expected);
  }
  if (typeof actual !== 'object' || actual === null) return false;
  const members = actual as Record<string, unknown>;
  return Object.entries(expected).every(([key, value]) => covers(members[key], value));
}
