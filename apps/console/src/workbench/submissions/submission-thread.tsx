// The answers of both sides, and a place to write one: it reaches the visitor in the widget, and by e-mail if there is one.
import type { SubmissionDetail } from '@frontdesk/contracts';
import { Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../ui/format';
import { ProblemNote } from '../../ui/problem-note';
import { useSubmissionStep } from './use-submission';

export function SubmissionThread({ submission }: { readonly submission: SubmissionDetail }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      {submission.messages.map(({ at, author, messageId, name, text }) => (
        <Paper
          key={messageId}
          withBorder={author === 'visitor'}
          p="sm"
          radius="md"
          ml={author === 'agent' ? 40 : 0}
          mr={author === 'agent' ? 0 : 40}
          bg={author === 'agent' ? 'var(--mantine-primary-color-light)' : undefined}
          data-testid="submission-message"
        >
          <Text size="xs" c="dimmed">
            {name ?? submission.name ?? t('submissions.visitor')} · {formatMoment(at)}
          </Text>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {text}
          </Text>
        </Paper>
      ))}
      {submission.status === 'confirmed' || submission.status === 'accepted' ? (
        <Reply key={submission.submissionId} submission={submission} />
      ) : null}
    </Stack>
  );
}

function Reply({ submission }: { readonly submission: SubmissionDetail }) {
  const { t } = useTranslation();
  const { submissionId, email } = submission;
  const kept = `frontdesk.submission-draft.${submissionId}`;
  const [draft, setDraft] = useState(() => window.sessionStorage.getItem(kept) ?? '');
  // The same one as long as it is not answered: pressed twice it is said once.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const step = useSubmissionStep(submissionId);
  const write = (text: string): void => {
    setDraft(text);
    window.sessionStorage.setItem(kept, text);
  };
  const send = (): void => {
    step.mutate(
      { step: 'replies', body: { text: draft.trim() }, key },
      {
        onSuccess: () => {
          write('');
          setKey(crypto.randomUUID());
        },
      },
    );
  };
  return (
    <Stack gap="xs">
      <Textarea
        label={t('submissions.reply')}
        description={t(email === '' ? 'submissions.replyInWidget' : 'submissions.replyByMail')}
        autosize
        minRows={3}
        maxLength={4000}
        value={draft}
        onChange={(event) => {
          write(event.currentTarget.value);
        }}
      />
      {step.error === null ? null : <ProblemNote error={step.error} />}
      <Group justify="flex-end">
        <Button disabled={draft.trim() === ''} loading={step.isPending} onClick={send}>
          {t('submissions.sendReply')}
        </Button>
      </Group>
    </Stack>
  );
}
