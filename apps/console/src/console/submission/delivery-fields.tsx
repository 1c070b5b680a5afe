// Who is told of a submission: people by e-mail, machines by a signed request.
import type { Deliver, WebhookSecret } from '@frontdesk/contracts';
import { Code, Stack, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { firstError } from '../settings/first-error';
import type { Errors } from '../words/errors';

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
      <Secrets />
    </Stack>
  );
}

/** Of the saved addresses: what a receiver checks signatures with. */
function Secrets() {
  const { t } = useTranslation();
  const http = useHttp();
  const secrets = useQuery({
    queryKey: ['webhook-secrets'],
    queryFn: async ({ signal }) =>
      (await http.get<{ readonly data: readonly WebhookSecret[] }>('/submissions/webhooks', signal)).data,
    retry: false,
  }).data;
  if (secrets === undefined || secrets.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {t('submissionSettings.secrets')}
      </Text>
      {secrets.map(({ url, secret }) => (
        <Text size="xs" key={url} style={{ overflowWrap: 'anywhere' }}>
          {url} <Code>{secret}</Code>
        </Text>
      ))}
    </Stack>
  );
}
