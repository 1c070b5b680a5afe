// The groups visitors are received by.
import { Button, Paper, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAgents, useGroups } from '../../api/staff-queries';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import { EditButton } from '../../ui/edit-button';
import { RowsLoading } from '../../workbench/inbox/rows-loading';
import { PageHead } from '../page-head';
import { useListSearch } from '../use-list-search';
import { GroupDrawer } from './group-drawer';

export function GroupsPage() {
  const { t } = useTranslation();
  const { search, set } = useListSearch('/console/groups');
  const groups = useGroups();
  const agents = useAgents().data ?? [];
  const add = (
    <Button leftSection={<Icon name="plus" />} onClick={() => void set({ edit: 'new' })}>
      {t('groups.add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('console.page.groups.title')} lead={t('console.page.groups.lead')} action={add} />
      {groups.error === null ? null : <ProblemNote error={groups.error} onRetry={groups.refetch} />}
      <Paper withBorder radius={12} maw={1180}>
        {groups.data === undefined && groups.error === null ? <RowsLoading /> : null}
        {groups.data?.length === 0 ? (
          <EmptyState icon="group" title={t('groups.none')}>
            {t('groups.noneBody')}
          </EmptyState>
        ) : null}
        {groups.data !== undefined && groups.data.length > 0 ? (
          <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('groups.name')}</Table.Th>
                <Table.Th>{t('groups.guide')}</Table.Th>
                <Table.Th ta="end">{t('groups.members')}</Table.Th>
                <Table.Th aria-label={t('agents.actions')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.data.map(({ id, document }) => (
                <Table.Tr key={id} data-testid="group-row">
                  <Table.Td>
                    <Text size="sm" fw={600}>
                      {document.name}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {id}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm" lineClamp={2} maw={480}>
                      {document.guide}
                    </Text>
                  </Table.Td>
                  <Table.Td ta="end">
                    <Link to="/console/agents" search={{ group: id ?? undefined }}>
                      {agents.filter((agent) => agent.document.groupIds.includes(id ?? '')).length}
                    </Link>
                  </Table.Td>
                  <Table.Td ta="end">
                    <EditButton name={document.name} onEdit={() => void set({ edit: id ?? undefined })} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        ) : null}
      </Paper>
      <GroupDrawer
        key={search.edit}
        edit={search.edit}
        onCreated={(id) => void set({ edit: id }, { saved: true })}
        onRemoved={() => void set({ edit: undefined }, { saved: true })}
        onClose={() => void set({ edit: undefined })}
      />
    </>
  );
}
