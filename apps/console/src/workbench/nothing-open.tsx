// The middle pane before anything is chosen: says what will happen here, given the agent's own status and connection.
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state';
import { useReach } from './presence/use-reach';
import type { Tab } from './use-selection';

export function NothingOpen({ tab }: { readonly tab: Tab }) {
  const { t } = useTranslation();
  const reach = useReach();
  if (tab === 'queue') {
    return (
      <EmptyState icon="queue" title={t('queue.chooseTitle')}>
        {t('queue.chooseBody')}
      </EmptyState>
    );
  }
  if (tab === 'pool') {
    return (
      <EmptyState icon="queue" title={t('pool.chooseTitle')}>
        {t('pool.chooseBody')}
      </EmptyState>
    );
  }
  if (tab === 'submissions') {
    return (
      <EmptyState icon="letter" title={t('submissions.chooseTitle')}>
        {t('submissions.chooseBody')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="chat" title={t(`workbench.empty.${reach}.title`)}>
      {t(`workbench.empty.${reach}.body`)}
    </EmptyState>
  );
}
