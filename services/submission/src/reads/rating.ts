// How a submission may be rated and how it was, as its visitor and the desk see it.
import {
  ratingFormOf,
  ratingGivenOf,
  ratingOpenUntil,
  ratingTemplateOf,
  type RatingDocument,
  type RatingForm,
  type RatingTemplate,
  type SubmissionRating,
} from '@frontdesk/contracts';
import type { SubmissionRow } from '../rows/submission-row.js';

type Rated = Pick<SubmissionRow, 'closedAt' | 'comment' | 'language' | 'rating' | 'receivedAt' | 'score' | 'status'>;

/** What a group's visitors are asked when theirs is closed; null: nothing. */
export function askedTemplate(document: RatingDocument, groupId: string): RatingTemplate | null {
  const template = ratingTemplateOf(document, groupId);
  return template !== null && (template.when.atEnd || template.when.anyTime) ? template : null;
}

/** When a rating that has not been given may be given no more. */
export const openUntilOf = (template: RatingTemplate, { closedAt }: Pick<SubmissionRow, 'closedAt'>): number =>
  ratingOpenUntil(template, closedAt ?? new Date(0));

/** What may be said now, and whether it is asked for by itself; null: nothing. */
export function ratingFormFor(template: RatingTemplate | null, row: Rated, now: number): RatingForm | null {
  if (template === null || row.status !== 'closed') return null;
  if (row.score !== null)
    return now < (row.rating?.changeableUntil ?? 0) ? ratingFormOf(template, row.language, false) : null;
  const open = now < openUntilOf(template, row);
  return open ? ratingFormOf(template, row.language, template.when.atEnd) : null;
}

/** `document`: as it is now, for the names of tags. A rating of the time before templates was of five stars. */
export function ratingOf(row: Rated, document: RatingDocument, language: string | null): SubmissionRating | null {
  const { comment, rating, score } = row;
  if (score === null) return null;
  const at = row.closedAt ?? row.receivedAt;
  if (rating === null)
    return {
      ...{
        templateId: '',
        kind: 'stars5',
        score,
        tags: [],
        solved: null,
        text: comment || null,
        comment: comment ?? '',
      },
      ...{ at: at.toISOString(), changeableUntil: at.toISOString() },
    };
  return { ...ratingGivenOf(rating, document.templates, language), comment: rating.text ?? '' };
}
