// One delivery as a decider: when it is tried again, and when it is given up (G3).
//
//   plan ──▶ pending ──▶ delivered
//              │  ▲──┘ (failed, again later)
//              └────▶ dead ──▶ pending (somebody asked)
import { rejected, unreachable, type Decider, type DurationMs, type Instant, type Rejected } from '@frontdesk/kernel';
import type { DeliveryFact, DeliveryPlanned } from './event.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Before each try, from the one before: three days in all, so that a receiver may be away over a weekend. */
export const TRY_AFTER: readonly DurationMs[] = [
  ...[0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR],
  ...[5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
];

const LONGEST = 24 * HOUR;
const MAX_REASON = 500;

export interface DeliveryState {
  readonly status: 'none' | 'pending' | 'delivered' | 'dead' | 'no_recipient';
  readonly submissionId: string;
  /** Tries since it was planned or asked for again. */
  readonly attempts: number;
}

export type DeliveryCommand =
  | { readonly type: 'plan'; readonly delivery: DeliveryPlanned }
  | { readonly type: 'succeed' }
  | {
      readonly type: 'fail';
      readonly at: Instant;
      readonly reason: string;
      /** The receiver does not want it, now or later. */
      readonly final?: boolean;
      /** The receiver asks not to be tried before. */
      readonly retryAfterMs?: DurationMs;
    }
  | { readonly type: 'retry'; readonly by: string };

export type DeliveryRefusal = Rejected<'unknown_delivery' | 'delivery_not_dead'>;

export const deliveryDecider: Decider<DeliveryState, DeliveryCommand, DeliveryFact, DeliveryRefusal> = {
  initial: () => ({ status: 'none', submissionId: '', attempts: 0 }),
  decide(state, command) {
    if (command.type === 'plan')
      return state.status === 'none' ? [{ type: 'submission.delivery_planned', data: command.delivery }] : [];
    if (state.status === 'none') return rejected('unknown_delivery', 'There is no such delivery.');
    const { submissionId } = state;
    switch (command.type) {
      case 'succeed':
        // A try that had been given up for lost may still tell of its success.
        return state.status === 'pending'
          ? [{ type: 'submission.delivered', data: { submissionId, attempt: state.attempts + 1 } }]
          : [];
      case 'fail':
        return state.status === 'pending' ? [failed(state, command)] : [];
      case 'retry':
        if (state.status !== 'dead')
          return rejected('delivery_not_dead', 'Only what has been given up can be sent again.');
        return [{ type: 'submission.delivery_retried', data: { submissionId, by: command.by } }];
      default:
        return unreachable(command);
    }
  },
  evolve,
};

function failed(state: DeliveryState, command: Extract<DeliveryCommand, { type: 'fail' }>): DeliveryFact {
  const { at, reason, final = false, retryAfterMs = 0 } = command;
  const attempt = state.attempts + 1;
  const wait = TRY_AFTER[attempt];
  const nextAt = final || wait === undefined ? null : at + Math.max(wait, Math.min(retryAfterMs, LONGEST));
  return {
    type: 'submission.delivery_failed',
    data: { submissionId: state.submissionId, attempt, reason: reason.slice(0, MAX_REASON), nextAt },
  };
}

function evolve(state: DeliveryState, fact: DeliveryFact): DeliveryState {
  switch (fact.type) {
    case 'submission.delivery_planned': {
      const { submissionId, channel } = fact.data;
      return { status: channel === 'none' ? 'no_recipient' : 'pending', submissionId, attempts: 0 };
    }
    case 'submission.delivered':
      return { ...state, status: 'delivered', attempts: fact.data.attempt };
    case 'submission.delivery_failed':
      return { ...state, status: fact.data.nextAt === null ? 'dead' : 'pending', attempts: fact.data.attempt };
    case 'submission.delivery_retried':
      return { ...state, status: 'pending', attempts: 0 };
    default:
      return unreachable(fact);
  }
}
