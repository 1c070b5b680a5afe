// Who was told of it, and whether that arrived: nothing is sent silently, and what failed can be sent again.
import type { DeliveryView } from '@frontdesk/contracts';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { canLead } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { formatMoment } from '../../ui/format';
import { Pill } from '../../ui/pill';
import { pathOf, useSubmissionStep } from './use-submission';

const TONES = { pending: 'brand', delivered: 'green', dead: 'red', no_recipient: 'gray' } as const;

export function SubmissionDeliveries({ submissionId }: { readonly submissionId: string }) {
  const { t } = useTranslation();
  const http = useHttp();
  const deliveries = useQuery({
    queryKey: keys.deliveries(submissionId),
    queryFn: async ({ signal }) =>
      (await http.get<{ readonly data: readonly DeliveryView[] }>(`${pathOf(submissionId)}/deliveries`, signal)).data,
  }).data;
  if (deliveries === undefined || deliveries.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t('submissions.deliveries')}>
      <Title order={3} size="sm">
        {t('submissions.deliveries')}
      </Title>
      {deliveries.map((delivery) => (
        <Delivery key={delivery.deliveryId} submissionId={submissionId} delivery={delivery} />
      ))}
    </Stack>
  );
}

interface DeliveryProps {
  readonly submissionId: string;
  readonly delivery: DeliveryView;
}

function Delivery({ submissionId, delivery }: DeliveryProps) {
  const { t } = useTranslation();
  const lead = canLead(usePerson());
  const step = useSubmissionStep(submissionId);
  const { about, attempts, deliveryId, lastError, nextTryAt, status, to } = delivery;
  const told = [
    ...(attempts > 0 ? [t('submissions.attempts', { count: attempts })] : []),
    ...(nextTryAt === null ? [] : [t('submissions.nextTry', { at: formatMoment(nextTryAt) })]),
    ...(lastError === null || status === 'delivered' ? [] : [lastError]),
  ];
  return (
    <Group wrap="nowrap" align="flex-start" data-testid="delivery">
      <Pill tone={TONES[status]}>{t(`submissions.delivery.${status}`)}</Pill>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t(`submissions.about.${about}`)}
          {to === null ? '' : ` → ${to}`}
        </Text>
        {told.length === 0 ? null : (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {told.join(' · ')}
          </Text>
        )}
      </div>
      {lead && status === 'dead' ? (
        <Button
          size="compact-xs"
          variant="default"
          loading={step.isPending}
          onClick={() => {
            step.mutate({ step: `deliveries/${encodeURIComponent(deliveryId)}/retry` });
          }}
        >
          {t('submissions.sendAgain')}
        </Button>
      ) : null}
    </Group>
  );
}
