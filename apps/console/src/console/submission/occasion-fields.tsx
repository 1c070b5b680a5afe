// One occasion to offer a submission at: its switch, its minutes, its words.
import type { SubmissionDocument } from '@frontdesk/contracts';
import { Stack, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { WholeField } from '../settings/form-fields';
import { WordsField } from '../words/words-field';
import { isTimed, type Occasion } from './occasions';
import classes from './submission-page.module.css';

interface OccasionFieldsProps {
  readonly form: UseFormReturnType<SubmissionDocument>;
  readonly occasion: Occasion;
  readonly shown: boolean;
  readonly onShown: () => void;
}

export function OccasionFields({ form, occasion, shown, onShown }: OccasionFieldsProps) {
  const { t } = useTranslation();
  const { enabled } = form.values;
  const setting = form.values[occasion];
  const name = t(`field.${occasion}`);
  return (
    // What is being written is what the preview shows.
    <Stack gap="sm" className={classes.occasion} data-shown={shown} onFocusCapture={onShown}>
      <Switch
        label={name}
        description={t(`submissionSettings.${occasion}Help`)}
        disabled={!enabled}
        {...form.getInputProps(`${occasion}.enabled`, { type: 'checkbox' })}
      />
      {isTimed(occasion) ? (
        <WholeField form={form} path={`${occasion}.minutes`} label={t('submissionSettings.minutes')} min={1} />
      ) : null}
      <WordsField
        label={t(enabled && setting.enabled ? 'submissionSettings.above' : 'submissionSettings.instead')}
        name={`${name}: ${t('field.text')}`}
        path={occasion}
        rows={2}
        words={setting}
        errors={form.errors}
        onChange={({ text, texts }) => {
          form.setFieldValue(`${occasion}.text`, text);
          form.setFieldValue(`${occasion}.texts`, texts);
        }}
      />
    </Stack>
  );
}
