// What a supervisor does with somebody who waits: give them to an agent, move them, put them forward, end the wait.
import type { PooledConversation, QueuedVisitor } from '@frontdesk/contracts';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AssignMenu } from './assign-menu';
import { useRoutingCommand } from './use-routing-command';

/** One step before everybody of the same class. */
const FORWARD = 1;

export function WaitControls({ visitor }: { readonly visitor: QueuedVisitor | PooledConversation }) {
  const { t } = useTranslation();
  const { conversationId, groupId, priority } = visitor;
  const command = useRoutingCommand();
  return (
    <Group gap="xs">
      <AssignMenu conversationId={conversationId} label={t('routing.assign')} groupId={groupId} />
      {/* A pool is given out in the order that the mode says. */}
      {'position' in visitor ? (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            const path = (id: string): string => `/queue/${id}/priority`;
            command.mutate({ conversationId, path, body: { priority: priority + FORWARD } });
          }}
        >
          {t('routing.forward')}
        </Button>
      ) : null}
      <Button
        size="xs"
        variant="default"
        c="var(--fd-red-text)"
        onClick={() => {
          if (!window.confirm(t('routing.closeSure'))) return;
          command.mutate({ conversationId, path: (id) => `/queue/${id}/close` });
        }}
      >
        {t('routing.close')}
      </Button>
    </Group>
  );
}
