// The whole idea of a core: facts are decided from a state and a command, and a state is the fold of facts.
import type { Instant } from './instant.js';

/** A fact: named once in the past tense as `<context>.<past_tense_snake>`, plain data, never edited. */
export interface Fact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** One wrong member of a command or document, addressed by JSON pointer (RFC 6901). */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** An expected refusal: a value, never thrown. `code` is snake_case and stands in the API's problem+json as it is. */
export interface Rejected<Code extends string = string> {
  readonly rejected: Code;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

/**
 * A pure aggregate. `decide` answers with facts (none: nothing to change) or a refusal and changes nothing;
 * `evolve` is total: it remembers any fact that `decide` ever produced and never throws for data. `at` is when the fact
 * was recorded: a core that counts time remembers it, the others need not take it.
 */
export interface Decider<State, Command, Event extends Fact, Refusal extends Rejected = Rejected> {
  initial(): State;
  decide(state: State, command: Command): readonly Event[] | Refusal;
  evolve(state: State, event: Event, at: Instant): State;
}

export function isRejected<R extends Rejected>(answer: readonly Fact[] | R): answer is R {
  return 'rejected' in answer;
}

export function rejected<Code extends string>(
  code: Code,
  detail: string,
  errors?: readonly FieldError[],
): Rejected<Code> {
  return errors === undefined ? { rejected: code, detail } : { rejected: code, detail, errors };
}

/** A fact, with when it was recorded where that matters. */
export type Dated<Event extends Fact> = Event & { readonly at?: Instant };

/** The state after a history: the only way a state comes to be. O(n) in the history's length. */
export function fold<State, Event extends Fact>(
  decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
  history: Iterable<Dated<Event>>,
): State {
  let state = decider.initial();
  for (const event of history) state = decider.evolve(state, event, event.at ?? 0);
  return state;
}
