// An invitation as whoever is signed in meets it: what it says, and accepting it; or why that is not possible any more.
import type { InvitationView, Member } from '@frontdesk/contracts';
import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Http } from '../../api/http';
import { isProblem } from '../../api/problem';
import { useSending } from '../../api/use-sending';
import { isRole } from '../../session/claims';
import { useSession } from '../../session/session-context';
import { ProblemNote } from '../../ui/problem-note';
import { RowsLoading } from '../../workbench/inbox/rows-loading';
import { InvitationFacts } from './invitation-facts';
import { useInvitation, type Invitation } from './use-invitation';

interface JoinCardProps {
  readonly http: Http;
  /** Of who is signed in. */
  readonly name: string;
  readonly token: string;
  readonly onGo: () => void;
}

export function JoinCard({ http, name, token, onGo }: JoinCardProps) {
  const { t } = useTranslation();
  const invitation = useInvitation(http, token);
  const [member, setMember] = useState<Member | null>(null);
  const { view, error } = invitation;
  if (member !== null || view?.status === 'yours')
    return (
      <Card title={t('join.title')}>
        <Text size="sm" role="status">
          <Belonging to={member ?? view} />
        </Text>
        <Button onClick={onGo}>{t('join.go')}</Button>
      </Card>
    );
  if (isProblem(error, 404)) return <Over title={t('join.over.unknown')} body={t('join.over.unknownBody')} />;
  if (error !== null)
    return (
      <Card title={t('join.reading')}>
        <ProblemNote error={error} onRetry={invitation.read} />
      </Card>
    );
  if (view === undefined)
    return (
      <Card title={t('join.reading')}>
        <RowsLoading />
      </Card>
    );
  if (view.status !== 'open')
    return (
      <Over title={t(`join.over.${view.status}`)} body={t('join.over.body')}>
        <InvitationFacts view={view} />
      </Over>
    );
  return <Open invitation={invitation} view={view} name={name} onJoined={setMember} />;
}

interface OpenProps {
  readonly invitation: Invitation;
  readonly view: InvitationView;
  readonly name: string;
  readonly onJoined: (member: Member) => void;
}

function Open({ invitation, view, name, onJoined }: OpenProps) {
  const { t } = useTranslation();
  const session = useSession();
  const sending = useSending();
  const accept = (): void =>
    void sending.send(async () => {
      // What it says may have changed since it was read: then that is what is to be seen.
      onJoined(await invitation.accept());
    });
  return (
    <Card title={view.refusal === null ? t('join.title') : t('join.notYours')}>
      <InvitationFacts view={view} />
      {view.refusal === null ? (
        <Text size="sm">{t('join.lead', { name })}</Text>
      ) : (
        <Alert color="yellow" variant="light" role="alert">
          <Text size="sm">{view.refusal.detail}</Text>
        </Alert>
      )}
      {sending.error === null ? null : <ProblemNote error={sending.error} onRetry={invitation.read} />}
      <Group gap="sm">
        {view.refusal === null ? (
          <Button flex={1} loading={sending.busy} onClick={accept}>
            {t('join.accept')}
          </Button>
        ) : null}
        <Button variant="default" onClick={() => void session.signInAsOther()}>
          {t('signIn.asOther')}
        </Button>
      </Group>
    </Card>
  );
}

function Belonging({ to }: { readonly to: { readonly workspace: string; readonly role: string } | undefined }) {
  const { t } = useTranslation();
  const { workspace = '', role = '' } = to ?? {};
  return <>{t('join.done', { workspace, role: isRole(role) ? t(`role.${role}`) : role })}</>;
}

interface OverProps {
  readonly title: string;
  readonly body: string;
  readonly children?: ReactNode;
}

/** There is nothing to accept, and nothing says that there is. */
function Over({ title, body, children }: OverProps) {
  return (
    <Card title={title}>
      <Text size="sm" role="status">
        {body}
      </Text>
      {children}
    </Card>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper withBorder radius={12} maw={520} mx="auto" mt="xl" p="xl">
      <Stack gap="md">
        <Title order={1} size="h3">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}
