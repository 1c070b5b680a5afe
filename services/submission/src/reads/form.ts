// A form in one language: as the visitor is shown it, and as the core judges and records what is typed into it.
import { wordsIn, type FormChoiceView, type FormFieldView, type SubmissionFormView } from '@frontdesk/contracts';
import { OFFLINE_FORM, PLAIN_FORM, type AttachmentRules, type FieldUse, type FormRules } from '@frontdesk/submission';
import type { Asked } from './rules.js';

/** Labels are recorded as the house reads them; what is agreed to, as the visitor read it. */
export function rulesOf({ form, template }: Asked, language: string | null): FormRules {
  if (form.mode === 'offline_message') return OFFLINE_FORM;
  if (template === null) return PLAIN_FORM;
  const { fields, types, custom, consent, attachments } = template.document;
  return {
    fields,
    types: types.map(({ id, parent, label }) => ({ id, parent, label: label.text })),
    custom: custom.map(({ id, kind, label, required, choices, min, max }) => ({
      ...{ id, kind, label: label.text, required, min, max },
      choices: choices.map((choice) => ({ id: choice.id, label: choice.label.text })),
    })),
    attachments:
      fields.attachments === 'hidden' ? null : { required: fields.attachments === 'required', ...attachments },
    consent: consent === null ? null : wordsIn(consent, language),
  };
}

type Shown = Pick<SubmissionFormView, 'mode' | 'templateId' | 'guide' | 'fields' | 'consent'>;

export function shownForm(asked: Asked, language: string | null): Shown {
  const { form, template } = asked;
  const { fields, attachments } = rulesOf(asked, language);
  const document = template?.document ?? null;
  return {
    mode: form.mode,
    templateId: template?.id ?? null,
    guide: document === null ? '' : wordsIn(document.guide, language),
    fields: [
      ...usual('name', 'text', fields.name, 200),
      ...usual('email', 'email', fields.email, 254),
      ...usual('phone', 'phone', fields.phone, 40),
      ...usual('type', 'type', fields.type, null, typesOf(asked, language)),
      ...usual('title', 'text', fields.title, 200),
      ...usual('text', 'multiline', fields.description, 4000),
      ...customOf(asked, language),
      ...filesOf(attachments),
    ],
    consent: document === null || document.consent === null ? null : wordsIn(document.consent, language),
  };
}

function usual(
  id: string,
  kind: FormFieldView['kind'],
  use: FieldUse,
  max: number | null,
  choices: readonly FormChoiceView[] = [],
): readonly FormFieldView[] {
  if (use === 'hidden') return [];
  return [
    { pointer: `/${id}`, id, kind, label: null, help: '', required: use === 'required', choices, min: null, max },
  ];
}

function filesOf(rules: AttachmentRules | null): readonly FormFieldView[] {
  if (rules === null) return [];
  const { required, most, maxBytes, types } = rules;
  return [
    {
      ...{ pointer: '/attachments', id: 'attachments', kind: 'files', label: null, help: '', required, choices: [] },
      ...{ min: null, max: most, files: { maxBytes, types } },
    },
  ];
}

const typesOf = ({ template }: Asked, language: string | null): readonly FormChoiceView[] =>
  (template?.document.types ?? []).map(({ id, parent, label }) => ({ id, parent, label: wordsIn(label, language) }));

function customOf({ template }: Asked, language: string | null): readonly FormFieldView[] {
  return (template?.document.custom ?? []).map(({ id, kind, label, help, required, choices, min, max }) => ({
    ...{ pointer: `/fields/${id}`, id, kind, required, min, max },
    label: wordsIn(label, language),
    help: wordsIn(help, language),
    choices: choices.map((choice) => ({ id: choice.id, label: wordsIn(choice.label, language), parent: null })),
  }));
}
