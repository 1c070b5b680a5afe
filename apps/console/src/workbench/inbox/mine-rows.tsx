// My conversations: the latest word first.
import type { ConversationView } from '@frontdesk/contracts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConversations } from '../../api/staff-queries';
import { useVisitorTyping } from '../../realtime/realtime-context';
import { EmptyState } from '../../ui/empty-state';
import { Face } from '../../ui/face';
import { formatMoment } from '../../ui/format';
import { Pill } from '../../ui/pill';
import { ProblemNote } from '../../ui/problem-note';
import { RatingGlance } from '../rating/rating-given';
import { useReach } from '../presence/use-reach';
import type { Selection } from '../use-selection';
import { RowsLoading } from './rows-loading';
import classes from './row.module.css';

export function MineRows({ selection }: { readonly selection: Selection }) {
  const { t } = useTranslation();
  const list = useConversations('mine', selection.state);
  const reach = useReach();
  if (list.error !== null) return <ProblemNote error={list.error} onRetry={list.refetch} />;
  if (list.data === undefined) return <RowsLoading />;
  if (list.data.data.length === 0) {
    return selection.state === 'closed' ? (
      <EmptyState icon="check" title={t('inbox.noneClosed')} />
    ) : (
      <EmptyState
        icon="inbox"
        title={t(`inbox.empty.${reach}.title`)}
        action={
          reach === 'online' ? (
            <Button
              variant="default"
              size="xs"
              mt={4}
              onClick={() => {
                selection.showTab('queue');
              }}
            >
              {t('inbox.seeQueue')}
            </Button>
          ) : undefined
        }
      >
        {t(`inbox.empty.${reach}.body`)}
      </EmptyState>
    );
  }
  return (
    <ul className={classes.list}>
      {[...list.data.data].sort(latestFirst).map((each) => (
        <MineRow
          key={each.conversationId}
          conversation={each}
          current={each.conversationId === selection.id}
          onOpen={selection.open}
        />
      ))}
    </ul>
  );
}

const lastAt = (each: ConversationView): string => each.lastMessage?.at ?? each.assignedAt ?? each.arrivedAt;
const latestFirst = (a: ConversationView, b: ConversationView): number => lastAt(b).localeCompare(lastAt(a));

interface MineRowProps {
  readonly conversation: ConversationView;
  readonly current: boolean;
  readonly onOpen: (id: string) => void;
}

function MineRow({ conversation, current, onOpen }: MineRowProps) {
  const { t } = useTranslation();
  const { conversationId, visitor, lastMessage, unread, rating, summaryOwed } = conversation;
  const writing = useVisitorTyping(conversationId) !== '';
  const words = lastMessage === null ? t('inbox.noMessage') : lastMessage.text;
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes.row}
        data-testid="inbox-item"
        data-row={conversationId}
        data-unread={unread > 0}
        aria-current={current}
        onClick={() => {
          onOpen(conversationId);
        }}
      >
        <Face name={visitor.name} size={36} />
        <span>
          <span className={classes.top}>
            <span className={classes.name}>{visitor.name}</span>
            <time className={classes.time}>{formatMoment(lastAt(conversation))}</time>
          </span>
          <span className={classes.bottom}>
            {writing ? (
              <span className={`${classes.text ?? ''} ${classes.writing ?? ''}`}>{t('inbox.writing')}</span>
            ) : (
              <span className={classes.text}>
                {lastMessage?.author === 'agent' ? `${t('inbox.you')}: ` : ''}
                {words}
              </span>
            )}
            {summaryOwed ? <Pill tone="amber">{t('summary.owed')}</Pill> : null}
            {rating?.given ? <RatingGlance rating={rating.given} /> : null}
            {unread > 0 ? (
              <span className={classes.unread}>
                <span aria-hidden>{unread}</span>
                <span style={{ position: 'absolute', clipPath: 'inset(50%)' }}>
                  {t('inbox.unread', { count: unread })}
                </span>
              </span>
            ) : null}
          </span>
        </span>
      </button>
    </li>
  );
}
