// What is said of a conversation afterwards, over HTTP: the visitor's rating, the agent's summary.
import type { Rating, RatingKind, RatingTerm } from '@frontdesk/kernel';
import { wordsIn, type RatingTemplate } from '@frontdesk/settings';

export { type RatingKind } from '@frontdesk/kernel';

/** Of a conversation: what was given, and what may be given now. */
export interface RatingView {
  readonly given: RatingGiven | null;
  /** null: not now. */
  readonly form: RatingForm | null;
  /** An agent has asked for it. */
  readonly invited: boolean;
  /** An agent may ask for it. */
  readonly mayInvite: boolean;
}

/** What is asked, in the visitor's language. */
export interface RatingForm {
  readonly templateId: string;
  readonly kind: RatingKind;
  readonly question: string;
  readonly tags: readonly RatingFormTag[];
  readonly freeText: boolean;
  readonly askSolved: boolean;
  /** true: it is shown by itself; false: to whoever looks for it. */
  readonly asked: boolean;
}

/** The template in a language. */
export function ratingFormOf(template: RatingTemplate, language: string | null, asked: boolean): RatingForm {
  const { id, kind, question, questions, tags, freeText, askSolved } = template;
  return {
    ...{ templateId: id, kind, freeText, askSolved, asked },
    question: wordsIn({ text: question, texts: questions }, language),
    tags: tags.map((tag) => ({
      ...{ id: tag.id, from: tag.from, to: tag.to },
      name: wordsIn({ text: tag.name, texts: tag.names }, language),
    })),
  };
}

/** What was given, and when, with the names of its tags; one that is gone from the template is still told, by its id. */
export function ratingGivenOf(
  { templateId, kind, score, tags, text, solved, at, changeableUntil }: Rating & RatingTerm & { readonly at: number },
  templates: readonly RatingTemplate[],
  language: string | null,
): RatingGiven {
  const known = templates.find(({ id }) => id === templateId)?.tags ?? [];
  return {
    ...{ templateId, kind, score, text, solved },
    tags: tags.map((id) => {
      const tag = known.find((one) => one.id === id);
      return { id, name: tag === undefined ? id : wordsIn({ text: tag.name, texts: tag.names }, language) };
    }),
    at: new Date(at).toISOString(),
    changeableUntil: new Date(changeableUntil).toISOString(),
  };
}

const DAY_MS = 86_400_000;

/** When a rating that has not been given may be given no more, of what ended then. */
export const ratingOpenUntil = ({ openDays }: RatingTemplate, ended: Date): number =>
  ended.getTime() + openDays * DAY_MS;

export interface RatingFormTag {
  readonly id: string;
  readonly name: string;
  /** The scores it goes with. */
  readonly from: number;
  readonly to: number;
}

export interface RatingGiven {
  readonly templateId: string;
  readonly kind: RatingKind;
  readonly score: number;
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  readonly text: string | null;
  readonly solved: boolean | null;
  readonly at: string;
  readonly changeableUntil: string;
}

/** PUT /v1/conversations/{id}/rating, by its visitor. The same one again changes nothing. */
export interface GiveRating {
  readonly score: number;
  readonly tags?: readonly string[];
  readonly text?: string | null;
  readonly solved?: boolean | null;
}

/** PUT /v1/conversations/{id}/summary, by whoever has or had it, and by supervisors. */
export interface GiveSummary {
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
  readonly tags?: readonly string[];
}

/** Of a conversation, for staff alone. */
export interface SummaryView {
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  readonly tags: readonly { readonly id: string; readonly name: string; readonly colour: string }[];
  readonly by: string;
  readonly at: string;
}
