// What the visitor thinks of how it was dealt with: said once it is closed, and said anew within the time for that.
import { ratingTerm, rejected } from '@frontdesk/kernel';
import type { Answer, SubmissionCommand, SubmissionState } from './command.js';
import { notThere } from './work.js';

type Rate = Extract<SubmissionCommand, { readonly type: 'rate' }>;

export function rate(state: SubmissionState, { rating, at, openUntil, changeMs }: Rate): Answer {
  const refusal = notThere(state);
  if (refusal !== null) return refusal;
  const { rated, status } = state;
  if (status !== 'closed') return rejected('submission_open', 'It can be rated once it is closed.');
  const term = ratingTerm(rated, { rating, at, isOpen: at < openUntil, changeMs });
  if (term === 'same') return [];
  if (term === 'final')
    return rejected('already_rated', 'This has been rated, and the time to change it is over; thank you.');
  if (term === 'not_open') return rejected('rating_not_open', 'This was closed too long ago to be rated.');
  return [{ type: 'submission.rating_given', data: { ...rating, ...term } }];
}
