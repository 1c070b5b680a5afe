// A titled surface on the board.
import { Group, Paper, Title } from '@mantine/core';
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
        {aside}
      </Group>
      {children}
    </Paper>
  );
}
