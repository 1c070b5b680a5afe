// What an agent says of a conversation when it is over, against the fields and tags that the settings name (F5, B16).
import type { FieldError } from '@frontdesk/kernel';
import { fault, memberOf } from './check.js';
import type { SummaryField, SummaryFieldsDocument, TagsDocument } from './tags.js';

export interface SummaryGiven {
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  readonly tags: readonly string[];
}

export const MAX_SUMMARY_TEXT = 4000;

/** Ids of what a summary may not lack. */
export const requiredFields = ({ fields }: SummaryFieldsDocument): readonly string[] =>
  fields.filter(({ required }) => required).map(({ id }) => id);

/** Every fault, by pointer. `before`: tags that were given already; a retired one may stay. */
export function summaryFaults(
  { fields }: SummaryFieldsDocument,
  { tags }: TagsDocument,
  given: SummaryGiven,
  before: readonly string[],
): readonly FieldError[] {
  const known = new Map(fields.map((field) => [field.id, field]));
  return [
    ...fields.flatMap((field) => (field.required && isEmpty(given, field.id) ? missing(field) : [])),
    ...Object.entries(given.fields).flatMap(([id, value]) => {
      const field = known.get(id);
      return field === undefined
        ? fault(memberOf('/fields', id), 'unknown_field', `there is no field ${id}`)
        : valueFaults(field, value);
    }),
    ...given.tags.flatMap((id, index) => {
      const at = memberOf('/tags', index);
      const tag = tags.find((one) => one.id === id);
      if (tag === undefined) return fault(at, 'unknown_tag', `there is no tag ${id}`);
      if (given.tags.indexOf(id) < index) return fault(at, 'duplicate', `${id} stands here twice`);
      return tag.retired && !before.includes(id) ? fault(at, 'retired', `${tag.name} is given no more`) : [];
    }),
  ];
}

const missing = ({ id, label }: SummaryField): readonly FieldError[] =>
  fault(memberOf('/fields', id), 'missing', `${label} is required`);

function isEmpty({ fields }: SummaryGiven, id: string): boolean {
  const value = Object.hasOwn(fields, id) ? fields[id] : undefined;
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}

function valueFaults({ id, kind, choices }: SummaryField, value: string | number | boolean): readonly FieldError[] {
  const at = memberOf('/fields', id);
  switch (kind) {
    case 'text':
      if (typeof value !== 'string') return fault(at, 'not_text', 'must be text');
      return value.length > MAX_SUMMARY_TEXT
        ? fault(at, 'too_long', `must have at most ${MAX_SUMMARY_TEXT} characters`)
        : [];
    case 'choice':
      return typeof value === 'string' && choices.includes(value)
        ? []
        : fault(at, 'unknown_choice', `must be one of ${choices.join(', ')}`);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? [] : fault(at, 'not_a_number', 'must be a number');
    case 'checkbox':
      return typeof value === 'boolean' ? [] : fault(at, 'not_a_switch', 'must be true or false');
  }
}
