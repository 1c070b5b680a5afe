// One submission: what was left, by whom, why; the answers of both sides, and what can be done with it.
import type { SubmissionDetail } from '@frontdesk/contracts';
import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state';
import { Face } from '../../ui/face';
import { formatMoment } from '../../ui/format';
import { Pill } from '../../ui/pill';
import { BackButton } from '../back-button';
import { offerReason } from '../conversation/reasons';
import classes from '../queue/waiting-pane.module.css';
import { RatingCard } from '../rating/rating-given';
import { useGroupName } from '../use-group-name';
import type { Selection } from '../use-selection';
import { ExplanationCard } from '../visitor/explanation-card';
import { SubmissionActions } from './submission-actions';
import { SubmissionDeliveries } from './submission-deliveries';
import { SubmissionFiles } from './submission-files';
import { SubmissionHistory } from './submission-history';
import { SubmissionThread } from './submission-thread';
import { useSubmission } from './use-submission';

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
  readonly submission: SubmissionDetail;
  readonly selection: Selection;
}

function Detail({ submission, selection }: DetailProps) {
  const { t } = useTranslation();
  const { conversationId, email, rating, status, submissionId } = submission;
  const name = submission.name ?? (email === '' ? submission.receiptId : email);
  return (
    <div className={classes.scroll}>
      <Stack gap="md" maw={680} mx="auto" p="lg">
        <Group wrap="nowrap" align="flex-start">
          <BackButton selection={selection} />
          <Face name={name} size={44} />
          <div style={{ flex: 1, minWidth: 0 }}>
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              {submission.title ?? (name === email ? <MailTo email={email} /> : name)}
            </Title>
            {email === '' || (submission.title ?? name) === email ? null : (
              <Text size="sm">
                <MailTo email={email} />
              </Text>
            )}
          </div>
          <Pill tone={status === 'closed' ? 'gray' : 'green'}>{t(`submissions.status.${status}`)}</Pill>
        </Group>
        <WhatWasLeft submission={submission} />
        <SubmissionThread submission={submission} />
        {rating === null ? null : <RatingCard rating={rating} />}
        <SubmissionActions submission={submission} selection={selection} />
        <SubmissionDeliveries submissionId={submissionId} />
        <SubmissionHistory history={submission.history} />
        {conversationId === null ? null : (
          <ExplanationCard conversationId={conversationId} title={t('submissions.why')} />
        )}
      </Stack>
    </div>
  );
}

function MailTo({ email }: { readonly email: string }) {
  return (
    <Anchor href={`mailto:${encodeURIComponent(email)}`} inherit underline="always">
      {email}
    </Anchor>
  );
}

function WhatWasLeft({ submission }: { readonly submission: SubmissionDetail }) {
  const { t } = useTranslation();
  const group = useGroupName(submission.groupId);
  const { answers, phone, reason, receiptId, receivedAt, text, type } = submission;
  const facts = [
    ...(type.length === 0 ? [] : [{ id: 'type', label: t('templates.field.type'), value: type.join(' › ') }]),
    ...(phone === null ? [] : [{ id: 'phone', label: t('templates.field.phone'), value: phone }]),
    ...answers,
  ];
  return (
    <>
      <Paper withBorder p="md" radius="md">
        <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
        {facts.length === 0 ? null : (
          <dl style={{ margin: '12px 0 0', display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 12px' }}>
            {facts.map(({ id, label, value }) => (
              <FactLine key={id} label={label} value={value} />
            ))}
          </dl>
        )}
        <SubmissionFiles {...submission} />
      </Paper>
      <Text size="sm" c="dimmed">
        {t('submissions.received', { at: formatMoment(receivedAt), group })}
        {reason === null ? '' : ` ${t('submissions.because', { reason: offerReason(reason) })}`}
        {` ${t('submissions.receipt', { id: receiptId })}`}
      </Text>
    </>
  );
}

function FactLine({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
    </>
  );
}
