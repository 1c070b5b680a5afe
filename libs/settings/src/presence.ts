// The statuses that agents may choose beside online, busy and offline, and what happens when one is lost (C1, C4–C7, B13).
import {
  distinctBy,
  fault,
  flag,
  form,
  inTurn,
  listOf,
  memberOf,
  members,
  oneOf,
  orNull,
  text,
  whole,
} from './check.js';
import type { Check } from './check.js';
import type { Given } from './given.js';

/** /v1/settings/presence */
export interface PresenceDocument {
  /** In the order in which they are shown. */
  readonly statuses: readonly CustomStatus[];
  /** How long an agent's conversations wait for the agent after the last connection was lost. */
  readonly graceSeconds: number;
  /** And what happens to them then. */
  readonly agentLost: 'keep' | 'requeue' | 'submission';
  /** Leaving online needs a supervisor's yes. */
  readonly approval: boolean;
  /** After so long without a sign of life an agent counts as busy; null: never. */
  readonly idleBusyMinutes: number | null;
  /**
   * How long an app that went to the background still counts as there, because a notice would reach whoever has it;
   * null: no longer than any other connection.
   */
  readonly backgroundSeconds: number | null;
}

export type GivenPresence = Given<PresenceDocument, 'backgroundSeconds'>;

/** None takes new conversations: `busy` keeps what it has, `offline` is away. */
export interface CustomStatus {
  readonly id: string;
  readonly name: string;
  readonly countsAs: 'busy' | 'offline';
}

const OWN = ['online', 'busy', 'offline'];

const notOurs: Check = (value, pointer) =>
  OWN.includes(String(value)) ? fault(pointer, 'reserved', `${String(value)} is one of the product's own`) : [];

const status = members({
  id: inTurn(form(/^[a-z][a-z0-9_-]*$/, 40, 'not_a_status', 'must be a word of small letters'), notOurs),
  name: text(1, 60),
  countsAs: oneOf('busy', 'offline'),
});

export const presenceCheck = members(
  {
    statuses: inTurn(listOf(status, 30), distinctBy('id'), distinctNames),
    graceSeconds: whole(0, 3600),
    agentLost: oneOf('keep', 'requeue', 'submission'),
    approval: flag,
    idleBusyMinutes: orNull(whole(1, 480)),
  },
  { backgroundSeconds: orNull(whole(60, 28_800)) },
);

export const completePresence = (given: GivenPresence): PresenceDocument => ({ backgroundSeconds: null, ...given });

/** Two statuses with one name could not be told apart where one is chosen. */
function distinctNames(value: unknown, pointer: string): ReturnType<Check> {
  const names = (value as readonly CustomStatus[]).map(({ name }) => name.trim().toLowerCase());
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? fault(memberOf(memberOf(pointer, index), 'name'), 'duplicate', 'another status has this name')
      : [],
  );
}
