// The groups: on duty or not, who waits, who is there.
import type { Board } from '@frontdesk/contracts';
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Pill } from '../../ui/pill';
import { Card } from './card';
import { pools } from './pools';

export function GroupsCard({ groups }: { readonly groups: Board['groups'] }) {
  const { t } = useTranslation();
  const hasPool = pools({ pooled: 0, groups }) || groups.some(({ pooled }) => pooled > 0);
  return (
    <Card title={t('board.groups')}>
      {groups.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('board.noGroups')}
        </Text>
      ) : (
        <Table verticalSpacing={6} horizontalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('board.group')}</Table.Th>
              <Table.Th>{t('board.hours')}</Table.Th>
              <Table.Th ta="end">{t('board.waitingShort')}</Table.Th>
              {hasPool ? <Table.Th ta="end">{t('board.pooledShort')}</Table.Th> : null}
              <Table.Th ta="end">{t('board.onlineShort')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.map((group) => (
              <Table.Tr key={group.groupId}>
                <Table.Td>
                  {group.name}
                  {group.mode === 'asynchronous' ? (
                    <Text size="xs" c="dimmed">
                      {t('board.asynchronous')}
                    </Text>
                  ) : null}
                </Table.Td>
                <Table.Td>
                  <Pill tone={group.open ? 'green' : 'gray'}>{t(group.open ? 'board.open' : 'board.closed')}</Pill>
                </Table.Td>
                <Table.Td ta="end">{group.waiting}</Table.Td>
                {hasPool ? <Table.Td ta="end">{group.pooled}</Table.Td> : null}
                <Table.Td ta="end">{group.online}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
