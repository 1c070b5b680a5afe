// A made-up visitor, for asking which rule would count: checked like a document, because it comes from outside too.
import { realDay } from './calendar-date.js';
import { fault, form, inTurn, members, named, orNull, text, whole, type Check } from './check.js';
import { identifier } from './identifier.js';
import { language } from './language.js';
import { routingRulesCheck } from './routing-rules.js';

const scalar: Check = (value, pointer) =>
  ['string', 'number', 'boolean'].includes(typeof value)
    ? text(0, 500)(String(value), pointer)
    : fault(pointer, 'not_a_value', 'must be text, a number, true or false');

const values = named(text(1, 100), scalar, 100);
const address = orNull(text(0, 2000));

const visitor = members(
  {},
  {
    channel: identifier,
    language: orNull(language),
    page: address,
    referrer: address,
    attributes: values,
    customFields: values,
    vip: whole(0, 100),
    country: orNull(text(0, 2)),
    ip: orNull(text(0, 45)),
    at: inTurn(
      form(
        /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/,
        40,
        'not_an_instant',
        'must be a time with its offset like 2026-03-01T09:30:00Z',
      ),
      realDay,
    ),
  },
);

const rules: Check = (value, pointer) =>
  routingRulesCheck({ rules: value }, '').map((one) => ({
    ...one,
    pointer: pointer + one.pointer.slice('/rules'.length),
  }));

/** Every fault of a request to explain the rules. */
export const explainFaults = (value: unknown) => members({ visitor }, { rules })(value, '');
