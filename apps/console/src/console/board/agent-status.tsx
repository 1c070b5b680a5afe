// An agent's status on the board: its name, what it waits for, and for supervisors the choice of another one.
import type { AgentPresence, BoardAgent } from '@frontdesk/contracts';
import { Menu, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStatuses } from '../../api/presence-queries';
import { canLead } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { StatusDot } from '../../ui/status-dot';
import { useStatusName } from '../../workbench/presence/status-name';
import classes from './board.module.css';
import { usePresenceActions } from './use-presence-actions';

interface AgentStatusProps {
  readonly agent: BoardAgent;
  /** undefined: has never connected nor chosen; there is nothing to choose for. */
  readonly presence: AgentPresence | undefined;
}

export function AgentStatus({ agent, presence }: AgentStatusProps) {
  const { t } = useTranslation();
  const nameOf = useStatusName();
  const statuses = useStatuses();
  const own = statuses.data?.data ?? [];
  const leads = canLead(usePerson());
  const act = usePresenceActions();
  const name = nameOf(agent.status, presence?.effectiveCustom ?? null);
  const shown = (
    <span className={classes.status}>
      <StatusDot status={agent.status} />
      {name}
    </span>
  );
  if (!leads || presence === undefined) return shown;
  const builtIn = (['online', 'busy', 'offline'] as const).map((id) => ({
    ...{ id, name: t(`status.${id}`), countsAs: id },
  }));
  return (
    <Menu position="bottom-start" width={220} onOpen={() => void statuses.refetch()}>
      <Menu.Target>
        <UnstyledButton aria-label={t('board.changeStatus', { name: agent.name, status: name })}>
          {shown}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('board.chooseFor', { name: agent.name })}</Menu.Label>
        {[...builtIn, ...own].map((status) => (
          <Menu.Item
            key={status.id}
            leftSection={<StatusDot status={status.countsAs} />}
            onClick={() => {
              act.mutate({ type: 'force', agentId: agent.agentId, status: status.id });
            }}
          >
            {status.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
