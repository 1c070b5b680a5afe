// What can be said of a conversation afterwards, and what was said: as its visitor and as staff see it.
import {
  ratingFormOf,
  ratingGivenOf,
  ratingOpenUntil,
  ratingTemplateOf,
  type RatingDocument,
  type RatingTemplate,
  type RatingView,
} from '@frontdesk/contracts';
import type { ConversationRow } from '../rows/conversation-row.js';

/** When a rating that has not been given may be given no more; null: it has not ended. */
export const openUntilOf = (template: RatingTemplate, { closedAt }: Pick<ConversationRow, 'closedAt'>): number | null =>
  closedAt && ratingOpenUntil(template, closedAt);

/** Undefined where nothing was rated and nothing is asked: it stands in every view of every list. */
export function ratingViewOf(row: ConversationRow, document: RatingDocument, now: number): RatingView | undefined {
  const template = ratingTemplateOf(document, row.groupId);
  const given = row.rating === null ? null : ratingGivenOf(row.rating, document.templates, row.language);
  if (given === null && (template === null || row.assignedAt === null)) return undefined;
  const { ratingInvited: invited, state } = row;
  const openUntil = template && openUntilOf(template, row);
  const open = template !== null && (openUntil === null || now < openUntil);
  const asked = open && given === null && (invited || (template.when.atEnd && state === 'closed'));
  const changeable = row.rating !== null && now < row.rating.changeableUntil;
  const shown = given === null ? asked || (open && template.when.anyTime) : changeable;
  return {
    ...{ given, invited },
    form: template !== null && shown ? ratingFormOf(template, row.language, asked) : null,
    mayInvite: open && template.when.invited && given === null && !invited,
  };
}
