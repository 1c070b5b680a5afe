// Taking it, giving it to somebody, closing, opening again, and speaking with a visitor who is back.
import type { SubmissionConversation, SubmissionDetail } from '@frontdesk/contracts';
import { Button, Group, Menu, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../api/staff-queries';
import { canLead } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { formatMoment } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import type { Selection } from '../use-selection';
import { useSubmissionStep } from './use-submission';

interface SubmissionActionsProps {
  readonly submission: SubmissionDetail;
  readonly selection: Selection;
}

export function SubmissionActions({ submission, selection }: SubmissionActionsProps) {
  const { t } = useTranslation();
  const person = usePerson();
  const { assignee, closedAt, receivedAt, status, submissionId } = submission;
  const step = useSubmissionStep<Partial<SubmissionConversation>>(submissionId);
  const open = status === 'confirmed' || status === 'accepted';
  const mine = assignee?.agentId === person.sub;
  const close = (): void => {
    step.mutate(
      { step: 'close' },
      {
        onSuccess: () => {
          selection.open(undefined);
        },
      },
    );
  };
  const speak = (): void => {
    step.mutate(
      { step: 'conversation', key: crypto.randomUUID() },
      {
        onSuccess: ({ conversationId }) => {
          if (conversationId !== undefined) selection.openMine(conversationId);
        },
      },
    );
  };
  return (
    <>
      <Text size="sm" c="dimmed">
        {assignee === null ? t('submissions.nobody') : t('submissions.with', { name: assignee.name })}
        {closedAt === null ? '' : ` ${t('submissions.closedAt', { at: formatMoment(closedAt ?? receivedAt) })}`}
      </Text>
      {step.error === null ? null : <ProblemNote error={step.error} />}
      <Group>
        {open && !mine ? (
          <Button
            variant="default"
            onClick={() => {
              step.mutate({ step: 'accept' });
            }}
          >
            {t('submissions.accept')}
          </Button>
        ) : null}
        {open && canLead(person) ? (
          <AssignTo
            current={assignee?.agentId ?? null}
            onAgent={(agentId) => {
              step.mutate({ step: 'assign', body: { agentId } });
            }}
          />
        ) : null}
        {open ? (
          <Button variant="default" leftSection={<Icon name="chat" size={14} />} onClick={speak}>
            {t('submissions.speak')}
          </Button>
        ) : null}
        {open ? (
          <Button loading={step.isPending} onClick={close}>
            {t('submissions.close')}
          </Button>
        ) : null}
        {status === 'closed' ? (
          <Button
            variant="default"
            onClick={() => {
              step.mutate({ step: 'reopen' });
            }}
          >
            {t('submissions.reopen')}
          </Button>
        ) : null}
      </Group>
    </>
  );
}

interface AssignToProps {
  readonly current: string | null;
  readonly onAgent: (agentId: string) => void;
}

function AssignTo({ current, onAgent }: AssignToProps) {
  const { t } = useTranslation();
  const agents = (useAgents().data ?? []).filter(({ id }) => id !== current);
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<Icon name="route" size={14} />}>
          {t('submissions.assign')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {agents.map(({ id, document }) => (
          <Menu.Item
            key={id}
            leftSection={<Icon name="person" size={14} />}
            onClick={() => {
              onAgent(id ?? '');
            }}
          >
            {document.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
