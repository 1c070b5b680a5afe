// The submission as one decider.
//
//   leave ──▶ pending ──▶ confirmed ──▶ closed        (confirmed at once when no conversation's place hangs on it)
//                  └────▶ withdrawn                   (an agent came first and has the text)
import { rejected, unreachable, type Decider, type Rejected } from '@frontdesk/kernel';
import type { SubmissionFact, SubmissionReceived } from './event.js';
import { cleanedSubmission, submissionErrors } from './validation.js';

export type SubmissionStatus = 'none' | 'pending' | 'confirmed' | 'withdrawn' | 'closed';

export interface SubmissionState {
  readonly status: SubmissionStatus;
  readonly conversationId: string | null;
  /** Kept while pending only: a withdrawal hands it on. */
  readonly text: string | null;
}

export type SubmissionCommand =
  | { readonly type: 'leave'; readonly submission: SubmissionReceived }
  | { readonly type: 'confirm' }
  | { readonly type: 'withdraw' }
  | { readonly type: 'close'; readonly by: string };

export type SubmissionRefusal = Rejected<
  'unknown_submission' | 'invalid_submission' | 'submission_pending' | 'submission_withdrawn'
>;

type Answer = readonly SubmissionFact[] | SubmissionRefusal;

export const submissionDecider: Decider<SubmissionState, SubmissionCommand, SubmissionFact, SubmissionRefusal> = {
  initial: () => ({ status: 'none', conversationId: null, text: null }),
  decide,
  evolve,
};

function decide(state: SubmissionState, command: SubmissionCommand): Answer {
  if (command.type === 'leave') return state.status === 'none' ? leave(command.submission) : [];
  if (state.status === 'none') return rejected('unknown_submission', 'There is no such submission.');
  switch (command.type) {
    case 'confirm':
      return state.status === 'pending' ? [{ type: 'submission.confirmed', data: {} }] : [];
    case 'withdraw':
      return withdraw(state);
    case 'close':
      return close(state, command.by);
    default:
      return unreachable(command);
  }
}

function leave(typed: SubmissionReceived): Answer {
  const submission = cleanedSubmission(typed);
  const errors = submissionErrors(submission);
  if (errors.length > 0) return rejected('invalid_submission', 'This message cannot be left as it is.', errors);
  const received: SubmissionFact = { type: 'submission.received', data: submission };
  return submission.conversationId === null ? [received, { type: 'submission.confirmed', data: {} }] : [received];
}

function withdraw({ status, conversationId, text }: SubmissionState): Answer {
  if (status !== 'pending' || conversationId === null || text === null) return [];
  return [{ type: 'submission.withdrawn', data: { conversationId, reason: 'assigned', text } }];
}

function close(state: SubmissionState, by: string): Answer {
  if (state.status === 'closed') return [];
  if (state.status === 'pending')
    return rejected('submission_pending', 'Routing has not decided yet whether an agent takes this visitor.');
  if (state.status === 'withdrawn')
    return rejected('submission_withdrawn', 'An agent took the conversation; the text stands there as a message.');
  return [{ type: 'submission.closed', data: { by } }];
}

function evolve(state: SubmissionState, fact: SubmissionFact): SubmissionState {
  switch (fact.type) {
    case 'submission.received':
      return { status: 'pending', conversationId: fact.data.conversationId, text: fact.data.text };
    case 'submission.confirmed':
      return { ...state, status: 'confirmed', text: null };
    case 'submission.withdrawn':
      return { ...state, status: 'withdrawn', text: null };
    case 'submission.closed':
      return { ...state, status: 'closed' };
    default:
      return unreachable(fact);
  }
}
