// A message of one's own that the log does not show yet: on its way, or refused.
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Outgoing } from '../../realtime/outbox';
import { useRealtime } from '../../realtime/realtime-context';
import classes from './transcript.module.css';

export function OutgoingBubble({ message }: { readonly message: Outgoing }) {
  const { t } = useTranslation();
  const { outbox } = useRealtime();
  return (
    <div className={classes.line} data-side="agent">
      <div className={classes.bubble} data-state={message.state} data-kind={message.note === true ? 'note' : undefined}>
        {[message.text, message.file?.name ?? ''].filter((part) => part !== '').join('\n')}
      </div>
      <div className={classes.below} data-state={message.state}>
        {message.state === 'failed' ? (
          <>
            {t('conversation.failed', { why: message.problem ?? '' })}
            <Anchor
              component="button"
              type="button"
              size="xs"
              underline="always"
              onClick={() => void outbox.retry(message.clientMessageId)}
            >
              {t('common.tryAgain')}
            </Anchor>
            <Anchor
              component="button"
              type="button"
              size="xs"
              underline="always"
              onClick={() => {
                outbox.discard(message.clientMessageId);
              }}
            >
              {t('conversation.discard')}
            </Anchor>
          </>
        ) : (
          t(`conversation.${message.state}`)
        )}
      </div>
    </div>
  );
}
