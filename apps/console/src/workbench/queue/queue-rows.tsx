// Who waits, in the order they will be served.
import { useTranslation } from 'react-i18next';
import { useMyPresence } from '../../api/presence-queries';
import { useQueue } from '../../api/staff-queries';
import { EmptyState } from '../../ui/empty-state';
import { ProblemNote } from '../../ui/problem-note';
import { RowsLoading } from '../inbox/rows-loading';
import type { Selection } from '../use-selection';
import { QueueRow } from './queue-row';
import { useTake } from './use-take';
import classes from '../inbox/row.module.css';

export function QueueRows({ selection }: { readonly selection: Selection }) {
  const { t } = useTranslation();
  const queue = useQueue();
  const online = useMyPresence().data?.effective === 'online';
  const take = useTake(selection.openMine);
  if (queue.error !== null) return <ProblemNote error={queue.error} onRetry={queue.refetch} />;
  if (queue.data === undefined) return <RowsLoading />;
  if (queue.data.data.length === 0) {
    return (
      <EmptyState icon="queue" title={t('queue.emptyTitle')}>
        {t(online ? 'queue.emptyOnline' : 'queue.emptyOffline')}
      </EmptyState>
    );
  }
  return (
    <ul className={classes.list}>
      {queue.data.data.map((each) => (
        <QueueRow
          key={each.conversationId}
          visitor={each}
          asOf={queue.dataUpdatedAt}
          current={each.conversationId === selection.id}
          taking={take.isPending && take.variables === each.conversationId}
          onOpen={selection.open}
          onTake={take.mutate}
        />
      ))}
    </ul>
  );
}
