// What a submission can be about, as a tree: each below one that stands before it.
import type { SubmissionType } from '@frontdesk/contracts';
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ListEditor } from '../settings/list-editor';
import { errorAt, type Errors } from '../words/errors';
import { WordsField } from '../words/words-field';

interface TypeTreeProps {
  readonly types: readonly SubmissionType[];
  readonly errors: Errors;
  readonly onChange: (types: readonly SubmissionType[]) => void;
}

export function TypeTree({ types, errors, onChange }: TypeTreeProps) {
  const { t } = useTranslation();
  return (
    <ListEditor<SubmissionType>
      entries={types}
      nameOf={({ label }) => label.text}
      addLabel={t('templates.addType')}
      create={() => ({ id: '', label: { text: '', texts: {} }, parent: null })}
      onChange={onChange}
    >
      {(type, index, change) => {
        const at = `types.${String(index)}`;
        return (
          <>
            <TextInput
              label={t('field.id')}
              description={t('lists.idHelp')}
              value={type.id}
              error={errorAt(errors, `${at}.id`)}
              onChange={(event) => {
                change({ id: event.currentTarget.value });
              }}
            />
            <WordsField
              label={t('field.label')}
              path={`${at}.label`}
              words={type.label}
              errors={errors}
              onChange={(label) => {
                change({ label });
              }}
            />
            <Select
              label={t('templates.below')}
              placeholder={t('templates.top')}
              clearable
              data={types.slice(0, index).map(({ id, label }) => ({ value: id, label: label.text || id }))}
              value={type.parent}
              error={errorAt(errors, `${at}.parent`)}
              onChange={(parent) => {
                change({ parent });
              }}
            />
          </>
        );
      }}
    </ListEditor>
  );
}
