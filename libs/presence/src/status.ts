// The statuses an agent can have (C1). Only `online` takes new conversations; `busy` keeps what it has.

export const STATUSES = ['online', 'busy', 'offline'] as const;

/** What a status counts as: all that routing knows of it. */
export type Status = (typeof STATUSES)[number];

/** A break state of the workspace's own: training, meeting, meal … */
export interface CustomStatus {
  readonly id: string;
  readonly name: string;
  readonly countsAs: 'busy' | 'offline';
}

/** What a workspace has settled about presence, as far as the decisions here need it. */
export interface PresenceRules {
  readonly statuses: readonly CustomStatus[];
  /** Leaving online needs a supervisor's yes (C5). */
  readonly approval: boolean;
}

export const DEFAULT_RULES: PresenceRules = { statuses: [], approval: false };

/**
 * One chosen status. What a custom one counts as is taken down when it is chosen: that its definition is changed or
 * removed later rewrites nothing, and it still takes no conversations.
 */
export interface Choice {
  readonly status: Status;
  /** Id of the custom status; absent: one of the three. */
  readonly custom?: string;
}

/** The choice that a name stands for: one of the three, or the id of a custom status. null: there is no such status. */
export function choiceOf(rules: PresenceRules, name: string): Choice | null {
  const builtIn = STATUSES.find((status) => status === name);
  if (builtIn !== undefined) return { status: builtIn };
  const custom = rules.statuses.find(({ id }) => id === name);
  return custom === undefined ? null : { status: custom.countsAs, custom: custom.id };
}

export const sameChoice = (a: Choice, b: Choice): boolean => a.status === b.status && a.custom === b.custom;

/** The members of a choice for an event: without `custom` where there is none. */
export const choiceData = ({ status, custom }: Choice): Choice =>
  custom === undefined ? { status } : { status, custom };
