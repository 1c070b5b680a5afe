// One who waits, or whom nobody has yet: position, how long, from where, the last words, and the hand to take them by.
import type { PooledConversation, QueuedVisitor } from '@frontdesk/contracts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shortPage } from '../../ui/format';
import { Pill } from '../../ui/pill';
import { Waited } from '../../ui/waited';
import rowClasses from '../inbox/row.module.css';
import classes from './queue-row.module.css';

interface QueueRowProps {
  /** In a pool there are no positions, and nobody has to be here. */
  readonly visitor: QueuedVisitor | PooledConversation;
  readonly asOf: number;
  readonly current: boolean;
  readonly taking: boolean;
  readonly onOpen: (conversationId: string) => void;
  readonly onTake: (conversationId: string) => void;
}

export function QueueRow({ visitor, asOf, current, taking, onOpen, onTake }: QueueRowProps) {
  const { t } = useTranslation();
  const name = visitor.visitorName ?? t('queue.unnamed');
  return (
    <li className={rowClasses.item} data-testid="queue-row">
      <button
        type="button"
        className={rowClasses.row}
        data-row={visitor.conversationId}
        aria-current={current}
        onClick={() => {
          onOpen(visitor.conversationId);
        }}
      >
        {'position' in visitor ? (
          <span className={classes.position} data-live={visitor.live}>
            <span className={classes.sr}>{t('queue.position')} </span>
            {visitor.position}
          </span>
        ) : null}
        <span className={classes.words}>
          <span className={rowClasses.top}>
            <span className={rowClasses.name}>{name}</span>
            <span className={rowClasses.time}>
              <Waited ms={visitor.waitedMs} asOf={asOf} />
            </span>
          </span>
          <span className={rowClasses.bottom}>
            <span className={rowClasses.text}>{visitor.lastText ?? t('queue.noWords')}</span>
          </span>
          <span className={classes.facts}>
            <Pill tone="gray">{visitor.groupName}</Pill>
            {visitor.priority > 0 ? <Pill tone="brand">{t('queue.priority', { n: visitor.priority })}</Pill> : null}
            {!('live' in visitor) || visitor.live ? null : (
              <Pill tone="amber" title={t('queue.notLiveHelp')}>
                {t('queue.notLive')}
              </Pill>
            )}
            {visitor.page === null ? null : <span className={classes.page}>{shortPage(visitor.page)}</span>}
          </span>
        </span>
      </button>
      <Button
        className={classes.take}
        size="compact-sm"
        fz={13}
        variant="default"
        loading={taking}
        aria-label={t('queue.takeName', { name })}
        onClick={() => {
          onTake(visitor.conversationId);
        }}
      >
        {t('queue.take')}
      </Button>
    </li>
  );
}
