// A console page's title, one sentence of what it is for, and its main action.
import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageTitle } from '../ui/page-title';

interface PageHeadProps {
  readonly title: string;
  readonly lead: string;
  readonly action?: ReactNode;
}

export function PageHead({ title, lead, action }: PageHeadProps) {
  usePageTitle(title);
  return (
    <Group justify="space-between" align="flex-start" mb="lg" wrap="nowrap">
      <div>
        <Title order={1} size="h3">
          {title}
        </Title>
        <Text size="sm" c="dimmed" maw={640}>
          {lead}
        </Text>
      </div>
      <div style={{ flexShrink: 0 }}>{action}</div>
    </Group>
  );
}
