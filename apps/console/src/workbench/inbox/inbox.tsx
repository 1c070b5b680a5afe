// The lists, with what is in them and what is unread.
import { ActionIcon, SegmentedControl, Tabs, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConversations, usePool, useQueue, useSubmissions } from '../../api/staff-queries';
import { Icon } from '../../ui/icon';
import { PoolRows } from '../queue/pool-rows';
import { QueueRows } from '../queue/queue-rows';
import { SubmissionRows } from '../submissions/submission-rows';
import type { Selection, Tab } from '../use-selection';
import { MineRows } from './mine-rows';
import { TabLabel } from './tab-label';
import classes from './inbox.module.css';

interface InboxProps {
  readonly selection: Selection;
  readonly onHelp: () => void;
}

export function Inbox({ selection, onHelp }: InboxProps) {
  const { t } = useTranslation();
  const mine = useConversations('mine', 'open').data?.data;
  const queue = useQueue().data?.data;
  const pool = usePool().data;
  const submissions = useSubmissions('open').data;
  const unread = (mine ?? []).filter((each) => each.unread > 0).length;
  const { tab, state } = selection;

  return (
    <Tabs
      value={tab}
      onChange={(next) => {
        selection.showTab((next ?? 'mine') as Tab);
      }}
      keepMounted={false}
      className={classes.tabs}
      variant="default"
    >
      <Tabs.List grow px={4} className={classes.tabList}>
        <Tabs.Tab value="mine">
          <TabLabel label={t('tabs.mine')} count={mine?.length} attention={unread > 0} />
        </Tabs.Tab>
        <Tabs.Tab value="queue">
          <TabLabel label={t('tabs.queue')} count={queue?.length} attention={(queue ?? []).length > 0} />
        </Tabs.Tab>
        {/* Where nothing is asynchronous there is no pool to look at. */}
        {pool?.asynchronous === true || tab === 'pool' ? (
          <Tabs.Tab value="pool">
            <TabLabel label={t('tabs.pool')} count={pool?.data.length} attention={(pool?.data ?? []).length > 0} />
          </Tabs.Tab>
        ) : null}
        <Tabs.Tab value="submissions">
          <TabLabel label={t('tabs.submissions')} count={submissions?.length} attention={false} />
        </Tabs.Tab>
      </Tabs.List>
      {tab === 'queue' || tab === 'pool' ? null : (
        <div className={classes.filter}>
          <SegmentedControl
            size="xs"
            value={state}
            onChange={(next) => {
              selection.showState(next === 'closed' ? 'closed' : 'open');
            }}
            data={[
              { value: 'open', label: t('inbox.open') },
              { value: 'closed', label: t('inbox.closed') },
            ]}
            aria-label={t('inbox.stateLabel')}
          />
        </div>
      )}
      <Tabs.Panel value="mine" className={classes.panel}>
        <MineRows selection={selection} />
      </Tabs.Panel>
      <Tabs.Panel value="queue" className={classes.panel}>
        <QueueRows selection={selection} />
      </Tabs.Panel>
      <Tabs.Panel value="pool" className={classes.panel}>
        <PoolRows selection={selection} />
      </Tabs.Panel>
      <Tabs.Panel value="submissions" className={classes.panel}>
        <SubmissionRows selection={selection} />
      </Tabs.Panel>
      <div className={classes.foot}>
        <Tooltip label={t('shortcuts.open')}>
          <ActionIcon variant="subtle" color="gray" onClick={onHelp} aria-label={t('shortcuts.open')}>
            <Icon name="keyboard" />
          </ActionIcon>
        </Tooltip>
        <span className={classes.hint}>{t('shortcuts.hint')}</span>
      </div>
    </Tabs>
  );
}
