// The settings documents as they stand in events. Each version of one is in the log for ever, so they only ever grow.
import Type from 'typebox';
import { count, id, orNull } from './public-event.js';

const closed = <Properties extends Type.TProperties>(title: string, properties: Properties) =>
  Type.Object(properties, { additionalProperties: false, title });

const text = Type.String({ maxLength: 2000 });
const name = Type.String({ minLength: 1, maxLength: 200 });

export const agentDocument = closed('Agent', {
  name,
  email: Type.String({ maxLength: 254 }),
  limit: Type.Integer({ minimum: 0, maximum: 100, description: 'Most simultaneous conversations.' }),
  groupIds: Type.Array(id('A group.')),
  role: Type.Enum(['agent', 'supervisor', 'admin', 'owner']),
});

export const groupDocument = closed('Group', { name, guide: text });

export const queueDocument = closed('Queue', {
  enabled: Type.Boolean(),
  maxLength: orNull(count('Most who may wait; null: no limit.')),
  maxWaitSeconds: orNull(count('Longest wait; null: no limit.')),
  abandonAfterSeconds: count('How long a place is kept after the last sign of life.'),
  message: text,
});

const offer = closed('Offer', { enabled: Type.Boolean(), text });

export const submissionDocument = closed('Submission', {
  enabled: Type.Boolean(),
  outOfHours: offer,
  nobodyOnline: offer,
  queueFull: offer,
  queueTimeout: offer,
});

const day = Type.Array(closed('Interval', { start: Type.String(), end: Type.String() }));

export const hoursDocument = closed('Hours', {
  alwaysOpen: Type.Boolean(),
  timeZone: Type.String({ maxLength: 64, description: 'IANA.' }),
  weekly: closed('Week', { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }),
});

export const strategyDocument = closed('Strategy', {
  method: Type.Literal('saturation'),
  directReturnMinutes: count('0: a returning visitor is routed afresh.'),
});
