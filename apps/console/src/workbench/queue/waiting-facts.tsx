// Who it is that waits. Why they wait is said in the middle.
import { useTranslation } from 'react-i18next';
import { useWaiting, type WaitingIn } from './use-waiting';
import { formatMoment } from '../../ui/format';
import { Waited } from '../../ui/waited';
import { Fact, FactsPanel } from '../visitor/facts-panel';
import { NoVisitor } from '../visitor/no-visitor';
import { WhereFrom } from '../visitor/where-from';

interface WaitingFactsProps {
  readonly conversationId: string;
  readonly list: WaitingIn;
  readonly onClose: () => void;
}

export function WaitingFacts({ conversationId, list, onClose }: WaitingFactsProps) {
  const { t } = useTranslation();
  const { visitor, asOf } = useWaiting(list, conversationId);
  if (visitor === undefined) return <NoVisitor />;
  return (
    <FactsPanel
      name={visitor.visitorName ?? t('queue.unnamed')}
      onClose={onClose}
      facts={
        <>
          <WhereFrom {...visitor} />
          <Fact icon="group" label={t('visitor.group')}>
            {visitor.groupName}
          </Fact>
          <Fact icon="clock" label={t('visitor.arrived')}>
            {formatMoment(visitor.arrivedAt)}
          </Fact>
          <Fact icon="queue" label={t('visitor.waited')}>
            <Waited ms={visitor.waitedMs} asOf={asOf} />
          </Fact>
        </>
      }
    />
  );
}
