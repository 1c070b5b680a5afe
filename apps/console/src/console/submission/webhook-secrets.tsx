// What a receiver checks signatures with, of each address that is saved; and changing over to a new secret.
import type { WebhookSecret } from '@frontdesk/contracts';
import { Code, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { ConfirmButton } from '../../ui/confirm-button';
import { notify } from '../../ui/notify';
import { SmallHead } from '../settings/small-head';

const KEY = ['webhook-secrets'];

export function WebhookSecrets() {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  const secrets = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) =>
      (await http.get<{ readonly data: readonly WebhookSecret[] }>('/submissions/webhooks', signal)).data,
    retry: false,
  }).data;
  if (secrets === undefined || secrets.length === 0) return null;
  const rotate = async (url: string, body: { readonly overlapHours?: number }): Promise<void> => {
    await http.post('/submissions/webhooks/rotate', { url, ...body });
    await client.invalidateQueries({ queryKey: KEY });
    notify({ message: t('webhookSecrets.rotated') });
  };
  return (
    <Stack gap="sm">
      <SmallHead title={t('submissionSettings.secrets')} help={t('webhookSecrets.help')} />
      {secrets.map((each) => (
        <OneSecret key={each.url} of={each} onRotate={rotate} />
      ))}
    </Stack>
  );
}

interface OneSecretProps {
  readonly of: WebhookSecret;
  readonly onRotate: (url: string, body: { readonly overlapHours?: number }) => Promise<void>;
}

function OneSecret({ of: { url, secret, olderUntil, rotatedAt, rotatedBy }, onRotate }: OneSecretProps) {
  const { t, i18n } = useTranslation();
  const time = (at: string): string =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
  return (
    <Stack gap={4} data-testid="webhook-secret">
      <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
        {url} <Code>{secret}</Code>
      </Text>
      {rotatedAt === null ? null : (
        <Text size="xs" c="dimmed">
          {t('webhookSecrets.last', { at: time(rotatedAt), by: rotatedBy ?? '' })}
        </Text>
      )}
      {olderUntil === null ? (
        <Group>
          <ConfirmButton
            label={t('webhookSecrets.rotate')}
            name={t('webhookSecrets.rotateName', { url })}
            ask={t('webhookSecrets.rotateAsk')}
            yes={t('webhookSecrets.rotateYes')}
            act={() => onRotate(url, {})}
          />
        </Group>
      ) : (
        <Group gap="sm">
          <Text size="xs">{t('webhookSecrets.both', { until: time(olderUntil) })}</Text>
          <ConfirmButton
            label={t('webhookSecrets.atOnce')}
            name={t('webhookSecrets.atOnceName', { url })}
            ask={t('webhookSecrets.atOnceAsk')}
            yes={t('webhookSecrets.atOnceYes')}
            act={() => onRotate(url, { overlapHours: 0 })}
          />
        </Group>
      )}
    </Stack>
  );
}
