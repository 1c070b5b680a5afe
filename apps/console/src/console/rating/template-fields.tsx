// One template of a rating in the form: the question, its kind, when it is asked, and what may be said besides the score.
import type { RatingTemplate } from '@frontdesk/contracts';
import { Checkbox, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WholeNumber } from '../settings/whole-number';
import { SCORES_OF } from './scores-of';
import { TagFields } from './tag-fields';
import { Words } from './words';

const KINDS = ['stars5', 'nps', 'thumbs'] as const;
const OCCASIONS = ['invited', 'atEnd', 'anyTime'] as const;

interface TemplateFieldsProps {
  readonly template: RatingTemplate;
  /** Where its errors stand. */
  readonly at: string;
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly change: (part: Partial<RatingTemplate>) => void;
}

export function TemplateFields({ template, at, errors, change }: TemplateFieldsProps) {
  const { t } = useTranslation();
  const text = (name: 'name' | 'id' | 'question', label: string, description?: string): ReactNode => (
    <TextInput
      label={label}
      description={description}
      value={template[name]}
      error={errors[`${at}.${name}`]}
      onChange={(event) => {
        change({ [name]: event.currentTarget.value });
      }}
    />
  );
  return (
    <Stack gap="sm">
      {text('name', t('field.name'))}
      {text('id', t('field.id'), t('lists.idHelp'))}
      <Select
        label={t('field.kind')}
        data={KINDS.map((value) => ({ value, label: t(`ratingSettings.kind.${value}`) }))}
        allowDeselect={false}
        value={template.kind}
        onChange={(next) => {
          const kind = KINDS.find((one) => one === next) ?? 'stars5';
          // A tag is offered with scores that the kind has.
          const { from, to } = SCORES_OF[kind];
          change({ kind, tags: template.tags.map((tag) => ({ ...tag, from, to })) });
        }}
      />
      {text('question', t('ratingSettings.question'))}
      <Words
        words={template.questions}
        label={t('ratingSettings.questions')}
        at={`${at}.questions`}
        errors={errors}
        onChange={(questions) => {
          change({ questions });
        }}
      />
      <Group gap="lg">
        {OCCASIONS.map((name) => (
          <Checkbox
            key={name}
            label={t(`ratingSettings.when.${name}`)}
            checked={template.when[name]}
            onChange={(event) => {
              change({ when: { ...template.when, [name]: event.currentTarget.checked } });
            }}
          />
        ))}
      </Group>
      <Group gap="lg">
        {(['freeText', 'askSolved'] as const).map((name) => (
          <Switch
            key={name}
            label={t(`ratingSettings.${name}`)}
            checked={template[name]}
            onChange={(event) => {
              change({ [name]: event.currentTarget.checked });
            }}
          />
        ))}
      </Group>
      <Group grow>
        {(['changeMinutes', 'openDays'] as const).map((name) => (
          <WholeNumber
            key={name}
            label={t(`ratingSettings.${name}`)}
            value={template[name]}
            error={errors[`${at}.${name}`]}
            onNumber={(value) => {
              change({ [name]: value });
            }}
          />
        ))}
      </Group>
      <TagFields
        kind={template.kind}
        tags={template.tags}
        at={`${at}.tags`}
        errors={errors}
        onChange={(tags) => {
          change({ tags });
        }}
      />
    </Stack>
  );
}
