// How visitors rate (F5): what they are asked, when, and what counts as an answer. Chats and submissions share it.
import type { FieldError, RatingAnswer, RatingKind } from '@frontdesk/kernel';
import {
  distinctBy,
  fault,
  flag,
  inTurn,
  listOf,
  memberOf,
  members,
  named,
  oneOf,
  orNull,
  text,
  whole,
  type Check,
} from './check.js';
import { identifier } from './identifier.js';
import { language } from './language.js';

/** /v1/settings/rating */
export interface RatingDocument {
  readonly enabled: boolean;
  readonly templates: readonly RatingTemplate[];
  /** Of every group that has none of its own; null: those are not rated. */
  readonly defaultTemplateId: string | null;
  /** Template by group. */
  readonly groups: Readonly<Record<string, string>>;
}

export interface RatingTemplate {
  /** Stands in ratings for ever; the name may change. */
  readonly id: string;
  readonly name: string;
  readonly kind: RatingKind;
  readonly question: string;
  /** The question by language; where there is none, `question`. */
  readonly questions: Readonly<Record<string, string>>;
  readonly tags: readonly RatingTag[];
  /** Whether a text may be added. */
  readonly freeText: boolean;
  /** Whether it is asked if the matter is solved. */
  readonly askSolved: boolean;
  readonly when: RatingOccasions;
  /** How long after it was given a rating may be changed; 0: not at all. */
  readonly changeMinutes: number;
  /** How long after the end one may be given. */
  readonly openDays: number;
}

/** A tag to tick, offered with the scores from `from` up to `to`. */
export interface RatingTag {
  readonly id: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly from: number;
  readonly to: number;
}

export interface RatingOccasions {
  /** An agent may ask for it. */
  readonly invited: boolean;
  /** It is asked for by itself when the conversation has ended. */
  readonly atEnd: boolean;
  /** The visitor may rate whenever they like. */
  readonly anyTime: boolean;
}

export const SCORES: Readonly<Record<RatingKind, { readonly from: number; readonly to: number }>> = {
  stars5: { from: 1, to: 5 },
  nps: { from: 0, to: 10 },
  thumbs: { from: 0, to: 1 },
};

export const MAX_RATING_TEXT = 2000;

const byLanguage = (check: Check): Check => named(language, check, 50);

const tag = members({
  id: identifier,
  name: text(1, 60),
  names: byLanguage(text(1, 60)),
  from: whole(0, 10),
  to: whole(0, 10),
});

const template = members({
  id: identifier,
  name: text(1, 100),
  kind: oneOf('stars5', 'nps', 'thumbs'),
  question: text(1, 300),
  questions: byLanguage(text(1, 300)),
  tags: inTurn(listOf(tag, 30), distinctBy('id')),
  freeText: flag,
  askSolved: flag,
  when: members({ invited: flag, atEnd: flag, anyTime: flag }),
  changeMinutes: whole(0, 10_080),
  openDays: whole(1, 90),
});

/** A tag is offered with scores that the template's kind has. */
const ranges: Check = (value, pointer) => {
  const { kind, tags } = value as RatingTemplate;
  const { from, to } = SCORES[kind];
  return tags.flatMap((one, index) => {
    const at = memberOf(memberOf(pointer, 'tags'), index);
    const outside = (['from', 'to'] as const).filter((end) => one[end] < from || one[end] > to);
    if (outside.length > 0)
      return outside.flatMap((end) => fault(memberOf(at, end), 'out_of_range', `must be from ${from} to ${to}`));
    return one.from > one.to ? fault(memberOf(at, 'to'), 'not_a_range', 'must not be smaller than from') : [];
  });
};

const form = members({
  enabled: flag,
  templates: inTurn(listOf(inTurn(template, ranges), 50), distinctBy('id')),
  defaultTemplateId: orNull(identifier),
  groups: named(identifier, identifier, 1000),
});

/** Whoever names a template names one of these. */
const together: Check = (value, pointer) => {
  const { templates, defaultTemplateId, groups } = value as RatingDocument;
  const known = (id: string | null, at: string): readonly FieldError[] =>
    id === null || templates.some((one) => one.id === id)
      ? []
      : fault(at, 'unknown_template', `there is no template ${id}`);
  return [
    ...known(defaultTemplateId, memberOf(pointer, 'defaultTemplateId')),
    ...Object.entries(groups).flatMap(([group, id]) => known(id, memberOf(memberOf(pointer, 'groups'), group))),
  ];
};

export const ratingCheck = inTurn(form, together);

/** The template that a group's visitors get; null: they do not rate. */
export function ratingTemplateOf(document: RatingDocument, groupId: string): RatingTemplate | null {
  if (!document.enabled) return null;
  const own = Object.hasOwn(document.groups, groupId) ? document.groups[groupId] : undefined;
  return document.templates.find(({ id }) => id === (own ?? document.defaultTemplateId)) ?? null;
}

/** Every fault of an answer, by pointer; none: it is one that the template asks for. */
export function ratingFaults(template: RatingTemplate, answer: RatingAnswer): readonly FieldError[] {
  const { from, to } = SCORES[template.kind];
  const inRange = Number.isInteger(answer.score) && answer.score >= from && answer.score <= to;
  return [
    ...(inRange ? [] : fault('/score', 'out_of_range', `must be a whole number from ${from} to ${to}`)),
    ...answer.tags.flatMap((id, index) => tagFaults(template, answer, id, index)),
    ...(answer.text === null || template.freeText ? [] : fault('/text', 'not_asked', 'no text is asked for here')),
    ...((answer.text ?? '').length > MAX_RATING_TEXT
      ? fault('/text', 'too_long', `must have at most ${MAX_RATING_TEXT} characters`)
      : []),
    ...(answer.solved === null || template.askSolved ? [] : fault('/solved', 'not_asked', 'is not asked for here')),
  ];
}

function tagFaults({ tags }: RatingTemplate, answer: RatingAnswer, id: string, index: number): readonly FieldError[] {
  const at = memberOf('/tags', index);
  if (answer.tags.indexOf(id) < index) return fault(at, 'duplicate', `${id} stands here twice`);
  const known = tags.find((one) => one.id === id);
  if (known === undefined) return fault(at, 'unknown_tag', `there is no tag ${id}`);
  const fits = answer.score >= known.from && answer.score <= known.to;
  return fits ? [] : fault(at, 'not_of_this_score', `${id} goes with scores from ${known.from} to ${known.to}`);
}
