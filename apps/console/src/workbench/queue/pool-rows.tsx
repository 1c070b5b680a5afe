// Whom nobody has in the asynchronous mode, in the order in which they are given out.
import { useTranslation } from 'react-i18next';
import { usePool } from '../../api/staff-queries';
import { EmptyState } from '../../ui/empty-state';
import { ProblemNote } from '../../ui/problem-note';
import { RowsLoading } from '../inbox/rows-loading';
import type { Selection } from '../use-selection';
import { QueueRow } from './queue-row';
import { useTake } from './use-take';
import classes from '../inbox/row.module.css';

export function PoolRows({ selection }: { readonly selection: Selection }) {
  const { t } = useTranslation();
  const pool = usePool();
  const take = useTake(selection.openMine);
  if (pool.error !== null) return <ProblemNote error={pool.error} onRetry={pool.refetch} />;
  if (pool.data === undefined) return <RowsLoading />;
  if (pool.data.data.length === 0) {
    return (
      <EmptyState icon="check" title={t('pool.emptyTitle')}>
        {t('pool.emptyBody')}
      </EmptyState>
    );
  }
  return (
    <ul className={classes.list}>
      {pool.data.data.map((each) => (
        <QueueRow
          key={each.conversationId}
          visitor={each}
          asOf={pool.dataUpdatedAt}
          current={each.conversationId === selection.id}
          taking={take.isPending && take.variables === each.conversationId}
          onOpen={selection.open}
          onTake={take.mutate}
        />
      ))}
    </ul>
  );
}
