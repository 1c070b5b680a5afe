// What the lane worker drives: a pure engine of one routing domain. The worker knows nothing else of it.
import type { Fact, Instant, Json } from '@frontdesk/kernel';

/**
 * A deterministic state machine with private, mutable state. The same inputs at the same instants give the same
 * events, and folding those events with `evolve` gives the same state: bit for bit, on any machine.
 */
export interface LaneCore<State, Input extends Fact, Event extends Fact> {
  /** Changes whenever a decision or the snapshot's shape may differ for the same input. */
  readonly ruleVersion: number;
  readonly snapshotVersion: number;
  create(): State;
  /** Decides one input and has already evolved the state by the answer. If it throws, the state is spoilt: rebuild it. */
  step(state: State, input: Input, at: Instant): readonly Event[];
  /** Remembers one recorded event. */
  evolve(state: State, event: Event, at: Instant): void;
  /** When the next timer is due; the worker then feeds `{ type: 'tick' }`. O(1). */
  nextDeadline(state: State): Instant | null;
  /**
   * Plain data whose canonical text is the whole state; two equal states give the same text. It is hashed while the
   * state goes on, so nothing in it may be changed by `step` or `evolve` later.
   */
  toSnapshot(state: State): Json;
  /** The same to `canonicalParts`, where a copy can be had faster than as plain data; absent: it can not. */
  copyOf?(state: State): object;
  fromSnapshot(snapshot: Json): State;
}
