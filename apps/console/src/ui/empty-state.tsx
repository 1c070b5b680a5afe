// What a list says when it has nothing: what belongs here, and what to do about it.
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" px="xl" py={48} className={classes.empty}>
      <span className={classes.badge}>
        <Icon name={icon} size={24} />
      </span>
      <Text fw={600} mt={4}>
        {title}
      </Text>
      {children === undefined ? null : (
        <Text size="sm" c="dimmed" maw={340}>
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}
