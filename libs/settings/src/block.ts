// Who is not served, why, and until when (B16, F5).
import { realDay } from './calendar-date.js';
import { form, fault, inTurn, members, oneOf, orNull, text, type Check } from './check.js';

/** /v1/settings/block-list/{id} */
export interface BlockDocument {
  /** What `value` is: a visitor's id, an address or range of the network, or an e-mail address. */
  readonly what: 'visitor' | 'ip_range' | 'email';
  readonly value: string;
  readonly reason: string;
  /** ISO 8601 in UTC; null: until it is removed. */
  readonly until: string | null;
}

const FORMS: Readonly<Record<string, RegExp>> = {
  visitor: /^[A-Za-z0-9][A-Za-z0-9._|@:-]*$/,
  // Only its form: what it names is known to whoever reads addresses.
  ip_range: /^[0-9A-Fa-f:.]+(\/\d{1,3})?$/,
  email: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/,
};

const WORDS: Readonly<Record<string, string>> = {
  visitor: "must be a visitor's id",
  ip_range: 'must be an address of the network or a range of them, like 203.0.113.0/24',
  email: 'must be an e-mail address, like name@example.com',
};

const fitting: Check = (value, pointer) => {
  const { what, value: of } = value as BlockDocument;
  return FORMS[what]?.test(of) === true
    ? []
    : fault(`${pointer}/value`, `not_a_${what}`, WORDS[what] ?? 'does not fit');
};

export const blockCheck = inTurn(
  members({
    what: oneOf('visitor', 'ip_range', 'email'),
    value: text(1, 254),
    reason: text(1, 500),
    until: orNull(
      inTurn(
        form(
          /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?Z$/,
          24,
          'not_an_instant',
          'must be a time in UTC like 2026-03-01T09:30:00Z',
        ),
        realDay,
      ),
    ),
  }),
  fitting,
);
