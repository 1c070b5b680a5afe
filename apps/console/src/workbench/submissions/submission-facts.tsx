// Who left the message, and for whom. More is known of them when there was a conversation before.
import { useTranslation } from 'react-i18next';
import { useConversation } from '../../api/staff-queries';
import { formatMoment } from '../../ui/format';
import { offerReason } from '../conversation/reasons';
import { useGroupName } from '../use-group-name';
import { Fact, FactsPanel } from '../visitor/facts-panel';
import { NoVisitor } from '../visitor/no-visitor';
import { WhereFrom } from '../visitor/where-from';
import { useSubmission } from './use-submission';

interface SubmissionFactsProps {
  readonly submissionId: string;
  readonly onClose: () => void;
}

export function SubmissionFacts({ submissionId, onClose }: SubmissionFactsProps) {
  const { t } = useTranslation();
  const submission = useSubmission(submissionId);
  const group = useGroupName(submission?.groupId);
  if (submission === null || submission === undefined) return <NoVisitor />;
  const { conversationId, email, name, reason, receivedAt } = submission;
  return (
    <FactsPanel
      name={name ?? (email || submission.receiptId)}
      {...(name !== null && { detail: email })}
      onClose={onClose}
      facts={
        <>
          {conversationId === null ? null : <FromConversation conversationId={conversationId} />}
          <Fact icon="group" label={t('visitor.group')}>
            {group}
          </Fact>
          <Fact icon="clock" label={t('submissions.receivedAt')}>
            {formatMoment(receivedAt)}
          </Fact>
          {reason === null ? null : (
            <Fact icon="letter" label={t('submissions.reason')}>
              {offerReason(reason)}
            </Fact>
          )}
        </>
      }
    />
  );
}

function FromConversation({ conversationId }: { readonly conversationId: string }) {
  const conversation = useConversation(conversationId).data;
  return conversation === undefined ? null : <WhereFrom {...conversation} />;
}
