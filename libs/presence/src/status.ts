// The statuses an agent can have (C1). Only `online` takes new conversations; `busy` keeps what it has.

export const STATUSES = ['online', 'busy', 'offline'] as const;

export type Status = (typeof STATUSES)[number];
