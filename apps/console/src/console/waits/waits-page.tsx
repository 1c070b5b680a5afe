// Every stay in a queue that is over: who waited where, for how long, and how it ended (E6). Each opens its conversation.
import type { QueueHistory, QueueStay } from '@frontdesk/contracts';
import { Button, Paper, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { EmptyState } from '../../ui/empty-state';
import { formatDuration, formatMoment } from '../../ui/format';
import { Pill, type Tone } from '../../ui/pill';
import { ProblemNote } from '../../ui/problem-note';
import { RowsLoading } from '../../workbench/inbox/rows-loading';
import { ConversationDrawer } from '../conversations/conversation-drawer';
import { OpenButton } from '../conversations/open-button';
import { PageHead } from '../page-head';

const route = getRouteApi('/console/waits');

export function WaitsPage() {
  const { t } = useTranslation();
  const http = useHttp();
  const { id } = route.useSearch();
  const navigate = useNavigate();
  const open = (conversationId: string | undefined): void => {
    void navigate({ to: '/console/waits', search: { id: conversationId } });
  };
  const pages = useInfiniteQuery({
    queryKey: keys.queueHistory,
    queryFn: ({ pageParam, signal }) =>
      http.get<QueueHistory>(`/queue/history?limit=50${pageParam === '' ? '' : `&cursor=${pageParam}`}`, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });
  const stays = pages.data?.pages.flatMap(({ data }) => data);
  return (
    <>
      <PageHead title={t('console.page.waits.title')} lead={t('console.page.waits.lead')} />
      {pages.error === null ? null : <ProblemNote error={pages.error} onRetry={pages.refetch} />}
      <Paper withBorder radius={12} maw={1180}>
        {stays === undefined && pages.error === null ? <RowsLoading /> : null}
        {stays?.length === 0 ? (
          <EmptyState icon="queue" title={t('waits.none')}>
            {t('waits.noneBody')}
          </EmptyState>
        ) : null}
        {stays !== undefined && stays.length > 0 ? (
          <Table.ScrollContainer minWidth={720}>
            <Table verticalSpacing="xs" horizontalSpacing="md" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('conversations.visitor')}</Table.Th>
                  <Table.Th>{t('conversations.group')}</Table.Th>
                  <Table.Th>{t('waits.entered')}</Table.Th>
                  <Table.Th>{t('queue.waited')}</Table.Th>
                  <Table.Th>{t('waits.how')}</Table.Th>
                  <Table.Th>{t('conversations.agent')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {stays.map((stay) => (
                  <Row key={`${stay.conversationId} ${stay.leftAt}`} stay={stay} onOpen={open} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        ) : null}
      </Paper>
      {pages.hasNextPage ? (
        <Button mt="md" variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('waits.more')}
        </Button>
      ) : null}
      <ConversationDrawer
        conversationId={id}
        onClose={() => {
          open(undefined);
        }}
      />
    </>
  );
}

const TONES: Partial<Record<QueueStay['reason'], Tone>> = {
  assigned: 'green',
  pulled: 'green',
  abandoned: 'red',
  timed_out: 'amber',
};

interface RowProps {
  readonly stay: QueueStay;
  readonly onOpen: (conversationId: string) => void;
}

function Row({ stay, onOpen }: RowProps) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Td>
        <OpenButton
          onOpen={() => {
            onOpen(stay.conversationId);
          }}
        >
          {stay.visitorName ?? t('queue.unnamed')}
        </OpenButton>
      </Table.Td>
      <Table.Td>{stay.groupName}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatMoment(stay.enteredAt)}</Table.Td>
      <Table.Td>{formatDuration(stay.waitedMs)}</Table.Td>
      <Table.Td>
        <Pill tone={TONES[stay.reason] ?? 'gray'}>{t(`waits.reason.${stay.reason}`)}</Pill>
      </Table.Td>
      <Table.Td>{stay.agentName ?? '–'}</Table.Td>
    </Table.Tr>
  );
}
