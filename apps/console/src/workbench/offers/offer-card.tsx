// Somebody is offered to this agent: who, from where, how long there is to answer, and the two answers.
import type { CommandAnswer, DeskOffer } from '@frontdesk/contracts';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortPage } from '../../ui/format';
import { useNow } from '../../ui/use-now';
import { Waited } from '../../ui/waited';
import { useRoutingCommand } from '../routing/use-routing-command';
import classes from './offers.module.css';

interface OfferCardProps {
  readonly offer: DeskOffer;
  /** When `remainingMs` was received, by this browser's clock. */
  readonly asOf: number;
  readonly onAccepted: (conversationId: string) => void;
}

export function OfferCard({ offer, asOf, onAccepted }: OfferCardProps) {
  const { t } = useTranslation();
  const { conversationId, offerId, remainingMs } = offer;
  // The bar is full at the first sight of the offer, whenever that was.
  const [whole] = useState(Math.max(1, remainingMs));
  const left = Math.max(0, remainingMs - Math.max(0, useNow() - asOf));
  const command = useRoutingCommand((answer: CommandAnswer) => {
    if (answer.outcome === 'assigned') onAccepted(answer.conversationId);
  });
  const answer = (word: 'accept' | 'reject') => () => {
    command.mutate({ conversationId, path: (id) => `/conversations/${id}/offer/${word}`, body: { offerId } });
  };
  const seconds = Math.ceil(left / 1000);
  return (
    <section className={classes.card} aria-label={t('offers.title')} data-testid="offer">
      <p className={classes.head}>
        {offer.visitorName ?? t('queue.unnamed')}
        <span className={classes.left}>{t('offers.left', { count: seconds })}</span>
      </p>
      <p className={classes.words}>{offer.lastText ?? t('queue.noWords')}</p>
      <p className={classes.facts}>
        {offer.groupName} · <Waited ms={offer.waitedMs} asOf={asOf} />
        {offer.page === null ? '' : ` · ${shortPage(offer.page)}`}
      </p>
      <div className={classes.bar} aria-hidden>
        <span style={{ width: `${String(Math.round((100 * left) / whole))}%` }} />
      </div>
      <Group gap="xs" grow>
        <Button size="xs" loading={command.isPending} onClick={answer('accept')}>
          {t('offers.accept')}
        </Button>
        <Button size="xs" variant="default" disabled={command.isPending} onClick={answer('reject')}>
          {t('offers.reject')}
        </Button>
      </Group>
    </section>
  );
}
