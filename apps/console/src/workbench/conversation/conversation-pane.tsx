// One conversation: head, transcript, and the composer while it is mine and open.
import { useMemo, useState } from 'react';
import { useConversation, useConversations } from '../../api/staff-queries';
import { createDraftStore } from '../../realtime/draft-store';
import { type EventList, lastVisitorSequence } from '../../realtime/event-list';
import { useConversationFeed } from '../../realtime/use-conversation-feed';
import { canLead } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { Loading } from '../../ui/loading';
import { ProblemNote } from '../../ui/problem-note';
import type { Selection } from '../use-selection';
import type { About } from './about-bar';
import { Composer } from './composer';
import { ConversationHeader } from './conversation-header';
import { EndedNote } from './ended-note';
import { PendingNote } from '../transfer/pending-note';
import { Transcript } from './transcript';
import { useCloseConversation } from './use-close-conversation';
import { useReadMark } from './use-read-mark';

interface ConversationPaneProps {
  readonly conversationId: string;
  readonly selection: Selection;
  readonly onAbout: () => void;
}

const BLOCKS = [
  { height: 32, width: '40%' },
  { height: 60, width: '60%' },
  { height: 60, width: '50%', ml: 'auto' },
];

export function ConversationPane({ conversationId, selection, onAbout }: ConversationPaneProps) {
  const me = usePerson();
  const conversation = useConversation(conversationId);
  const feed = useConversationFeed(conversationId);
  const listed = useConversations('mine', 'open').data?.data.find((each) => each.conversationId === conversationId);
  const drafts = useMemo(() => createDraftStore(window.localStorage, me.sub), [me.sub]);
  const [about, setAbout] = useState<About | null>(null);
  const close = useCloseConversation(conversationId, drafts);
  useReadMark(conversationId, lastVisitorSequence(feed.data), listed?.unread ?? 0);

  const error = conversation.error ?? feed.error;
  if (error !== null)
    return <ProblemNote error={error} onRetry={() => Promise.all([conversation.refetch(), feed.refetch()])} />;
  if (conversation.data === undefined) return <Loading blocks={BLOCKS} gap="md" p="md" />;
  // The log may know of the end before the view is fetched again.
  const over = conversation.data.state === 'closed' || hasEnded(feed.data);
  const mine = conversation.data.agent?.agentId === me.sub && !over;
  return (
    <>
      <ConversationHeader
        conversation={conversation.data}
        canClose={mine}
        canTransfer={!over && (mine || canLead(me))}
        closing={close.isPending}
        onClose={() => {
          close.mutate();
        }}
        selection={selection}
        onAbout={onAbout}
      />
      <PendingNote conversation={conversation.data} />
      <Transcript
        conversationId={conversationId}
        list={feed.data}
        visitorName={conversation.data.visitor.name}
        {...(mine && { onAbout: setAbout })}
      />
      {mine ? (
        <Composer
          key={about?.what === 'edit' ? `edit-${about.line.key}` : 'new'}
          {...{ conversationId, drafts, about }}
          onAbout={setAbout}
        />
      ) : (
        <EndedNote
          canReopen={canLead(me) || conversation.data.agent?.agentId === me.sub}
          conversation={over ? { ...conversation.data, state: 'closed' } : conversation.data}
        />
      )}
    </>
  );
}

function hasEnded(list: EventList | undefined): boolean {
  const last = list?.events.findLast(({ type }) => type === 'conversation.closed' || type === 'conversation.reopened');
  return last?.type === 'conversation.closed';
}
