// The vocabulary of every core: facts, deciders, instants, canonical text. Imports nothing.
export { AssertionFailed, assert, present, unreachable } from './assert.js';
export { canonical, canonicalParts, Elements } from './canonical.js';
export {
  fold,
  isRejected,
  rejected,
  type Dated,
  type Decider,
  type Fact,
  type FieldError,
  type Rejected,
} from './decider.js';
export { minutes, seconds, type DurationMs, type Instant } from './instant.js';
export { inLanguage, type ByLanguage } from './language.js';
export { type Json } from './json.js';
export { ratingTerm, type Rating, type RatingAnswer, type RatingKind, type RatingTerm } from './rating.js';
