// Above the transcript while a hand-over is asked for: to whom, whose yes is missing, and how to take it back.
import type { ConversationView } from '@frontdesk/contracts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../offers/offers.module.css';
import { useLifeCommand } from './use-life-command';

export function PendingNote({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation();
  const { conversationId, transfer } = conversation;
  const command = useLifeCommand();
  if (!transfer) return null;
  return (
    <p className={classes.wrap} role="status" data-testid="pending-transfer">
      <span>{t(`transfer.pending.${transfer.waitsFor}`, { name: transfer.toName })}</span>
      {transfer.waitsFor === 'none' ? null : (
        <Button
          size="compact-xs"
          variant="default"
          loading={command.isPending}
          onClick={() => {
            command.mutate({ conversationId, path: `transfer/${transfer.requestId}/cancel` });
          }}
        >
          {t('transfer.cancel')}
        </Button>
      )}
    </p>
  );
}
