// What the visitor thinks of how it was dealt with: said once it is closed, and said anew within the time for that.
import { rejected } from '@frontdesk/kernel';
import type { Answer, Rating, SubmissionCommand, SubmissionState } from './command.js';
import { notThere } from './work.js';

type Rate = Extract<SubmissionCommand, { readonly type: 'rate' }>;

export function rate(state: SubmissionState, { rating, at, openUntil, changeMs }: Rate): Answer {
  const refusal = notThere(state);
  if (refusal !== null) return refusal;
  const { rated, status } = state;
  if (status !== 'closed') return rejected('submission_open', 'It can be rated once it is closed.');
  if (rated?.rating != null && same(rated.rating, rating)) return [];
  if (rated !== null && at >= rated.changeableUntil)
    return rejected('already_rated', 'This has been rated, and the time to change it is over; thank you.');
  if (rated === null && at >= openUntil)
    return rejected('rating_not_open', 'This was closed too long ago to be rated.');
  const data =
    rated === null
      ? { ...rating, changeableUntil: at + changeMs }
      : { ...rating, changeableUntil: rated.changeableUntil, changed: true as const };
  return [{ type: 'submission.rating_given', data }];
}

const same = (one: Rating, other: Rating): boolean =>
  one.templateId === other.templateId &&
  one.score === other.score &&
  one.text === other.text &&
  one.solved === other.solved &&
  one.tags.length === other.tags.length &&
  one.tags.every((tag) => other.tags.includes(tag));
