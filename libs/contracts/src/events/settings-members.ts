// What several settings documents are made of.
import Type from 'typebox';
import { count, orNull } from './public-event.js';

export const closed = <Properties extends Type.TProperties>(title: string, properties: Properties) =>
  Type.Object(properties, { additionalProperties: false, title });

export const text = Type.String({ maxLength: 2000 });
export const name = Type.String({ minLength: 1, maxLength: 200 });
export const wholeOrNull = (description: string) => orNull(count(description));

const day = Type.Array(closed('Interval', { start: Type.String(), end: Type.String() }), {
  description: 'An end before its start is on the next day.',
});
const date = (description: string) => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description });

const override = closed('HoursOverride', {
  name,
  from: date('The first day.'),
  to: Type.Optional(date('The last day; left out: the first.')),
  intervals: day,
  yearly: Type.Optional(Type.Boolean({ description: 'Every year from then on.' })),
  uid: Type.Optional(orNull(Type.String({ maxLength: 500, description: 'Of the calendar entry it comes from.' }))),
});

const closing = closed('Closing', {
  then: Type.Enum(['finish', 'submission', 'message'], { description: 'Of those who wait when the hours end.' }),
  message: text,
  messages: Type.Record(Type.String(), text, { description: 'By language, instead of the message.' }),
});

export const hoursDocument = closed('Hours', {
  alwaysOpen: Type.Boolean(),
  timeZone: Type.String({ maxLength: 64, description: 'IANA.' }),
  weekly: closed('Week', { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }),
  overrides: Type.Optional(Type.Array(override, { description: 'Days that are otherwise than the week.' })),
  closing: Type.Optional(closing),
});
