// One conversation to read: transcript and decisions.
import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConversation } from '../../api/staff-queries';
import { useConversationFeed } from '../../realtime/use-conversation-feed';
import { canLead } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { ProblemNote } from '../../ui/problem-note';
import { EndedNote } from '../../workbench/conversation/ended-note';
import { Transcript } from '../../workbench/conversation/transcript';
import { RatingCard } from '../../workbench/rating/rating-given';
import { SummaryCard } from '../../workbench/summary/summary-card';
import { AssignMenu } from '../../workbench/routing/assign-menu';
import { ExplanationCard } from '../../workbench/visitor/explanation-card';
import classes from './conversation-drawer.module.css';

interface ConversationDrawerProps {
  readonly conversationId: string | undefined;
  readonly onClose: () => void;
}

export function ConversationDrawer({ conversationId, onClose }: ConversationDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={conversationId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('conversations.one')}
      closeButtonProps={{ 'aria-label': t('common.hide') }}
      classNames={{ content: classes.content ?? '', body: classes.body ?? '' }}
    >
      {conversationId === undefined ? null : <Reading key={conversationId} conversationId={conversationId} />}
    </Drawer>
  );
}

function Reading({ conversationId }: { readonly conversationId: string }) {
  const { t } = useTranslation();
  const conversation = useConversation(conversationId);
  const feed = useConversationFeed(conversationId);
  const me = usePerson();
  const error = conversation.error ?? feed.error;
  if (error !== null) return <ProblemNote error={error} />;
  if (conversation.data === undefined) return null;
  const { state, agent, rating } = conversation.data;
  return (
    <>
      {state !== 'closed' && canLead(me) ? (
        <AssignMenu
          conversationId={conversationId}
          label={t(agent === null ? 'routing.assign' : 'routing.transfer')}
          agentId={agent?.agentId ?? null}
        />
      ) : null}
      <ExplanationCard
        conversationId={conversationId}
        title={t(state === 'queued' ? 'explanation.whyWaiting' : 'explanation.howRouted')}
      />
      <SummaryCard conversation={conversation.data} />
      {rating?.given ? <RatingCard rating={rating.given} /> : null}
      <Transcript conversationId={conversationId} list={feed.data} visitorName={conversation.data.visitor.name} />
      <EndedNote canReopen conversation={conversation.data} />
    </>
  );
}
