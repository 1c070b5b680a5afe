// The routing's own words: how a conversation came here, or why it still waits, with the table behind the sentence.
import type { Explanation, SettingsVersions } from '@frontdesk/contracts';
import { Anchor, Collapse, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useDecisionTable, useExplanation } from '../../api/staff-queries';
import { formatMoment } from '../../ui/format';
import { Loading } from '../../ui/loading';
import { CandidateTable } from './candidate-table';

interface ExplanationCardProps {
  readonly conversationId: string;
  readonly title: string;
}

export function ExplanationCard({ conversationId, title }: ExplanationCardProps) {
  const explanation = useExplanation(conversationId);
  // A page without the right to ask simply has no explanation to show.
  if (explanation.error !== null) return null;
  return (
    <Paper withBorder p="md" radius="md">
      <Title order={3} size="sm" mb={6}>
        {title}
      </Title>
      {explanation.data === undefined ? (
        <Loading blocks={[{ height: 40 }]} />
      ) : (
        <Words conversationId={conversationId} explanation={explanation.data} />
      )}
    </Paper>
  );
}

interface WordsProps {
  readonly conversationId: string;
  readonly explanation: Explanation;
}

function Words({ conversationId, explanation }: WordsProps) {
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
                  {hasReason(decision) ? <Choice conversationId={conversationId} position={decision.position} /> : null}
                </li>
              ))}
            </Stack>
          </Collapse>
        </>
      ) : null}
    </Stack>
  );
}

/** Everybody whom a past decision looked at, folded from the log when somebody asks. */
function Choice({ conversationId, position }: { readonly conversationId: string; readonly position: string }) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const table = useDecisionTable(conversationId, position, opened);
  return (
    <>
      <Anchor component="button" type="button" size="xs" onClick={toggle} aria-expanded={opened} underline="always">
        {t(opened ? 'explanation.choiceHide' : 'explanation.choice')}
      </Anchor>
      {opened && table.data === undefined && table.error === null ? <Loading blocks={[{ height: 40 }]} /> : null}
      {opened && table.error !== null ? (
        <Text size="xs" c="dimmed">
          {t('explanation.choiceFailed')}
        </Text>
      ) : null}
      {opened && table.data !== undefined ? (
        <>
          <CandidateTable rows={table.data.table} />
          {table.data.versions === null ? null : <Versions of={table.data.versions} />}
        </>
      ) : null}
    </>
  );
}

/** By which settings it was decided, each in the version that was in force; what nobody had ever saved is left out. */
function Versions({ of: versions }: { readonly of: SettingsVersions }) {
  const { t } = useTranslation();
  const said = (['request', 'group', 'strategy', 'mode'] as const).flatMap((what) => {
    const version = versions[what];
    return version === null ? [] : [t(`explanation.version.${what}`, { version })];
  });
  return said.length === 0 ? null : (
    <Text size="xs" c="dimmed" data-testid="decision-versions">
      {t('explanation.versions')} {said.join(' · ')}
    </Text>
  );
}

/** Somebody was chosen among, or nobody could be. */
const hasReason = ({ record }: Explanation['decisions'][number]): boolean =>
  typeof (record as { readonly reason?: unknown }).reason === 'object' &&
  (record as { readonly reason?: unknown }).reason !== null;

/** What brought it where it is; that it was closed or converted afterwards explains nothing. */
function decisive(decisions: Explanation['decisions']): Explanation['decisions'][number] | undefined {
  return (
    decisions.findLast(({ type }) => type === 'assigned') ??
    decisions.findLast(({ type }) => type === 'submission_offered') ??
    decisions.at(-1)
  );
}
