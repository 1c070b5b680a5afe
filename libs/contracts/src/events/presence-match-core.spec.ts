// A schema and the core's fact are one type, in both directions: the compiler is the test.
import { expect, it } from '@jest/globals';
import type { PresenceEvent } from '@frontdesk/presence';
import type Type from 'typebox';
import type { PRESENCE_EVENTS } from './presence.js';
import type { PublicEvent } from './public-event.js';

type FactOf<Event> =
  Event extends PublicEvent<infer Name, infer Schema> ? { type: Name; data: Type.Static<Schema> } : never;
type Published = FactOf<(typeof PRESENCE_EVENTS)[number]>;

const proven = <Holds extends true>(holds: Holds) => expect(holds).toBe(true);

it('the public events are the facts of the presence core', () => {
  proven<PresenceEvent extends Published ? true : false>(true);
  proven<Published extends PresenceEvent ? true : false>(true);
});
