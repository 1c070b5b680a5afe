// The scores that each kind of rating has.
import type { RatingKind } from '@frontdesk/contracts';

export const SCORES_OF: Readonly<Record<RatingKind, { readonly from: number; readonly to: number }>> = {
  stars5: { from: 1, to: 5 },
  nps: { from: 0, to: 10 },
  thumbs: { from: 0, to: 1 },
};

export const scoresOf = (kind: RatingKind): readonly number[] => {
  const { from, to } = SCORES_OF[kind];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
};
