// To whom a conversation may go: another agent, or a group whose next free agent takes it.
import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGroups } from '../../api/staff-queries';
import { Icon } from '../../ui/icon';
import { ColleagueLine } from './colleague-line';
import { useColleagues } from './use-colleagues';
import { assignTo, useRoutingCommand } from './use-routing-command';

interface AssignMenuProps {
  readonly conversationId: string;
  readonly label: string;
  /** Who has it, or where it waits: not offered again. */
  readonly agentId?: string | null;
  readonly groupId?: string | null;
  readonly onDone?: () => void;
}

export function AssignMenu({ conversationId, label, agentId, groupId, onDone }: AssignMenuProps) {
  const { t } = useTranslation();
  const colleagues = useColleagues(agentId);
  const groups = (useGroups().data ?? []).filter(({ id }) => id !== groupId);
  const command = useRoutingCommand(onDone);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="xs" variant="default" loading={command.isPending} leftSection={<Icon name="route" size={14} />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {groups.length > 0 ? <Menu.Label>{t('routing.toGroup')}</Menu.Label> : null}
        {groups.map(({ id, document }) => (
          <Menu.Item
            key={id}
            leftSection={<Icon name="group" size={14} />}
            onClick={() => {
              command.mutate(assignTo(conversationId, { groupId: id ?? '' }));
            }}
          >
            {document.name}
          </Menu.Item>
        ))}
        {colleagues.length > 0 ? <Menu.Label>{t('routing.toAgent')}</Menu.Label> : null}
        {colleagues.map((colleague) => (
          <Menu.Item
            key={colleague.agentId}
            onClick={() => {
              command.mutate(assignTo(conversationId, { agentId: colleague.agentId }));
            }}
          >
            <ColleagueLine colleague={colleague} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
