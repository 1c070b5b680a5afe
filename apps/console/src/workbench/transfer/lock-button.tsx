// Stops the times that are counted for agent and visitor, and lets them go on.
import type { ConversationView } from '@frontdesk/contracts';
import { Button, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLifeCommand } from './use-life-command';

export function LockButton({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation();
  const locked = conversation.locked === true;
  const command = useLifeCommand();
  return (
    <Tooltip label={t(locked ? 'conversation.unlockHelp' : 'conversation.lockHelp')} multiline maw={260}>
      <Button
        size="xs"
        variant={locked ? 'light' : 'default'}
        color={locked ? 'yellow' : 'gray'}
        aria-pressed={locked}
        loading={command.isPending}
        onClick={() => {
          command.mutate({ conversationId: conversation.conversationId, path: locked ? 'unlock' : 'lock' });
        }}
      >
        {t(locked ? 'conversation.unlock' : 'conversation.lock')}
      </Button>
    </Tooltip>
  );
}
