// Whether the saved hours mean "open" right now, and when that changes.
import type { HoursState } from '@frontdesk/contracts';
import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { formatRelative, formatZoned } from '../../ui/format';
import { Pill } from '../../ui/pill';
import { useNow } from '../../ui/use-now';

export function OpenNow({ timeZone }: { readonly timeZone: string }) {
  const { t } = useTranslation();
  const http = useHttp();
  const now = useNow();
  const state = useQuery({
    queryKey: keys.document('hours/state'),
    queryFn: ({ signal }) => http.get<HoursState>('/settings/hours/state', signal),
    refetchInterval: 60_000,
  }).data;
  if (state === undefined) return null;
  const { open, name, nextChangeAt } = state;
  return (
    <Paper withBorder radius={12} p="md" data-testid="hours-state">
      <Title order={2} size="sm" mb="sm">
        {t('hours.nowTitle')}
      </Title>
      <Pill tone={open ? 'green' : 'amber'}>{t(open ? 'hours.openNow' : 'hours.closedNow')}</Pill>
      {name === undefined ? null : (
        <Text size="sm" mt="sm" fw={600}>
          {name}
        </Text>
      )}
      <Text size="sm" mt="sm">
        {nextChangeAt === null
          ? t('hours.neverChanges')
          : t(open ? 'hours.closesAt' : 'hours.opensAt', {
              at: formatZoned(nextChangeAt, timeZone),
              relative: formatRelative(nextChangeAt, now),
            })}
      </Text>
      <Text size="xs" c="dimmed" mt={6}>
        {t('hours.clockThere', { at: formatZoned(new Date(now).toISOString(), timeZone) })}
      </Text>
    </Paper>
  );
}
