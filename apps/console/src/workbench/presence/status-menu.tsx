// Statuses beside the three: the workspace's own, and whatever is for after this chat.
import type { MyPresence } from '@frontdesk/contracts';
import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStatuses } from '../../api/presence-queries';
import { Icon } from '../../ui/icon';
import { StatusDot } from '../../ui/status-dot';
import type { StatusChange } from './use-choose-status';

interface StatusMenuProps {
  readonly presence: MyPresence | undefined;
  readonly onChange: (change: StatusChange) => void;
}

export function StatusMenu({ presence, onChange }: StatusMenuProps) {
  const { t } = useTranslation();
  const statuses = useStatuses();
  const own = statuses.data?.data ?? [];
  // Whoever has left online already has nothing to wait for.
  const leavesLater = presence?.intent === 'online';
  const later = [
    { id: 'busy', name: t('status.busy'), countsAs: 'busy' },
    { id: 'offline', name: t('status.offline'), countsAs: 'offline' },
    ...own,
  ] as const;
  if (own.length === 0 && !leavesLater) return null;
  return (
    // Presence hears of new settings a moment after the page does: what is shown is asked for again when it is opened.
    <Menu position="bottom-start" width={240} onOpen={() => void statuses.refetch()}>
      <Menu.Target>
        <Button variant="subtle" size="compact-xs" color="gray" disabled={presence === undefined}>
          {t('status.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {own.length > 0 ? <Menu.Label>{t('status.now')}</Menu.Label> : null}
        {own.map(({ id, name, countsAs }) => (
          <Menu.Item
            key={id}
            leftSection={<StatusDot status={countsAs} />}
            rightSection={presence?.intentCustom?.id === id ? <Icon name="check" size={14} /> : null}
            onClick={() => {
              onChange({ type: 'choose', status: id });
            }}
          >
            {name}
          </Menu.Item>
        ))}
        {leavesLater ? <Menu.Label>{t('status.afterChat')}</Menu.Label> : null}
        {leavesLater
          ? later.map(({ id, name, countsAs }) => (
              <Menu.Item
                key={`later/${id}`}
                leftSection={<StatusDot status={countsAs} />}
                onClick={() => {
                  onChange({ type: 'choose', status: id, afterChat: true });
                }}
              >
                {t('status.later', { status: name })}
              </Menu.Item>
            ))
          : null}
      </Menu.Dropdown>
    </Menu>
  );
}
