// The fields of a queue's rules, of the workspace or of a group: `at` is where they stand in the form.
import type { QueueDocument } from '@frontdesk/contracts';
import { SimpleGrid, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type AnyForm, ChoiceField, useChoices, WholeField } from '../settings/form-fields';

interface QueueFieldsProps {
  readonly form: AnyForm;
  readonly at: '' | 'queue.';
  readonly queue: QueueDocument;
  /** In a drawer there is one column. */
  readonly narrow?: boolean;
}

const CONSEQUENCES = ['submission', 'overflow'] as const;

export function QueueFields({ form, at, queue, narrow = false }: QueueFieldsProps) {
  const { t } = useTranslation();
  const consequences = useChoices(CONSEQUENCES, (name) => t(`queueSettings.${name}`));
  const disabled = !queue.enabled;
  const noLimit = t('settings.noLimit');
  const whole = (name: keyof QueueDocument, help: string, empty?: string, min = 0) => (
    <WholeField
      form={form}
      path={`${at}${name}`}
      label={t(`field.${name}` as 'field.maxLength')}
      description={help}
      min={min}
      disabled={disabled}
      {...(empty === undefined ? {} : { empty })}
    />
  );
  return (
    <>
      <SimpleGrid cols={narrow ? 1 : { base: 1, xs: 2 }} spacing="lg" verticalSpacing="lg">
        {whole('maxLength', t('queueSettings.maxLengthHelp'), noLimit)}
        {whole('maxPerSlot', t('queueSettings.perSlotHelp'), noLimit, 1)}
        {whole('reopenAt', t('queueSettings.reopenHelp'), t('queueSettings.never'))}
        {whole('maxWaitSeconds', t('queueSettings.maxWaitHelp'), noLimit, 1)}
        {whole('warnBeforeSeconds', t('queueSettings.warnHelp'), t('queueSettings.never'), 1)}
        {whole('keepWaiting', t('queueSettings.keepHelp'))}
        {whole('maxOvertakes', t('queueSettings.overtakesHelp'), noLimit, 1)}
        {whole('abandonAfterSeconds', t('queueSettings.abandonHelp'), undefined, 1)}
        <ChoiceField
          form={form}
          path={`${at}whenFull`}
          label={t('field.whenFull')}
          data={consequences}
          disabled={disabled}
        />
        <ChoiceField
          form={form}
          path={`${at}whenTimedOut`}
          label={t('field.whenTimedOut')}
          data={consequences}
          disabled={disabled}
        />
      </SimpleGrid>
      <Switch
        label={t('field.typing')}
        disabled={disabled}
        {...form.getInputProps(`${at}typing`, { type: 'checkbox' })}
      />
    </>
  );
}
