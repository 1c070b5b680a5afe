// Open at an instant or not, and why: as the saved hours say, on the clock of their place.
import type { HoursExplained } from '@frontdesk/contracts';
import { Button, Group, Paper, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { formatLocal } from '../../ui/format';
import { Pill } from '../../ui/pill';
import { ProblemNote } from '../../ui/problem-note';

export function ExplainHours() {
  const { t } = useTranslation();
  const http = useHttp();
  const [at, setAt] = useState('');
  const [answer, setAnswer] = useState<HoursExplained>();
  const [error, setError] = useState<Error | null>(null);
  const ask = async (): Promise<void> => {
    try {
      setAnswer(await http.get<HoursExplained>(`/settings/hours/explain?at=${encodeURIComponent(at)}`));
      setError(null);
    } catch (failure) {
      setAnswer(undefined);
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    }
  };
  return (
    <Paper withBorder radius={12} p="md" data-testid="explain-hours">
      <Title order={2} size="sm" mb={4}>
        {t('hours.explain.title')}
      </Title>
      <Text size="xs" c="dimmed" mb="sm">
        {t('hours.explain.lead')}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            size="xs"
            flex={1}
            type="datetime-local"
            label={t('hours.explain.at')}
            value={at}
            onChange={(event) => {
              setAt(event.currentTarget.value);
            }}
          />
          <Button size="xs" variant="default" type="submit" disabled={at === ''}>
            {t('hours.explain.ask')}
          </Button>
        </Group>
      </form>
      {error === null ? null : <ProblemNote error={error} onRetry={() => void ask()} />}
      {answer === undefined ? null : <Answer answer={answer} />}
    </Paper>
  );
}

function Answer({ answer }: { readonly answer: HoursExplained }) {
  const { t } = useTranslation();
  const { open, decidedBy, localTime, nextChangeLocal } = answer;
  const interval = decidedBy.kind === 'always_open' ? null : decidedBy.interval;
  const by =
    decidedBy.kind === 'override'
      ? decidedBy.override.name
      : t(decidedBy.kind === 'weekly' ? `weekday.${decidedBy.weekday}` : 'field.alwaysOpen');
  const times = interval === null ? '' : `, ${interval.start}–${interval.end}`;
  return (
    <div role="status">
      <Group gap="xs" mt="sm">
        <Pill tone={open ? 'green' : 'amber'}>{t(open ? 'hours.explain.open' : 'hours.explain.closed')}</Pill>
        <Text size="sm">{formatLocal(localTime)}</Text>
      </Group>
      <Text size="sm" mt={6}>
        {t(interval === null && !open ? 'hours.explain.outside' : 'hours.explain.because', { by: by + times })}
      </Text>
      <Text size="sm" c="dimmed">
        {nextChangeLocal === null
          ? t('hours.neverChanges')
          : t('hours.explain.until', { at: formatLocal(nextChangeLocal) })}
      </Text>
    </div>
  );
}
