// Who is told of a submission: people by e-mail, machines by a signed request.
import type { Deliver } from '@frontdesk/contracts';
import { Stack, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { firstError } from '../settings/first-error';
import type { Errors } from '../words/errors';
import { WebhookSecrets } from './webhook-secrets';

interface DeliveryFieldsProps {
  readonly deliver: Deliver;
  readonly errors: Errors;
  readonly onChange: (deliver: Deliver) => void;
}

export function DeliveryFields({ deliver, errors, onChange }: DeliveryFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <TagsInput
        label={t('submissionSettings.emails')}
        description={t('submissionSettings.emailsHelp')}
        value={[...deliver.emails]}
        error={firstError(errors, 'deliver.emails')}
        onChange={(emails) => {
          onChange({ ...deliver, emails });
        }}
      />
      <TagsInput
        label={t('submissionSettings.webhooks')}
        description={t('submissionSettings.webhooksHelp')}
        value={[...deliver.webhooks]}
        error={firstError(errors, 'deliver.webhooks')}
        onChange={(webhooks) => {
          onChange({ ...deliver, webhooks });
        }}
      />
      <WebhookSecrets />
    </Stack>
  );
}
