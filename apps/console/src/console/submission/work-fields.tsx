// How submissions are worked on: who answers, when a closed one opens again, what counts as the same one.
import type { SubmissionDocument } from '@frontdesk/contracts';
import { Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ChoiceField, useChoices, WholeField } from '../settings/form-fields';

const ASSIGN = ['group', 'round_robin', 'manual'] as const;

export function WorkFields({ form }: { readonly form: UseFormReturnType<SubmissionDocument> }) {
  const { t } = useTranslation();
  const assign = useChoices(ASSIGN, (name) => t(`submissionSettings.assign.${name}`));
  return (
    <>
      <ChoiceField form={form} path="assign" label={t('submissionSettings.assignLabel')} data={assign} />
      <WholeField
        form={form}
        path="reopenDays"
        label={t('submissionSettings.reopenDays')}
        description={t('submissionSettings.reopenHelp')}
        min={0}
      />
      <WholeField
        form={form}
        path="duplicateMinutes"
        label={t('submissionSettings.duplicateMinutes')}
        description={t('submissionSettings.duplicateHelp')}
        min={0}
      />
      <Switch
        label={t('submissionSettings.keepFirst')}
        description={t('submissionSettings.keepFirstHelp')}
        {...form.getInputProps('keepFirstMessage', { type: 'checkbox' })}
      />
    </>
  );
}
