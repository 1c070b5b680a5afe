// Hand-overs that wait for this person's yes: who is handed over, by whom, with which words, and how long there is.
import type { TransferList } from '@frontdesk/contracts';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTransfers } from '../../api/transfer-queries';
import { useNow } from '../../ui/use-now';
import classes from '../offers/offers.module.css';
import { useLifeCommand } from './use-life-command';

export function AskedCards() {
  const { t } = useTranslation();
  const asked = useTransfers();
  return (
    <div role="group" aria-label={t('transfer.asked')}>
      {(asked.data?.data ?? []).map((one) => (
        <AskedCard key={one.transfer.requestId} asked={one} asOf={asked.dataUpdatedAt} />
      ))}
    </div>
  );
}

interface AskedCardProps {
  readonly asked: TransferList['data'][number];
  /** When `remainingMs` was received, by this browser's clock. */
  readonly asOf: number;
}

function AskedCard({ asked: { conversation, transfer }, asOf }: AskedCardProps) {
  const { t } = useTranslation();
  const left = Math.max(0, (transfer.remainingMs ?? 0) - Math.max(0, useNow() - asOf));
  const command = useLifeCommand();
  const answer = (word: 'approve' | 'refuse') => () => {
    const { conversationId } = conversation;
    command.mutate({ conversationId, path: `transfer/${transfer.requestId}/${word}` });
  };
  return (
    <section className={classes.card} aria-label={t('transfer.asked')} data-testid="asked-transfer">
      <p className={classes.head}>
        {conversation.visitor.name}
        <span className={classes.left}>{t('offers.left', { count: Math.ceil(left / 1000) })}</span>
      </p>
      <p className={classes.facts}>{t('transfer.wants', { by: transfer.byName, to: transfer.toName })}</p>
      <p className={classes.words}>{transfer.note || conversation.lastMessage?.text || t('queue.noWords')}</p>
      <Group gap="xs" grow>
        <Button size="xs" loading={command.isPending} onClick={answer('approve')}>
          {t('transfer.approve')}
        </Button>
        <Button size="xs" variant="default" disabled={command.isPending} onClick={answer('refuse')}>
          {t('transfer.refuse')}
        </Button>
      </Group>
    </section>
  );
}
