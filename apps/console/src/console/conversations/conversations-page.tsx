// Every conversation, open or closed, with its transcript and how each decision about it was made.
import type { ConversationView } from '@frontdesk/contracts';
import { Paper, SegmentedControl, Table, Text } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useConversations } from '../../api/staff-queries';
import { EmptyState } from '../../ui/empty-state';
import { formatMoment } from '../../ui/format';
import { Pill, type Tone } from '../../ui/pill';
import { ProblemNote } from '../../ui/problem-note';
import { RowsLoading } from '../../workbench/inbox/rows-loading';
import { closedReason } from '../../workbench/conversation/reasons';
import { useGroupName } from '../../workbench/use-group-name';
import { PageHead } from '../page-head';
import { ConversationDrawer } from './conversation-drawer';
import { OpenButton } from './open-button';

const route = getRouteApi('/console/conversations');

export function ConversationsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = useNavigate();
  const state = search.state ?? 'open';
  const list = useConversations('all', state);
  const open = (id: string | undefined): void => {
    void navigate({ to: '/console/conversations', search: (before) => ({ ...before, id }) });
  };
  return (
    <>
      <PageHead title={t('console.page.conversations.title')} lead={t('console.page.conversations.lead')} />
      <SegmentedControl
        mb="md"
        value={state}
        aria-label={t('inbox.stateLabel')}
        onChange={(next) =>
          void navigate({ to: '/console/conversations', search: { state: next === 'closed' ? 'closed' : undefined } })
        }
        data={[
          { value: 'open', label: t('inbox.open') },
          { value: 'closed', label: t('inbox.closed') },
        ]}
      />
      {list.error === null ? null : <ProblemNote error={list.error} onRetry={list.refetch} />}
      <Paper withBorder radius={12} maw={1180}>
        {list.data === undefined && list.error === null ? <RowsLoading /> : null}
        {list.data?.data.length === 0 ? (
          <EmptyState icon="chat" title={t(`conversations.none.${state}`)}>
            {t('conversations.noneBody')}
          </EmptyState>
        ) : null}
        {list.data !== undefined && list.data.data.length > 0 ? (
          <Table.ScrollContainer minWidth={720}>
            <Table verticalSpacing="xs" horizontalSpacing="md" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('conversations.visitor')}</Table.Th>
                  <Table.Th>{t('conversations.state')}</Table.Th>
                  <Table.Th>{t('conversations.group')}</Table.Th>
                  <Table.Th>{t('conversations.agent')}</Table.Th>
                  <Table.Th>{t('conversations.arrived')}</Table.Th>
                  <Table.Th>{t('conversations.last')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.data.data.map((each) => (
                  <Row key={each.conversationId} conversation={each} onOpen={open} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        ) : null}
      </Paper>
      <ConversationDrawer
        conversationId={search.id}
        onClose={() => {
          open(undefined);
        }}
      />
    </>
  );
}

const TONES: Record<ConversationView['state'], Tone> = {
  requested: 'gray',
  queued: 'amber',
  pooled: 'amber',
  assigned: 'green',
  submission_offered: 'amber',
  closed: 'gray',
};

interface RowProps {
  readonly conversation: ConversationView;
  readonly onOpen: (id: string) => void;
}

function Row({ conversation, onOpen }: RowProps) {
  const { t } = useTranslation();
  const group = useGroupName(conversation.groupId);
  const { conversationId, visitor, state, agent, arrivedAt, lastMessage, closedReason: reason } = conversation;
  return (
    <Table.Tr>
      <Table.Td>
        <OpenButton
          onOpen={() => {
            onOpen(conversationId);
          }}
        >
          {visitor.name}
        </OpenButton>
      </Table.Td>
      <Table.Td>
        <Pill tone={TONES[state]}>{reason === null ? t(`conversations.is.${state}`) : closedReason(reason)}</Pill>
      </Table.Td>
      <Table.Td>{group}</Table.Td>
      <Table.Td>{agent?.name ?? '–'}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatMoment(arrivedAt)}</Table.Td>
      <Table.Td>
        <Text size="sm" c="dimmed" truncate maw={280}>
          {lastMessage?.text ?? ''}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
