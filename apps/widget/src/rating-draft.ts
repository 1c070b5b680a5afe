// What a visitor is about to say of the chat.

export interface RatingDraft {
  readonly score: number | null;
  readonly tags: readonly string[];
  readonly text: string;
  readonly solved: boolean | null;
  readonly busy: boolean;
  readonly problem: string | null;
}

/** null: nobody has asked for it here. `later`: not now. `thanks`: it was given a moment ago. */
export type RatingStep = RatingDraft | 'later' | 'thanks' | null;

export const EMPTY_RATING: RatingDraft = {
  ...{ score: null, tags: [], text: '', solved: null, busy: false, problem: null },
};
