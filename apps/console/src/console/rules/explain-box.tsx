// A made-up visitor against the rules as they stand in the form: which one counts, and why each before it does not.
import type { ExplainRulesAnswer, ExplainRulesRequest, RoutingRule } from '@frontdesk/contracts';
import { Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { ProblemNote } from '../../ui/problem-note';

const FIELDS = ['page', 'language', 'country', 'ip', 'vip'] as const;
type Typed = Readonly<Record<(typeof FIELDS)[number], string>>;

const NOBODY: Typed = { page: '', language: '', country: '', ip: '', vip: '' };

export function ExplainBox({ rules }: { readonly rules: readonly RoutingRule[] }) {
  const { t } = useTranslation();
  const http = useHttp();
  const [typed, setTyped] = useState(NOBODY);
  const [answer, setAnswer] = useState<ExplainRulesAnswer>();
  const [error, setError] = useState<Error | null>(null);

  const ask = async (): Promise<void> => {
    try {
      const request: ExplainRulesRequest = { visitor: visitorOf(typed), rules };
      setAnswer(await http.post<ExplainRulesAnswer>('/settings/routing-rules/explain', request));
      setError(null);
    } catch (failure) {
      setAnswer(undefined);
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    }
  };

  const counting = rules.find(({ id }) => id === answer?.ruleId);
  return (
    <Paper withBorder radius={12} p="md" data-testid="explain-rules">
      <Title order={2} size="sm" mb={4}>
        {t('rules.explain.title')}
      </Title>
      <Text size="xs" c="dimmed" mb="sm">
        {t('rules.explain.lead')}
      </Text>
      <Stack gap="xs">
        {FIELDS.map((name) => (
          <TextInput
            key={name}
            size="xs"
            label={t(`rules.explain.${name}`)}
            value={typed[name]}
            onChange={(event) => {
              setTyped({ ...typed, [name]: event.currentTarget.value });
            }}
          />
        ))}
        <Button size="xs" variant="default" onClick={() => void ask()}>
          {t('rules.explain.ask')}
        </Button>
        {error === null ? null : <ProblemNote error={error} onRetry={() => void ask()} />}
        {answer === undefined ? null : (
          <div role="status">
            <Text size="sm" fw={600}>
              {counting === undefined
                ? t('rules.explain.none')
                : t('rules.explain.matched', { name: counting.name || counting.id })}
            </Text>
            {answer.tried.map((one) => (
              <Text key={one.ruleId} size="xs" c="dimmed">
                {t('rules.explain.not', { name: one.name || one.ruleId, why: one.sentence })}
              </Text>
            ))}
          </div>
        )}
      </Stack>
    </Paper>
  );
}

/** An empty field is nothing known. */
function visitorOf({ page, language, country, ip, vip }: Typed): ExplainRulesRequest['visitor'] {
  const level = Number(vip);
  return {
    ...{ page: page || null, language: language || null, country: country.toUpperCase() || null, ip: ip || null },
    ...(Number.isInteger(level) ? { vip: level } : {}),
  };
}
