// A titled surface on the board.
import { Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface CardProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, aside, children }: CardProps) {
  return (
    <Paper component="section" withBorder radius={12} p="md" aria-label={title}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="sm">
          {title}
        </Title>
        <Text component="div" size="sm">
          {aside}
        </Text>
      </Group>
      {children}
    </Paper>
  );
}
