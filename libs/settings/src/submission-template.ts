// What a ticket asks for: the usual fields, types as a tree, fields of the house's own, attachments, consent;
// in several languages (G2).
import { distinctBy, fault, flag, inTurn, listOf, memberOf, members, oneOf, orNull, text, whole } from './check.js';
import type { Check } from './check.js';
import type { Given } from './given.js';
import { identifier } from './identifier.js';
import { fileLimits, USUAL_FILES, type FileLimits } from './messages.js';
import { deliverCheck, type Deliver } from './submission-targets.js';
import { wordsCheck, type Words } from './words.js';

/** /v1/settings/submission-templates/{id} */
export interface SubmissionTemplateDocument {
  readonly name: string;
  /** Shown above the fields. */
  readonly guide: Words;
  readonly fields: UsualFields;
  /** What it is about: a tree, each below its parent, parents first; asked for where `fields.type` says so. */
  readonly types: readonly SubmissionType[];
  /** In the order in which they are asked. */
  readonly custom: readonly CustomField[];
  /** What the visitor has to agree to; null: nothing. */
  readonly consent: Words | null;
  /** Instead of what the submission settings say; null: as they say. */
  readonly deliver: Deliver | null;
  /** What may be attached, where `fields.attachments` asks for it. */
  readonly attachments: AttachmentLimits;
}

export interface AttachmentLimits extends FileLimits {
  /** How many files. */
  readonly most: number;
}

/** Templates of the time before nobody could attach anything say nothing of it. */
export type GivenSubmissionTemplate = Given<SubmissionTemplateDocument, 'attachments'>;

export type FieldUse = 'hidden' | 'optional' | 'required';

export interface UsualFields {
  readonly title: FieldUse;
  readonly type: FieldUse;
  readonly description: FieldUse;
  readonly name: FieldUse;
  readonly email: FieldUse;
  readonly phone: FieldUse;
  readonly attachments: FieldUse;
}

export interface SubmissionType {
  readonly id: string;
  readonly label: Words;
  readonly parent: string | null;
}

export const FIELD_KINDS = [
  ...(['text', 'multiline', 'number', 'date', 'time'] as const),
  ...(['choice', 'choices', 'checkbox', 'email', 'url'] as const),
] as const;

export type FieldKind = (typeof FIELD_KINDS)[number];

export interface CustomField {
  readonly id: string;
  readonly kind: FieldKind;
  readonly label: Words;
  readonly help: Words;
  readonly required: boolean;
  /** Of `choice` and `choices` alone. */
  readonly choices: readonly FieldChoice[];
  /** Of `number` the least and the greatest; of texts the fewest and the most characters; null: no bound of its own. */
  readonly min: number | null;
  readonly max: number | null;
}

export interface FieldChoice {
  readonly id: string;
  readonly label: Words;
}

const MOST = 1_000_000_000;
const DEEPEST = 4;
const label = wordsCheck(1, 200);
const use = oneOf('hidden', 'optional', 'required');

const type = members({ id: identifier, label, parent: orNull(identifier) });

const choice = members({ id: identifier, label });

const field = members({
  ...{ id: identifier, kind: oneOf(...FIELD_KINDS), label, help: wordsCheck(0, 500), required: flag },
  choices: inTurn(listOf(choice, 200), distinctBy('id')),
  ...{ min: orNull(whole(-MOST, MOST)), max: orNull(whole(-MOST, MOST)) },
});

const BOUNDED: readonly string[] = ['text', 'multiline', 'number', 'choices'];

/** What the members of one field mean together. */
const fitting: Check = (value, pointer) => {
  const { kind, choices, min, max } = value as CustomField;
  const chosen = kind === 'choice' || kind === 'choices';
  if (chosen && choices.length === 0) return fault(memberOf(pointer, 'choices'), 'missing', 'must be choices');
  if (!chosen && choices.length > 0)
    return fault(memberOf(pointer, 'choices'), 'not_choices', `a ${kind} field has none`);
  if (!BOUNDED.includes(kind) && (min !== null || max !== null))
    return fault(memberOf(pointer, min === null ? 'max' : 'min'), 'not_bounded', `a ${kind} field has no bounds`);
  return min !== null && max !== null && min > max
    ? fault(memberOf(pointer, 'max'), 'below_min', 'must not be smaller than min')
    : [];
};

/** Each below one that stands before it, so that there is neither a loop nor a loose end. */
const tree: Check = (value, pointer) => {
  const depths = new Map<string | null, number>([[null, 0]]);
  return (value as readonly SubmissionType[]).flatMap(({ id, parent }, index) => {
    const above = depths.get(parent);
    const at = memberOf(memberOf(pointer, index), 'parent');
    if (above === undefined) return fault(at, 'unknown_type', `there is no type ${parent} before this one`);
    depths.set(id, above + 1);
    return above < DEEPEST ? [] : fault(at, 'too_deep', `there may be at most ${DEEPEST} levels`);
  });
};

const MOST_ATTACHMENTS = 20;

const form = members(
  {
    name: text(1, 200),
    guide: wordsCheck(0, 2000),
    fields: members({
      ...{ title: use, type: use, description: use, name: use, email: use, phone: use, attachments: use },
    }),
    types: inTurn(listOf(type, 500), distinctBy('id'), tree),
    custom: inTurn(listOf(inTurn(field, fitting), 50), distinctBy('id')),
    consent: orNull(wordsCheck(1, 2000)),
    deliver: orNull(deliverCheck),
  },
  { attachments: members({ most: whole(1, MOST_ATTACHMENTS), ...fileLimits }) },
);

const together: Check = (value, pointer) => {
  const { fields, types, custom, attachments } = value as GivenSubmissionTemplate;
  if (fields.type !== 'hidden' && types.length === 0)
    return fault(memberOf(pointer, 'types'), 'missing', 'must be types, or the field is hidden');
  if (fields.attachments !== 'hidden' && attachments?.types.length === 0)
    return fault(
      memberOf(memberOf(pointer, 'attachments'), 'types'),
      'missing',
      'must be types, or the field is hidden',
    );
  // Without one of these nobody could tell what it is about.
  const nothing = custom.length === 0 && fields.title === 'hidden' && fields.description === 'hidden';
  return nothing ? fault(memberOf(pointer, 'fields'), 'asks_nothing', 'must ask for a title or a description') : [];
};

export const submissionTemplateCheck = inTurn(form, together);

export const completeSubmissionTemplate = (given: GivenSubmissionTemplate): SubmissionTemplateDocument => ({
  attachments: { most: 5, ...USUAL_FILES },
  ...given,
});
