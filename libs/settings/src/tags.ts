// What a conversation can be marked with, and what an agent fills in when it ends (B16).
import { distinctBy, fault, flag, inTurn, listOf, memberOf, members, oneOf, text, type Check } from './check.js';
import type { Given } from './given.js';
import { identifier } from './identifier.js';

/** /v1/settings/tags */
export interface TagsDocument {
  readonly tags: readonly Tag[];
}

export interface Tag {
  /** Stands in conversations for ever; the name may change. */
  readonly id: string;
  readonly name: string;
  readonly colour: 'gray' | 'red' | 'amber' | 'green' | 'blue' | 'violet';
  /** A retired tag stays readable where it was given, and is offered no more. */
  readonly retired: boolean;
}

const tag = members({
  id: identifier,
  name: text(1, 60),
  colour: oneOf('gray', 'red', 'amber', 'green', 'blue', 'violet'),
  retired: flag,
});

export const tagsCheck = members({ tags: inTurn(listOf(tag, 500), distinctBy('id')) });

/** /v1/settings/summary-fields */
export interface SummaryFieldsDocument {
  readonly fields: readonly SummaryField[];
  /** An agent closes only what is summed up; else what is required is owed afterwards. Visitors may always leave. */
  readonly beforeClose: boolean;
}

export type GivenSummaryFields = Given<SummaryFieldsDocument, 'beforeClose'>;

export interface SummaryField {
  readonly id: string;
  readonly label: string;
  readonly kind: 'text' | 'choice' | 'number' | 'checkbox';
  /** Of `choice`: at least two. Of the others: none. */
  readonly choices: readonly string[];
  /** A summary is none without it. */
  readonly required: boolean;
}

const choosable: Check = (value, pointer) => {
  const { kind, choices } = value as SummaryField;
  const at = memberOf(pointer, 'choices');
  if (kind === 'choice') return choices.length < 2 ? fault(at, 'too_few', 'a choice needs at least two') : [];
  return choices.length > 0 ? fault(at, 'not_a_choice', `a ${kind} has no choices`) : [];
};

const field = inTurn(
  members({
    id: identifier,
    label: text(1, 200),
    kind: oneOf('text', 'choice', 'number', 'checkbox'),
    choices: listOf(text(1, 200), 100),
    required: flag,
  }),
  choosable,
);

export const summaryFieldsCheck = members(
  { fields: inTurn(listOf(field, 50), distinctBy('id')) },
  { beforeClose: flag },
);

/** What "required" has always promised: no agent closes without it. */
export const completeSummaryFields = (given: GivenSummaryFields): SummaryFieldsDocument => ({
  beforeClose: true,
  ...given,
});
