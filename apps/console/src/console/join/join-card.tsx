// Accepting an invitation as whoever is signed in.
import type { Member } from '@frontdesk/contracts';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Http } from '../../api/http';
import { useSending } from '../../api/use-sending';
import { isRole } from '../../session/claims';
import { ProblemNote } from '../../ui/problem-note';

interface JoinCardProps {
  readonly http: Http;
  readonly name: string;
  readonly token: string;
  readonly onGo: () => void;
  /** Beside accepting it: somebody else may be meant. */
  readonly other?: ReactNode;
}

export function JoinCard({ http, name, token, onGo, other }: JoinCardProps) {
  const { t } = useTranslation();
  const sending = useSending();
  const [member, setMember] = useState<Member | null>(null);
  const accept = (): void =>
    void sending.send(async () => {
      setMember(await http.post<Member>('/people/join', { token }));
    });
  return (
    <Paper withBorder radius={12} maw={520} mx="auto" mt="xl" p="xl">
      <Stack gap="md">
        <Title order={1} size="h3">
          {t('join.title')}
        </Title>
        {member === null ? (
          <>
            <Text size="sm">{t('join.lead', { name })}</Text>
            {sending.error === null ? null : <ProblemNote error={sending.error} />}
            <Group gap="sm">
              <Button flex={1} loading={sending.busy} onClick={accept}>
                {t('join.accept')}
              </Button>
              {other}
            </Group>
          </>
        ) : (
          <>
            <Text size="sm" role="status">
              {t('join.done', {
                workspace: member.workspace,
                role: isRole(member.role) ? t(`role.${member.role}`) : member.role,
              })}
            </Text>
            <Button onClick={onGo}>{t('join.go')}</Button>
          </>
        )}
      </Stack>
    </Paper>
  );
}
