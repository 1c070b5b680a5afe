// The routing's own words: how a conversation came here, or why it still waits, with the table behind the sentence.
import type { Explanation } from '@frontdesk/contracts';
import { Anchor, Collapse, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useExplanation } from '../../api/staff-queries';
import { formatMoment } from '../../ui/format';
import { CandidateTable } from './candidate-table';

interface ExplanationCardProps {
  readonly conversationId: string;
  readonly title: string;
}

export function ExplanationCard({ conversationId, title }: ExplanationCardProps) {
  const { t } = useTranslation();
  const explanation = useExplanation(conversationId);
  // A page without the right to ask simply has no explanation to show.
  if (explanation.error !== null) return null;
  return (
    <Paper withBorder p="md" radius="md">
      <Title order={3} size="sm" mb={6}>
        {title}
      </Title>
      {explanation.data === undefined ? (
        <Skeleton height={40} aria-label={t('common.loading')} />
      ) : (
        <Words explanation={explanation.data} />
      )}
    </Paper>
  );
}

function Words({ explanation }: { readonly explanation: Explanation }) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const { waiting, decisions } = explanation;
  const sentence = waiting?.sentence ?? decisive(decisions)?.sentence ?? t('explanation.none');
  const more = waiting === null ? decisions.length > 1 : decisions.length > 0;
  return (
    <Stack gap="xs">
      <Text size="sm">{sentence}</Text>
      {waiting !== null && waiting.table.length > 0 ? <CandidateTable rows={waiting.table} /> : null}
      {more ? (
        <>
          <Anchor
            component="button"
            type="button"
            size="xs"
            onClick={toggle}
            aria-expanded={opened}
            underline="always"
            ta="start"
          >
            {t(opened ? 'explanation.fewer' : 'explanation.all', { count: decisions.length })}
          </Anchor>
          <Collapse expanded={opened}>
            <Stack gap={8} component="ol" m={0} pl={18}>
              {decisions.map((decision) => (
                <li key={decision.position}>
                  <Text size="xs" c="dimmed">
                    {formatMoment(decision.at)}
                  </Text>
                  <Text size="sm">{decision.sentence}</Text>
                </li>
              ))}
            </Stack>
          </Collapse>
        </>
      ) : null}
    </Stack>
  );
}

/** What brought it where it is; that it was closed or converted afterwards explains nothing. */
function decisive(decisions: Explanation['decisions']): Explanation['decisions'][number] | undefined {
  return (
    decisions.findLast(({ type }) => type === 'assigned') ??
    decisions.findLast(({ type }) => type === 'submission_offered') ??
    decisions.at(-1)
  );
}
