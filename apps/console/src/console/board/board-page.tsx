// The live board: who waits, for how long, who is there, and how the day has gone.
import { SimpleGrid } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../api/staff-queries';
import { ProblemNote } from '../../ui/problem-note';
import { Waited } from '../../ui/waited';
import { PageHead } from '../page-head';
import { AgentsCard } from './agents-card';
import classes from './board.module.css';
import { GroupsCard } from './groups-card';
import { RequestsCard } from './requests-card';
import { pools } from './pools';
import { Tile } from './tile';
import { TodayCard } from './today-card';
import { useTrend } from './use-trend';
import { Loading } from '../../ui/loading';

// The chart library is larger than everything else here together: the numbers do not wait for it.
const TrendCard = lazy(async () => ({ default: (await import('./trend-card')).TrendCard }));

export function BoardPage() {
  const { t } = useTranslation();
  const board = useBoard();
  const trend = useTrend(board.data);
  if (board.error !== null) return <ProblemNote error={board.error} onRetry={board.refetch} />;
  return (
    <>
      <PageHead title={t('console.page.board.title')} lead={t('console.page.board.lead')} />
      {board.data === undefined ? (
        <Loading blocks={[{ height: 320 }]} />
      ) : (
        <div className={classes.board}>
          <SimpleGrid cols={{ base: 2, md: pools(board.data) ? 5 : 4 }} spacing="md">
            <Tile label={t('board.waiting')} tone={board.data.waiting > 0 ? 'amber' : 'green'}>
              <span data-testid="board-waiting">{board.data.waiting}</span>
            </Tile>
            {pools(board.data) ? (
              <Tile label={t('board.pooled')} tone={board.data.pooled > 0 ? 'amber' : 'green'}>
                <span data-testid="board-pooled">{board.data.pooled}</span>
              </Tile>
            ) : null}
            <Tile label={t('board.longest')} tone={board.data.waiting > 0 ? 'amber' : 'green'}>
              {board.data.waiting === 0 ? '–' : <Waited ms={board.data.longestWaitMs} asOf={board.dataUpdatedAt} />}
            </Tile>
            <Tile
              label={t('board.online')}
              tone={board.data.agents.some((each) => each.status === 'online') ? 'green' : 'red'}
            >
              {board.data.agents.filter((each) => each.status === 'online').length}
              <small> / {board.data.agents.length}</small>
            </Tile>
            <Tile label={t('board.free')} tone="brand">
              {board.data.agents
                .filter((each) => each.status === 'online')
                .reduce((sum, each) => sum + Math.max(0, each.limit - each.load), 0)}
            </Tile>
          </SimpleGrid>
          <div className={classes.columns}>
            <div className={classes.side}>
              <RequestsCard agents={board.data.agents} />
              <AgentsCard agents={board.data.agents} groups={board.data.groups} />
              <Suspense fallback={<Loading blocks={[{ height: 200 }]} />}>
                <TrendCard points={trend} />
              </Suspense>
            </div>
            <div className={classes.side}>
              <TodayCard board={board.data} />
              <GroupsCard groups={board.data.groups} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}
