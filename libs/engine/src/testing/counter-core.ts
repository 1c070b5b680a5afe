// A core that adds numbers and rings when told to: everything a lane worker does shows in it.
import type { Instant, Json } from '@frontdesk/kernel';
import type { LaneCore } from '../lane-core.js';

export interface Counter {
  sum: number;
  rings: number;
  ringAt: Instant | null;
}

export type CounterInput =
  | { readonly type: 'add'; readonly data: { readonly n: number } }
  | { readonly type: 'ring_at'; readonly data: { readonly at: Instant } }
  | { readonly type: 'break'; readonly data: Record<never, never> }
  | { readonly type: 'tick'; readonly data: Record<never, never> }
  | { readonly type: 'resumed'; readonly data: { readonly gapMs: number } };

export type CounterEvent =
  | { readonly type: 'added'; readonly data: { readonly n: number } }
  | { readonly type: 'armed'; readonly data: { readonly at: Instant } }
  | { readonly type: 'rang'; readonly data: Record<never, never> };

export const CounterCore: LaneCore<Counter, CounterInput, CounterEvent> = {
  ruleVersion: 1,
  snapshotVersion: 1,
  create: () => ({ sum: 0, rings: 0, ringAt: null }),
  step(state, input, at) {
    const events: CounterEvent[] = [];
    const emit = (event: CounterEvent) => {
      events.push(event);
      CounterCore.evolve(state, event, at);
    };
    if (input.type === 'resumed' && state.ringAt !== null)
      emit({ type: 'armed', data: { at: state.ringAt + input.data.gapMs } });
    if (state.ringAt !== null && state.ringAt <= at) emit({ type: 'rang', data: {} });
    if (input.type === 'add' && input.data.n !== 0) emit({ type: 'added', data: { n: input.data.n } });
    if (input.type === 'ring_at') emit({ type: 'armed', data: { at: input.data.at } });
    if (input.type === 'break') {
      state.sum = Number.NaN; // spoils the state half-way, as a bug would
      throw new TypeError('a bug in the rules');
    }
    return events;
  },
  evolve(state, event) {
    if (event.type === 'added') state.sum += event.data.n;
    if (event.type === 'armed') state.ringAt = event.data.at;
    if (event.type === 'rang') [state.rings, state.ringAt] = [state.rings + 1, null];
  },
  nextDeadline: (state) => state.ringAt,
  toSnapshot: ({ sum, rings, ringAt }) => ({ sum, rings, ringAt }),
  fromSnapshot: (snapshot: Json) => ({ ...(snapshot as unknown as Counter) }),
};
