// What the engine asks of the agent, above their lists: offers to answer, wrap-ups to end. New offers sound.
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../api/staff-queries';
import { formatDuration } from '../../ui/format';
import { useNow } from '../../ui/use-now';
import { useStoredFlag } from '../../ui/use-stored-flag';
import { chime } from '../chime';
import { useRoutingCommand } from '../routing/use-routing-command';
import { AskedCards } from '../transfer/asked-cards';
import type { Selection } from '../use-selection';
import { OfferCard } from './offer-card';
import classes from './offers.module.css';

export function DeskNotes({ selection }: { readonly selection: Selection }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { offers = [], wrapUps = [] } = desk.data ?? {};
  useOfferSound(offers.map(({ offerId }) => offerId));
  return (
    <div role="status" aria-label={t('offers.label')}>
      <AskedCards />
      {offers.map((offer) => (
        <OfferCard key={offer.offerId} offer={offer} asOf={desk.dataUpdatedAt} onAccepted={selection.openMine} />
      ))}
      {wrapUps.map(({ conversationId, remainingMs, visitorName }) => (
        <WrapUp
          key={conversationId}
          conversationId={conversationId}
          name={visitorName ?? t('queue.unnamed')}
          remainingMs={remainingMs}
          asOf={desk.dataUpdatedAt}
        />
      ))}
    </div>
  );
}

interface WrapUpProps {
  readonly conversationId: string;
  readonly name: string;
  readonly remainingMs: number;
  readonly asOf: number;
}

function WrapUp({ conversationId, name, remainingMs, asOf }: WrapUpProps) {
  const { t } = useTranslation();
  const left = Math.max(0, remainingMs - Math.max(0, useNow() - asOf));
  const command = useRoutingCommand();
  return (
    <p className={classes.wrap} data-testid="wrap-up">
      <span>{t('offers.wrapUp', { name, left: formatDuration(left) })}</span>
      <Button
        size="compact-xs"
        variant="default"
        loading={command.isPending}
        onClick={() => {
          command.mutate({ conversationId, path: (id) => `/conversations/${id}/wrap-up/end` });
        }}
      >
        {t('offers.endNow')}
      </Button>
    </p>
  );
}

function useOfferSound(ids: readonly string[]): void {
  const [sound] = useStoredFlag('sound', true);
  const known = useRef<readonly string[]>([]);
  const all = ids.join(' ');
  useEffect(() => {
    const now = all === '' ? [] : all.split(' ');
    if (sound && now.some((id) => !known.current.includes(id))) chime('assigned');
    known.current = now;
  }, [all, sound]);
}
