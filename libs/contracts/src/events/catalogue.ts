// Every public event there is: what schemas, AsyncAPI and the catalogue pages are made from.
import { CONVERSATION_EVENTS } from './conversation.js';
import { PEOPLE_EVENTS } from './people.js';
import { PRESENCE_EVENTS } from './presence.js';
import type { PublicEvent } from './public-event.js';
import { SETTINGS_EVENTS } from './settings.js';
import { SUBMISSION_EVENTS } from './submission.js';
import { VISITOR_EVENTS } from './visitor.js';
import { DELIVERY_EVENTS } from './submission-work.js';

export const PUBLIC_EVENTS: readonly PublicEvent[] = [
  ...CONVERSATION_EVENTS,
  ...VISITOR_EVENTS,
  ...SUBMISSION_EVENTS,
  ...DELIVERY_EVENTS,
  ...PRESENCE_EVENTS,
  ...SETTINGS_EVENTS,
  ...PEOPLE_EVENTS,
];
