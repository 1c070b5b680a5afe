// The agents in rows, with how they stand right now.
import type { AgentDocument, Board, GroupDocument, Versioned } from '@frontdesk/contracts';
import { Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Face } from '../../ui/face';
import { Pill } from '../../ui/pill';
import { StatusDot } from '../../ui/status-dot';
import { EditButton } from '../../ui/edit-button';

interface AgentsTableProps {
  readonly agents: readonly Versioned<AgentDocument>[];
  readonly groups: readonly Versioned<GroupDocument>[];
  readonly board: Board | undefined;
  readonly onEdit: (id: string) => void;
}

export function AgentsTable({ agents, groups, board, onEdit }: AgentsTableProps) {
  const { t } = useTranslation();
  const groupName = (id: string): string => groups.find((each) => each.id === id)?.document.name ?? id;
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing="xs" horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('agents.name')}</Table.Th>
            <Table.Th>{t('agents.status')}</Table.Th>
            <Table.Th ta="end">{t('agents.limit')}</Table.Th>
            <Table.Th>{t('agents.groups')}</Table.Th>
            <Table.Th>{t('agents.role')}</Table.Th>
            <Table.Th aria-label={t('agents.actions')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {agents.map(({ id, document }) => {
            const now = board?.agents.find((each) => each.agentId === id);
            return (
              <Table.Tr key={id} data-testid="agent-row">
                <Table.Td>
                  <Group gap="sm" wrap="nowrap">
                    <Face name={document.name} picture={document.picture} size={32} />
                    <div style={{ minWidth: 0 }}>
                      <Text size="sm" fw={600}>
                        {document.name}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {document.email}
                      </Text>
                    </div>
                  </Group>
                </Table.Td>
                <Table.Td>
                  {now === undefined ? (
                    '–'
                  ) : (
                    <Group gap={7} wrap="nowrap">
                      <StatusDot status={now.status} />
                      <Text size="sm">{t(`status.${now.status}`)}</Text>
                    </Group>
                  )}
                </Table.Td>
                <Table.Td ta="end">{document.limit}</Table.Td>
                <Table.Td>
                  <Group gap={4}>
                    {document.groupIds.map((groupId) => (
                      <Pill key={groupId} tone="gray">
                        {groupName(groupId)}
                      </Pill>
                    ))}
                  </Group>
                </Table.Td>
                <Table.Td>{t(`role.${document.role}`)}</Table.Td>
                <Table.Td ta="end">
                  <EditButton
                    name={document.name}
                    onEdit={() => {
                      onEdit(id ?? '');
                    }}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
