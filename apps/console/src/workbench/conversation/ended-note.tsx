// Where the composer was, once the conversation is over or not one's own.
import type { ConversationView } from '@frontdesk/contracts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../ui/format';
import { useLifeCommand } from '../transfer/use-life-command';
import { closedReason } from './reasons';
import classes from './ended-note.module.css';

interface EndedNoteProps {
  readonly conversation: ConversationView;
  /** Whoever had it, and whoever may open anything. */
  readonly canReopen: boolean;
}

export function EndedNote({ conversation, canReopen }: EndedNoteProps) {
  const { t } = useTranslation();
  const { state, closedAt, closedReason: reason, agent } = conversation;
  const command = useLifeCommand();
  const reopen = state === 'closed' ? conversation.waysOn?.find(({ way }) => way === 'reopen') : undefined;
  const words =
    state === 'closed'
      ? t('conversation.endedAt', {
          at: closedAt === null ? '' : formatMoment(closedAt),
          reason: reason === null ? '' : closedReason(reason),
        })
      : agent === null
        ? t('conversation.unassigned')
        : t('conversation.withOther', { name: agent.name });
  return (
    <div className={classes.note} data-testid="conversation-ended">
      {words}
      {reopen === undefined || !canReopen ? null : (
        <Button
          size="compact-sm"
          variant="default"
          ml="sm"
          loading={command.isPending}
          onClick={() => {
            command.mutate({ conversationId: conversation.conversationId, path: 'reopen' });
          }}
        >
          {t('conversation.reopen')}
        </Button>
      )}
    </div>
  );
}
