// Where the composer was, once the conversation is over or not one's own.
import type { ConversationView } from '@frontdesk/contracts';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../ui/format';
import { closedReason } from './reasons';
import classes from './ended-note.module.css';

interface EndedNoteProps {
  readonly conversation: ConversationView;
}

export function EndedNote({ conversation }: EndedNoteProps) {
  const { t } = useTranslation();
  const { state, closedAt, closedReason: reason, agent } = conversation;
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
    </div>
  );
}
