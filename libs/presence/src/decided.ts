// What the parts of an agent's decider answer each other with.
import { rejected, type Rejected } from '@frontdesk/kernel';
import type { AgentEvent, StatusCause } from './event.js';

export type AgentRefusal = Rejected<'unknown_status' | 'request_settled' | 'not_found'>;

/** Facts before what follows from them, and why the effective status changes if they change it. */
export interface Decided {
  readonly facts: readonly AgentEvent[];
  readonly cause: StatusCause;
}

export const NOTHING: Decided = { facts: [], cause: 'agent' };

export const unknownStatus = (status: string): AgentRefusal =>
  rejected('unknown_status', `There is no status ${status}.`, [
    { pointer: '/status', code: 'unknown_status', message: 'choose one of those that GET /v1/presence/statuses lists' },
  ]);
