// Every agent: status, groups, load against limit. Who is there comes first, the fullest on top.
import type { Board, BoardAgent } from '@frontdesk/contracts';
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePresenceList } from '../../api/presence-queries';
import { canManage } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { Face } from '../../ui/face';
import { AgentStatus } from './agent-status';
import classes from './board.module.css';
import { Card } from './card';
import { LoadBar } from './load-bar';

const RANK = { online: 0, busy: 1, offline: 2 } as const;

interface AgentsCardProps {
  readonly agents: Board['agents'];
  readonly groups: Board['groups'];
}

export function AgentsCard({ agents, groups }: AgentsCardProps) {
  const { t } = useTranslation();
  const manages = canManage(usePerson());
  const presences = usePresenceList().data ?? [];
  const sorted = [...agents].sort(
    (a, b) => RANK[a.status] - RANK[b.status] || b.load - a.load || a.name.localeCompare(b.name),
  );
  const groupNames = (agent: BoardAgent): string =>
    agent.groupIds.map((id) => groups.find((group) => group.groupId === id)?.name ?? id).join(', ');
  return (
    <Card
      title={t('board.agents')}
      aside={manages ? <Link to="/console/agents">{t('board.manageAgents')}</Link> : null}
    >
      {agents.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('board.noAgents')}
        </Text>
      ) : (
        <ul className={classes.list}>
          {sorted.map((agent) => (
            <li key={agent.agentId} className={classes.agent} data-testid="board-agent" data-agent={agent.agentId}>
              <Face name={agent.name} size={32} />
              <div style={{ minWidth: 0 }}>
                <div className={classes.name}>{agent.name}</div>
                <div className={classes.sub}>{groupNames(agent)}</div>
              </div>
              <AgentStatus agent={agent} presence={presences.find(({ agentId }) => agentId === agent.agentId)} />
              <LoadBar label={agent.name} load={agent.load} limit={agent.limit} hideLabel />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
