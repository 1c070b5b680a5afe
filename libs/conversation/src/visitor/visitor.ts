// The visitor as one decider: what a page says and what staff says of them, side by side; staff has the last word.
import { rejected, unreachable, type Decider, type FieldError, type Rejected } from '@frontdesk/kernel';
import { cleaned, lengthErrors, MAX_NAME, MAX_TEXT } from '../text.js';
import type {
  VisitorCard,
  VisitorEdited,
  VisitorFact,
  VisitorIdentified,
  VisitorMerged,
  VisitorNoted,
  Word,
} from './fact.js';

export interface Attribute {
  readonly value: Word;
  /** Signed by the host site. */
  readonly verified: boolean;
}

export interface VisitorState {
  /** Number of facts so far. */
  readonly version: number;
  /** As the site says, and as staff has set it. */
  readonly said: VisitorCard;
  readonly set: VisitorCard;
  readonly vipSaid: number;
  /** null: staff says nothing of it. */
  readonly vipSet: number | null;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly customFields: Readonly<Record<string, Word>>;
  /** The last `MOST_NOTES`. */
  readonly notes: readonly VisitorNoted[];
  readonly merged: readonly string[];
}

export type VisitorCommand =
  | { readonly type: 'identify'; readonly identity: VisitorIdentified }
  /** `expected`: the version that was seen; null: whatever it is. */
  | {
      readonly type: 'edit';
      readonly expected: number;
      readonly edit: VisitorEdited;
      readonly note: VisitorNoted | null;
    }
  | { readonly type: 'merge'; readonly from: string; readonly other: VisitorState };

export type VisitorRefusal = Rejected<'stale' | 'invalid_visitor'>;

type Answer = readonly VisitorFact[] | VisitorRefusal;

export const MOST_NOTES = 200;
export const MOST_FIELDS = 100;
const MAX_EMAIL = 254;
const MAX_PHONE = 50;
const NOBODY: VisitorCard = { name: null, email: null, phone: null };

export const visitorDecider: Decider<VisitorState, VisitorCommand, VisitorFact, VisitorRefusal> = {
  initial: () => ({
    ...{ version: 0, said: NOBODY, set: NOBODY, vipSaid: 0, vipSet: null },
    ...{ attributes: {}, customFields: {}, notes: [], merged: [] },
  }),
  decide,
  evolve,
};

function decide(state: VisitorState, command: VisitorCommand): Answer {
  switch (command.type) {
    case 'identify':
      return identify(state, command.identity);
    case 'edit':
      return edit(state, command);
    case 'merge':
      return merge(state, command.from, command.other);
    default:
      return unreachable(command);
  }
}

/** Saying the same again is no news: a page says it with every visit. */
function identify(state: VisitorState, identity: VisitorIdentified): Answer {
  const after = identified(state, identity);
  return JSON.stringify(after) === JSON.stringify(state) ? [] : [{ type: 'visitor.identified', data: identity }];
}

function edit(
  state: VisitorState,
  { expected, edit: wanted, note }: Extract<VisitorCommand, { type: 'edit' }>,
): Answer {
  if (expected !== state.version)
    return rejected('stale', 'Somebody else has changed this visitor meanwhile; look again.');
  const data = trimmed(wanted);
  const text = note === null ? '' : cleaned(note.text);
  const errors = [...editErrors(state, data), ...lengthErrors('/note', text, MAX_TEXT)];
  if (errors.length > 0) return rejected('invalid_visitor', 'This visitor cannot be changed so.', errors);
  const changed = JSON.stringify(edited(state, data)) !== JSON.stringify(state);
  return [
    ...(changed ? [{ type: 'visitor.edited', data } as const] : []),
    ...(note === null || text === '' ? [] : [{ type: 'visitor.noted', data: { ...note, text } } as const]),
  ];
}

function trimmed(wanted: VisitorEdited): VisitorEdited {
  const line = (value: string | null): string | null => (value === null ? null : cleaned(value) || null);
  const { name, email, phone } = wanted;
  return {
    ...wanted,
    ...(name === undefined ? {} : { name: line(name) }),
    ...(email === undefined ? {} : { email: line(email) }),
    ...(phone === undefined ? {} : { phone: line(phone) }),
  };
}

function editErrors(
  state: VisitorState,
  { name, email, phone, vip, customFields }: VisitorEdited,
): readonly FieldError[] {
  const fault = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
  const badEmail = email !== undefined && email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  const badVip = vip !== undefined && (!Number.isInteger(vip) || vip < 0 || vip > 100);
  const fields = Object.keys({ ...state.customFields, ...customFields }).length;
  return [
    ...lengthErrors('/name', name ?? null, MAX_NAME),
    ...lengthErrors('/email', email ?? null, MAX_EMAIL),
    ...lengthErrors('/phone', phone ?? null, MAX_PHONE),
    ...(badEmail ? [fault('/email', 'not_an_email', 'must be an address like name@example.com')] : []),
    ...(badVip ? [fault('/vip', 'out_of_range', 'must be a whole number from 0 to 100')] : []),
    ...(fields > MOST_FIELDS ? [fault('/customFields', 'too_many', `must be at most ${MOST_FIELDS}`)] : []),
  ];
}

/** Once: whoever is a part of it already brings nothing new. */
function merge(state: VisitorState, from: string, other: VisitorState): Answer {
  if (state.merged.includes(from)) return [];
  const card = cardOf(other);
  const attributes = Object.fromEntries(
    Object.entries(other.attributes).map(([name, { value }]): [string, Word] => [name, value]),
  );
  const { customFields, notes } = other;
  const data: VisitorMerged = { from, ...card, vip: other.vipSet ?? 0, attributes, customFields, notes };
  return [{ type: 'visitor.merged', data }];
}

function evolve(before: VisitorState, fact: VisitorFact): VisitorState {
  const state = { ...before, version: before.version + 1 };
  switch (fact.type) {
    case 'visitor.identified':
      return identified(state, fact.data);
    case 'visitor.edited':
      return edited(state, fact.data);
    case 'visitor.noted':
      return { ...state, notes: [...state.notes, fact.data].slice(-MOST_NOTES) };
    case 'visitor.merged':
      return merged(state, fact.data);
    default:
      return unreachable(fact);
  }
}

/** What was signed stands; a page alone changes nothing of it. */
function identified(
  state: VisitorState,
  { signed, attributes, vip, name, email, phone }: VisitorIdentified,
): VisitorState {
  const said = {
    name: name ?? state.said.name,
    email: email ?? state.said.email,
    phone: phone ?? state.said.phone,
  };
  const fresh = Object.entries(attributes)
    .filter(([key]) => signed || own(state.attributes, key)?.verified !== true)
    .map(([key, value]): [string, Attribute] => [key, { value, verified: signed }]);
  const all = Object.fromEntries([...Object.entries(state.attributes), ...fresh].slice(0, MOST_FIELDS));
  return { ...state, said, attributes: all, vipSaid: signed ? (vip ?? state.vipSaid) : state.vipSaid };
}

function edited(state: VisitorState, { name, email, phone, vip, customFields = {} }: VisitorEdited): VisitorState {
  const { set } = state;
  const fields = Object.entries({ ...state.customFields, ...customFields }).filter(
    (entry): entry is [string, Word] => entry[1] !== null,
  );
  return {
    ...state,
    set: {
      name: name === undefined ? set.name : name,
      email: email === undefined ? set.email : email,
      phone: phone === undefined ? set.phone : phone,
    },
    vipSet: vip ?? state.vipSet,
    customFields: Object.fromEntries(fields),
  };
}

/** Theirs counts; what the other one had fills what is empty. */
function merged(state: VisitorState, data: VisitorMerged): VisitorState {
  const { said } = state;
  const attributes = Object.entries(data.attributes).map(([name, value]): [string, Attribute] => [
    name,
    { value, verified: false },
  ]);
  return {
    ...state,
    said: { name: said.name ?? data.name, email: said.email ?? data.email, phone: said.phone ?? data.phone },
    vipSet: state.vipSet ?? (data.vip > 0 ? data.vip : null),
    attributes: { ...Object.fromEntries(attributes), ...state.attributes },
    customFields: { ...data.customFields, ...state.customFields },
    notes: [...data.notes, ...state.notes].slice(-MOST_NOTES),
    merged: [...state.merged, data.from],
  };
}

const own = <Value>(members: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(members, name) ? members[name] : undefined;

/** What staff has set, else what the site says. */
export const cardOf = ({ said, set }: Pick<VisitorState, 'said' | 'set'>): VisitorCard => ({
  name: set.name ?? said.name,
  email: set.email ?? said.email,
  phone: set.phone ?? said.phone,
});

export const vipOf = ({ vipSaid, vipSet }: Pick<VisitorState, 'vipSaid' | 'vipSet'>): number => vipSet ?? vipSaid;
