// Where the link of an invitation leads: whoever is signed in accepts it. The token stands behind the `#` of the address.
import type { Member } from '@frontdesk/contracts';
import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { useSending } from '../../api/use-sending';
import { isRole } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { EmptyState } from '../../ui/empty-state';
import { usePageTitle } from '../../ui/page-title';
import { ProblemNote } from '../../ui/problem-note';

export function JoinPage() {
  const { t } = useTranslation();
  const http = useHttp();
  const person = usePerson();
  const sending = useSending();
  const [member, setMember] = useState<Member | null>(null);
  const token = window.location.hash.slice(1);
  usePageTitle(t('join.title'));
  if (token === '') {
    return (
      <main>
        <EmptyState icon="letter" title={t('join.noToken')}>
          {t('join.noTokenBody')}
        </EmptyState>
      </main>
    );
  }
  return (
    <main>
      <Paper withBorder radius={12} maw={520} mx="auto" mt="xl" p="xl">
        <Stack gap="md">
          <Title order={1} size="h3">
            {t('join.title')}
          </Title>
          {member === null ? (
            <>
              <Text size="sm">{t('join.lead', { name: person.name })}</Text>
              {sending.error === null ? null : <ProblemNote error={sending.error} />}
              <Button
                loading={sending.busy}
                onClick={() =>
                  void sending.send(async () => {
                    setMember(await http.post<Member>('/people/join', { token }));
                  })
                }
              >
                {t('join.accept')}
              </Button>
            </>
          ) : (
            <>
              <Text size="sm" role="status">
                {t('join.done', {
                  workspace: member.workspace,
                  role: isRole(member.role) ? t(`role.${member.role}`) : member.role,
                })}
              </Text>
              <Button component={Link} to="/workbench">
                {t('join.go')}
              </Button>
            </>
          )}
        </Stack>
      </Paper>
    </main>
  );
}
