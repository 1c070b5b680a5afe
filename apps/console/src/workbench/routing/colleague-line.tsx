// One colleague in a list to choose from: the name, and whether they are there.
import { Group, Text } from '@mantine/core';
import { StatusDot } from '../../ui/status-dot';
import { useStatusName } from '../presence/status-name';
import type { Colleague } from './colleagues';

export function ColleagueLine({ colleague }: { readonly colleague: Colleague }) {
  const statusName = useStatusName();
  const { custom, name, status } = colleague;
  return (
    <Group gap={8} wrap="nowrap" flex={1} miw={0}>
      <StatusDot status={status} />
      <Text size="sm" flex={1} truncate>
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {statusName(status, custom)}
      </Text>
    </Group>
  );
}
