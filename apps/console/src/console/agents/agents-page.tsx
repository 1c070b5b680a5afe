// Who receives visitors: each with a limit, groups and a role.
import { Button, Group, Paper, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAgents, useBoard, useGroups } from '../../api/staff-queries';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import { RowsLoading } from '../../workbench/inbox/rows-loading';
import { PageHead } from '../page-head';
import { useListSearch } from '../use-list-search';
import { AgentDrawer } from './agent-drawer';
import { AgentsTable } from './agents-table';

export function AgentsPage() {
  const { t } = useTranslation();
  const { search, set } = useListSearch('/console/agents');
  const agents = useAgents();
  const groups = useGroups().data ?? [];
  const board = useBoard().data;
  const wanted = (search.q ?? '').toLowerCase();
  const shown = (agents.data ?? []).filter(
    ({ document }) =>
      (document.name.toLowerCase().includes(wanted) || document.email.toLowerCase().includes(wanted)) &&
      (search.group === undefined || document.groupIds.includes(search.group)),
  );
  const add = (
    <Button leftSection={<Icon name="plus" />} onClick={() => void set({ edit: 'new' })}>
      {t('agents.add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('console.page.agents.title')} lead={t('console.page.agents.lead')} action={add} />
      {agents.error === null ? null : <ProblemNote error={agents.error} onRetry={agents.refetch} />}
      <Paper withBorder radius={12} maw={1180}>
        <Group p="sm" gap="sm">
          <TextInput
            size="sm"
            w={260}
            leftSection={<Icon name="search" size={16} />}
            placeholder={t('agents.search')}
            aria-label={t('agents.search')}
            value={search.q ?? ''}
            onChange={(event) => void set({ q: event.currentTarget.value || undefined })}
          />
          <Select
            size="sm"
            w={200}
            clearable
            placeholder={t('agents.anyGroup')}
            aria-label={t('agents.filterGroup')}
            data={groups.map((each) => ({ value: each.id ?? '', label: each.document.name }))}
            value={search.group ?? null}
            onChange={(next) => void set({ group: next ?? undefined })}
          />
        </Group>
        {agents.data === undefined && agents.error === null ? <RowsLoading /> : null}
        {agents.data !== undefined && shown.length === 0 ? (
          <EmptyState icon="people" title={t(agents.data.length === 0 ? 'agents.none' : 'agents.noMatch')}>
            {t(agents.data.length === 0 ? 'agents.noneBody' : 'agents.noMatchBody')}
          </EmptyState>
        ) : null}
        {shown.length > 0 ? (
          <AgentsTable agents={shown} groups={groups} board={board} onEdit={(id) => void set({ edit: id })} />
        ) : null}
      </Paper>
      <AgentDrawer
        key={search.edit}
        edit={search.edit}
        groups={groups}
        onCreated={(id) => void set({ edit: id }, { saved: true })}
        onRemoved={() => void set({ edit: undefined }, { saved: true })}
        onClose={() => void set({ edit: undefined })}
      />
    </>
  );
}
