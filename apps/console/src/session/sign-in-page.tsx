// Choosing one of the demo issuer's people. Shown without `?as=` in the address and after a session has ended.
import { Alert, Anchor, Box, Group, Loader, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '../ui/face';
import { Mark } from '../ui/mark';
import { Pill } from '../ui/pill';
import { highestRole, type Person } from './claims';
import { fetchPeople, NoDemoIssuer } from './demo-issuer';
import type { SignOutNotice } from './session';
import { useSession } from './session-context';
import classes from './sign-in-page.module.css';

export function SignInPage({ notice }: { readonly notice: SignOutNotice | null }) {
  const { t } = useTranslation();
  const session = useSession();
  const people = useQuery({ queryKey: ['demo-people'], queryFn: fetchPeople, retry: 1 });
  const [busy, setBusy] = useState<string>();

  const choose = (sub: string): void => {
    setBusy(sub);
    void session.signIn(sub).finally(() => {
      setBusy(undefined);
    });
  };

  return (
    <Box component="main" className={classes.page}>
      <Paper className={classes.card} p="xl" radius="lg" withBorder shadow="sm">
        <Stack gap="lg">
          <Group gap="sm">
            <Mark size={36} />
            <div>
              <Title order={1} size="h3">
                {t('signIn.title')}
              </Title>
              <Text c="dimmed" size="sm">
                {t('signIn.lead')}
              </Text>
            </div>
          </Group>
          {notice === null ? null : (
            <Alert color="yellow" variant="light" className={classes.alert}>
              {t(`signIn.notice.${notice}`)}
            </Alert>
          )}
          <People people={people.data} error={people.error} busy={busy} onChoose={choose} onRetry={people.refetch} />
          <Text size="xs" c="dimmed">
            {t('signIn.demo')}
          </Text>
        </Stack>
      </Paper>
    </Box>
  );
}

interface PeopleProps {
  readonly people: readonly Person[] | undefined;
  readonly error: Error | null;
  readonly busy: string | undefined;
  readonly onChoose: (sub: string) => void;
  readonly onRetry: () => unknown;
}

function People({ people, error, busy, onChoose, onRetry }: PeopleProps) {
  const { t } = useTranslation();
  if (error !== null) {
    return (
      <Text size="sm">
        {t(error instanceof NoDemoIssuer ? 'signIn.noIssuer' : 'signIn.unreachable')}{' '}
        <Anchor component="button" type="button" onClick={onRetry} underline="always">
          {t('common.tryAgain')}
        </Anchor>
      </Text>
    );
  }
  if (people === undefined) return <Loader size="sm" aria-label={t('common.loading')} />;
  return (
    <Stack gap="xs" component="ul" className={classes.list}>
      {people.map((person) => (
        <li key={person.sub}>
          <UnstyledButton
            className={classes.person}
            onClick={() => {
              onChoose(person.sub);
            }}
            disabled={busy !== undefined}
          >
            <Face name={person.name} size={36} />
            <Box flex={1} miw={0}>
              <Text fw={600} size="sm" truncate>
                {person.name}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {person.email}
              </Text>
            </Box>
            <Pill tone="brand">{t(`role.${highestRole(person.roles)}`)}</Pill>
          </UnstyledButton>
        </li>
      ))}
    </Stack>
  );
}
