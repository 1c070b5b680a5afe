// Fields of the house's own: ten kinds, each with its words, its choices or its bounds.
import type { CustomField, FieldChoice, FieldKind } from '@frontdesk/contracts';
import { Group, Select, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ListEditor } from '../settings/list-editor';
import { WholeNumber } from '../settings/whole-number';
import { errorAt, type Errors } from '../words/errors';
import { WordsField } from '../words/words-field';

const KINDS: readonly FieldKind[] = [
  ...(['text', 'multiline', 'number', 'date', 'time', 'choice', 'choices', 'checkbox', 'email', 'url'] as const),
];
const BOUNDED: readonly FieldKind[] = ['text', 'multiline', 'number', 'choices'];
const hasChoices = (kind: FieldKind): boolean => kind === 'choice' || kind === 'choices';
const NO_WORDS = { text: '', texts: {} };

interface CustomFieldsProps {
  readonly fields: readonly CustomField[];
  readonly errors: Errors;
  readonly onChange: (fields: readonly CustomField[]) => void;
}

export function CustomFields({ fields, errors, onChange }: CustomFieldsProps) {
  const { t } = useTranslation();
  return (
    <ListEditor<CustomField>
      entries={fields}
      nameOf={({ label }) => label.text}
      addLabel={t('templates.addField')}
      create={() => ({
        ...{ id: '', kind: 'text', label: NO_WORDS, help: NO_WORDS, required: false },
        ...{ choices: [], min: null, max: null },
      })}
      onChange={onChange}
    >
      {(field, index, change) => <OneField at={`custom.${String(index)}`} {...{ field, errors, change }} />}
    </ListEditor>
  );
}

interface OneFieldProps {
  readonly at: string;
  readonly field: CustomField;
  readonly errors: Errors;
  readonly change: (part: Partial<CustomField>) => void;
}

function OneField({ at, field, errors, change }: OneFieldProps) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('field.kind')}
        data={KINDS.map((value) => ({ value, label: t(`templates.kind.${value}`) }))}
        allowDeselect={false}
        value={field.kind}
        onChange={(next) => {
          const kind = KINDS.find((known) => known === next) ?? 'text';
          // What the new kind has no use for goes.
          const bounds = BOUNDED.includes(kind) ? {} : { min: null, max: null };
          change({ kind, ...bounds, choices: hasChoices(kind) ? field.choices : [] });
        }}
      />
      <WordsField
        label={t('field.label')}
        path={`${at}.label`}
        words={field.label}
        errors={errors}
        onChange={(label) => {
          change({ label });
        }}
      />
      <TextInput
        label={t('field.id')}
        description={t('lists.idHelp')}
        value={field.id}
        error={errorAt(errors, `${at}.id`)}
        onChange={(event) => {
          change({ id: event.currentTarget.value });
        }}
      />
      <WordsField
        label={t('templates.help')}
        path={`${at}.help`}
        words={field.help}
        errors={errors}
        onChange={(help) => {
          change({ help });
        }}
      />
      <Switch
        label={t('field.required')}
        checked={field.required}
        onChange={(event) => {
          change({ required: event.currentTarget.checked });
        }}
      />
      {hasChoices(field.kind) ? <Choices {...{ at, field, errors, change }} /> : null}
      {BOUNDED.includes(field.kind) ? <Bounds {...{ at, field, errors, change }} /> : null}
    </>
  );
}

function Choices({ at, field, errors, change }: OneFieldProps) {
  const { t } = useTranslation();
  return (
    <ListEditor<FieldChoice>
      entries={field.choices}
      nameOf={({ label }) => label.text}
      addLabel={t('templates.addChoice')}
      create={() => ({ id: '', label: NO_WORDS })}
      onChange={(choices) => {
        change({ choices });
      }}
    >
      {(choice, index, changeChoice) => (
        <>
          <TextInput
            size="xs"
            label={t('field.id')}
            value={choice.id}
            error={errorAt(errors, `${at}.choices.${String(index)}.id`) ?? errorAt(errors, `${at}.choices`)}
            onChange={(event) => {
              changeChoice({ id: event.currentTarget.value });
            }}
          />
          <WordsField
            label={t('field.label')}
            path={`${at}.choices.${String(index)}.label`}
            words={choice.label}
            errors={errors}
            onChange={(label) => {
              changeChoice({ label });
            }}
          />
        </>
      )}
    </ListEditor>
  );
}

function Bounds({ at, field, errors, change }: OneFieldProps) {
  const { t } = useTranslation();
  const empty = t('templates.noBound');
  return (
    <Group grow align="flex-start">
      <WholeNumber
        label={t('templates.min')}
        placeholder={empty}
        value={field.min}
        error={errorAt(errors, `${at}.min`)}
        onEmpty={() => {
          change({ min: null });
        }}
        onNumber={(min) => {
          change({ min });
        }}
      />
      <WholeNumber
        label={t('templates.max')}
        placeholder={empty}
        value={field.max}
        error={errorAt(errors, `${at}.max`)}
        onEmpty={() => {
          change({ max: null });
        }}
        onNumber={(max) => {
          change({ max });
        }}
      />
    </Group>
  );
}
