// Who did what with it, the oldest first.
import type { SubmissionChange } from '@frontdesk/contracts';
import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../ui/format';

export function SubmissionHistory({ history }: { readonly history: readonly SubmissionChange[] }) {
  const { t } = useTranslation();
  if (history.length === 0) return null;
  return (
    <Stack gap={4} component="section" aria-label={t('submissions.history')}>
      <Title order={3} size="sm">
        {t('submissions.history')}
      </Title>
      {history.map(({ at, byName, type }, index) => (
        <Text key={index} size="xs" c="dimmed">
          {formatMoment(at)}{' '}
          {t(`submissions.change.${type.replace('submission.', '')}` as 'submissions.change.received', {
            name: byName || t('submissions.visitor'),
            defaultValue: type,
          })}
        </Text>
      ))}
    </Stack>
  );
}
