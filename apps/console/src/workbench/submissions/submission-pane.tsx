// One submission: what was left, by whom, why; answered by e-mail and then closed.
import type { SubmissionView } from '@frontdesk/contracts';
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { EmptyState } from '../../ui/empty-state';
import { Face } from '../../ui/face';
import { formatMoment } from '../../ui/format';
import { Pill } from '../../ui/pill';
import { ProblemNote } from '../../ui/problem-note';
import { offerReason } from '../conversation/reasons';
import { ExplanationCard } from '../visitor/explanation-card';
import { BackButton } from '../back-button';
import { useGroupName } from '../use-group-name';
import type { Selection } from '../use-selection';
import { useSubmission } from './use-submission';
import classes from '../queue/waiting-pane.module.css';

interface SubmissionPaneProps {
  readonly submissionId: string;
  readonly selection: Selection;
}

export function SubmissionPane({ submissionId, selection }: SubmissionPaneProps) {
  const { t } = useTranslation();
  const submission = useSubmission(submissionId);
  if (submission === undefined) return null;
  if (submission === null) return <EmptyState icon="search" title={t('submissions.gone')} />;
  return <Detail submission={submission} selection={selection} />;
}

interface DetailProps {
  readonly submission: SubmissionView;
  readonly selection: Selection;
}

function Detail({ submission, selection }: DetailProps) {
  const { t } = useTranslation();
  const group = useGroupName(submission.groupId);
  const close = useCloseSubmission(submission.submissionId);
  const name = submission.name ?? submission.email;
  const reason = submission.reason;
  return (
    <div className={classes.scroll}>
      <Stack gap="md" maw={680} mx="auto" p="lg">
        <Group wrap="nowrap" align="flex-start">
          <BackButton selection={selection} />
          <Face name={name} size={44} />
          <div style={{ flex: 1, minWidth: 0 }}>
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Title>
            <Anchor href={`mailto:${encodeURIComponent(submission.email)}`} size="sm" underline="always">
              {submission.email}
            </Anchor>
          </div>
          <Pill tone={submission.status === 'closed' ? 'gray' : 'green'}>
            {t(`submissions.status.${submission.status}`)}
          </Pill>
        </Group>
        <Paper withBorder p="md" radius="md">
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{submission.text}</Text>
        </Paper>
        <Text size="sm" c="dimmed">
          {t('submissions.received', { at: formatMoment(submission.receivedAt), group })}
          {reason === null ? '' : ` ${t('submissions.because', { reason: offerReason(reason) })}`}
          {` ${t('submissions.receipt', { id: submission.receiptId })}`}
        </Text>
        {close.error === null ? null : <ProblemNote error={close.error} />}
        <Group>
          {submission.status === 'closed' ? (
            <Text size="sm">
              {t('submissions.closedAt', { at: formatMoment(submission.closedAt ?? submission.receivedAt) })}
            </Text>
          ) : (
            <>
              <Button component="a" href={`mailto:${encodeURIComponent(submission.email)}`} variant="default">
                {t('submissions.answer')}
              </Button>
              <Button
                loading={close.isPending}
                onClick={() => {
                  close.mutate(undefined, {
                    onSuccess: () => {
                      selection.open(undefined);
                    },
                  });
                }}
              >
                {t('submissions.close')}
              </Button>
            </>
          )}
        </Group>
        {submission.conversationId === null ? null : (
          <ExplanationCard conversationId={submission.conversationId} title={t('submissions.why')} />
        )}
      </Stack>
    </div>
  );
}

function useCloseSubmission(submissionId: string) {
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => http.post(`/submissions/${encodeURIComponent(submissionId)}/close`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.submissions }),
  });
}
