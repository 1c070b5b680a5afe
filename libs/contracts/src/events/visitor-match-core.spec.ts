// The public events of a visitor and the core's facts are one type: the compiler is the test.
import { expect, it } from '@jest/globals';
import type { VisitorFact } from '@frontdesk/conversation';
import type Type from 'typebox';
import type { PublicEvent } from './public-event.js';
import type { VISITOR_EVENTS } from './visitor.js';

type FactOf<Event> =
  Event extends PublicEvent<infer Name, infer Schema> ? { type: Name; data: Type.Static<Schema> } : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Each = {
  [Name in VisitorFact['type']]: Same<
    Extract<FactOf<(typeof VISITOR_EVENTS)[number]>, { type: Name }>['data'],
    Extract<VisitorFact, { type: Name }>['data']
  >;
}[VisitorFact['type']];

it('the public events are the facts of the visitor', () => {
  const holds: Each = true;
  expect(holds).toBe(true);
});
