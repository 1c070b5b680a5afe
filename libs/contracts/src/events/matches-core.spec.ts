// A schema and the core's fact are one type, in both directions: the compiler is the test.
import { describe, expect, it } from '@jest/globals';
import type { ConversationFact } from '@frontdesk/conversation';
import type { DeliveryFact, SubmissionFact } from '@frontdesk/submission';
import type Type from 'typebox';
import type { ConversationEvent } from '../http/events.js';
import type { CONVERSATION_EVENTS } from './conversation.js';
import type { PublicEvent } from './public-event.js';
import type { SUBMISSION_EVENTS } from './submission.js';
import type { DELIVERY_EVENTS } from './submission-work.js';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** Each is assignable to the other and has the same members: readonly apart, one type. */
type Equal<A, B> = Same<A, B> extends true ? Same<keyof A, keyof B> : false;

/** Facts are read-only; a schema knows nothing of that. */
type ReadOnly<T> = T extends readonly (infer Entry)[]
  ? readonly ReadOnly<Entry>[]
  : T extends object
    ? { readonly [Key in keyof T]: ReadOnly<T[Key]> }
    : T;

type FactOf<Event> =
  Event extends PublicEvent<infer Name, infer Schema> ? { type: Name; data: ReadOnly<Type.Static<Schema>> } : never;
type SameFacts<Events extends readonly PublicEvent[], Fact extends { type: string; data: unknown }> = {
  [Name in FactOf<Events[number]>['type'] | Fact['type']]: Equal<
    Extract<FactOf<Events[number]>, { type: Name }>['data'],
    Extract<Fact, { type: Name }>['data']
  >;
};
type All<Results> = false extends Results[keyof Results] ? false : true;

const proven = <Holds extends true>(holds: Holds) => expect(holds).toBe(true);

// A comparison that always holds would prove nothing.
const told: [Equal<{ a: 1 }, { a: 1; b?: 2 }>, Equal<FactOf<(typeof SUBMISSION_EVENTS)[0]>['data'], { a: 1 }>] = [
  false,
  false,
];

describe('the public events', () => {
  it('are told apart from what they are not', () => expect(told).toEqual([false, false]));
  it('are the facts of the conversation core', () => {
    proven<All<SameFacts<typeof CONVERSATION_EVENTS, ConversationFact>>>(true);
  });
  it('are the facts of the submission core', () => {
    proven<All<SameFacts<typeof SUBMISSION_EVENTS, SubmissionFact>>>(true);
    proven<All<SameFacts<typeof DELIVERY_EVENTS, DeliveryFact>>>(true);
  });
  it('name what the socket and the API name', () => {
    // Visitors alone have one more, which stands in the place of what is not theirs to see.
    proven<Equal<Exclude<ConversationEvent['type'], 'conversation.withheld'>, ConversationFact['type']>>(true);
  });
});
