// given/when/then for any decider. `given` runs through the real evolve, so a spec never mocks.
import { canonical } from '../canonical.js';
import { fold, isRejected, type Dated, type Decider, type Fact, type Rejected } from '../decider.js';

export interface Specification<Command, Event extends Fact, Refusal extends Rejected> {
  when(command: Command): {
    then(...expected: readonly Event[]): void;
    thenNothing(): void;
    thenRejected(code: Refusal['rejected'], ...pointers: readonly string[]): void;
  };
}

/** Makes the `given` of one decider: `const given = specify(conversationDecider)`. */
export function specify<State, Command, Event extends Fact, Refusal extends Rejected>(
  decider: Decider<State, Command, Event, Refusal>,
): (...history: readonly Dated<Event>[]) => Specification<Command, Event, Refusal> {
  return (...history) => ({
    when: (command) => {
      const answer = decider.decide(fold(decider, history), command);
      const show = canonical(answer);
      const same = (expected: unknown) => {
        if (show !== canonical(expected)) throw new Error(`expected ${canonical(expected)}\n but was ${show}`);
      };
      return {
        then: (...expected) => {
          if (expected.length === 0) throw new Error('then() expects facts; use thenNothing()');
          same(expected);
        },
        thenNothing: () => same([]),
        thenRejected: (code, ...pointers) => {
          if (!isRejected(answer)) throw new Error(`expected the refusal ${code} but was ${show}`);
          if (answer.rejected !== code) throw new Error(`expected the refusal ${code} but was ${show}`);
          const found = (answer.errors ?? []).map((e) => e.pointer);
          if (canonical(found) !== canonical(pointers))
            throw new Error(`expected errors at ${canonical(pointers)} but was ${show}`);
        },
      };
    },
  });
}
