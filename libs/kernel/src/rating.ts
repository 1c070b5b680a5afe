// A rating, of whatever it is: what a visitor says, and that it is said once, and anew only while there is time.
import type { DurationMs, Instant } from './instant.js';

/** Five stars: 1–5. Net promoter score: 0–10. Thumbs: 0 down, 1 up. */
export type RatingKind = 'stars5' | 'nps' | 'thumbs';

/** What a visitor has answered. */
export interface RatingAnswer {
  readonly score: number;
  /** Ids of the template's. */
  readonly tags: readonly string[];
  readonly text: string | null;
  /** null: not asked, or not said. */
  readonly solved: boolean | null;
}

/** … to what was asked. */
export interface Rating extends RatingAnswer {
  readonly templateId: string;
  readonly kind: RatingKind;
}

/** Until when it may be said anew. */
export interface RatingTerm {
  readonly changeableUntil: Instant;
  /** It takes the place of an earlier one. */
  readonly changed?: true;
}

export interface RatingAsked {
  readonly rating: Rating;
  readonly at: Instant;
  /** Whether one may be given that has not been given yet. */
  readonly isOpen: boolean;
  readonly changeMs: DurationMs;
}

/** What was said earlier: its rating is null where it was said before there were templates. */
export interface RatedEarlier {
  readonly rating: Rating | null;
  readonly changeableUntil: Instant;
}

/** With which term it is said; else why it is not: it says nothing new, it has become final, nobody is asked now. */
export function ratingTerm(
  earlier: RatedEarlier | null,
  { rating, at, isOpen, changeMs }: RatingAsked,
): RatingTerm | 'same' | 'final' | 'not_open' {
  if (earlier === null) return isOpen ? { changeableUntil: at + changeMs } : 'not_open';
  const { rating: said, changeableUntil } = earlier;
  if (said !== null && isSame(said, rating)) return 'same';
  return at < changeableUntil ? { changeableUntil, changed: true } : 'final';
}

/** The order of tags says nothing. */
const isSame = (one: Rating, other: Rating): boolean =>
  one.templateId === other.templateId &&
  one.score === other.score &&
  one.text === other.text &&
  one.solved === other.solved &&
  one.tags.length === other.tags.length &&
  one.tags.every((tag) => other.tags.includes(tag));
