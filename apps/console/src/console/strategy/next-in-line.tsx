// The strategy at work: how the agents who are online stand right now, least saturated first.
import type { BoardAgent } from '@frontdesk/contracts';
import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../api/staff-queries';
import { LoadBar } from '../board/load-bar';

const saturation = (agent: BoardAgent): number => agent.load / Math.max(1, agent.limit);

export function NextInLine() {
  const { t } = useTranslation();
  const board = useBoard().data;
  if (board === undefined) return null;
  const able = board.agents
    .filter((agent) => agent.status === 'online' && agent.load < agent.limit)
    .sort((a, b) => saturation(a) - saturation(b));
  return (
    <Paper withBorder radius={12} p="md">
      <Title order={2} size="sm" mb={4}>
        {t('strategySettings.nextTitle')}
      </Title>
      <Text size="xs" c="dimmed" mb="md">
        {t(able.length === 0 ? 'strategySettings.nextNobody' : 'strategySettings.nextHelp')}
      </Text>
      {able.slice(0, 6).map((agent) => (
        <LoadBar key={agent.agentId} label={agent.name} load={agent.load} limit={agent.limit} />
      ))}
    </Paper>
  );
}
