// What several settings documents are made of.
import Type from 'typebox';
import { count, orNull } from './public-event.js';

export const closed = <Properties extends Type.TProperties>(title: string, properties: Properties) =>
  Type.Object(properties, { additionalProperties: false, title });

export const text = Type.String({ maxLength: 2000 });
export const name = Type.String({ minLength: 1, maxLength: 200 });
export const wholeOrNull = (description: string) => orNull(count(description));

const day = Type.Array(closed('Interval', { start: Type.String(), end: Type.String() }));

export const hoursDocument = closed('Hours', {
  alwaysOpen: Type.Boolean(),
  timeZone: Type.String({ maxLength: 64, description: 'IANA.' }),
  weekly: closed('Week', { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }),
});
