// The form as the visitor will get it, in each of its languages.
import type { SubmissionTemplateDocument, UsualFields } from '@frontdesk/contracts';
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonSketch, DeskWords, FieldSketch, WidgetPreview } from '../preview/widget-preview';
import { languagesOf, saidIn } from '../words/languages';

const ORDER: readonly (keyof UsualFields)[] = [
  ...(['name', 'email', 'phone', 'title', 'type', 'description', 'attachments'] as const),
];

export function TemplatePreview({ template }: { readonly template: SubmissionTemplateDocument }) {
  const { t } = useTranslation();
  const { consent, custom, fields, guide } = template;
  const languages = languagesOf(guide, ...custom.map(({ label }) => label), ...(consent === null ? [] : [consent]));
  const [chosen, setLanguage] = useState('');
  const language = languages.includes(chosen) ? chosen : '';
  const mark = (name: string, required: boolean): string => (required ? `${name} *` : name);
  return (
    <WidgetPreview
      controls={
        languages.length === 0 ? null : (
          <SegmentedControl
            size="xs"
            mb="md"
            aria-label={t('words.language')}
            data={[{ value: '', label: t('words.default') }, ...languages.map((value) => ({ value, label: value }))]}
            value={language}
            onChange={setLanguage}
          />
        )
      }
    >
      {saidIn(guide, language) === '' ? null : <DeskWords>{saidIn(guide, language)}</DeskWords>}
      {ORDER.filter((name) => fields[name] !== 'hidden').map((name) => (
        <FieldSketch
          key={name}
          label={mark(t(`templates.field.${name}`), fields[name] === 'required')}
          tall={name === 'description'}
        />
      ))}
      {custom.map(({ id, kind, label, required }, index) => (
        <FieldSketch
          key={`${id}${String(index)}`}
          label={mark(saidIn(label, language) || t(`templates.kind.${kind}`), required)}
          tall={kind === 'multiline'}
        />
      ))}
      {consent === null ? null : <FieldSketch label={`☐ ${saidIn(consent, language)}`} />}
      <ButtonSketch label={t('preview.leave')} />
    </WidgetPreview>
  );
}
