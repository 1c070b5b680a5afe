// What stands on every page of somebody who may not go on yet: the product's mark, a title, a way on.
import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from '../ui/mark';
import classes from './sign-in-page.module.css';

interface SignInCardProps {
  readonly title: string;
  readonly lead: string;
  readonly children?: ReactNode;
}

export function SignInCard({ title, lead, children }: SignInCardProps) {
  return (
    <Box component="main" className={classes.page}>
      <Paper className={classes.card} p="xl" radius="lg" withBorder shadow="sm">
        <Stack gap="lg">
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <Mark size={36} />
            <div>
              <Title order={1} size="h3">
                {title}
              </Title>
              <Text c="dimmed" size="sm">
                {lead}
              </Text>
            </div>
          </Group>
          {children}
        </Stack>
      </Paper>
    </Box>
  );
}
