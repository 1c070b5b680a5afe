// For somebody whom the provider knows and no workspace does: the invitation they came with, or what to do about it.
import { Button, Group } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createHttp } from '../api/http';
import { JoinCard } from '../console/join/join-card';
import { useSession } from './session-context';
import { SignInCard } from './sign-in-card';

export function NotInvitedPage({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const http = useMemo(() => createHttp(session), [session]);
  const token = window.location.pathname === '/console/join' ? window.location.hash.slice(1) : '';
  if (token !== '') {
    const go = (): void => {
      window.history.replaceState(null, '', '/workbench');
      void session.refresh();
    };
    return (
      <main>
        <JoinCard http={http} name={name} token={token} onGo={go} />
      </main>
    );
  }
  return (
    <SignInCard title={t('signIn.notInvited')} lead={t('signIn.notInvitedBody', { name })}>
      <Group gap="sm">
        <Button onClick={() => void session.refresh()}>{t('common.tryAgain')}</Button>
        <Button variant="default" onClick={() => void session.signInAsOther()}>
          {t('signIn.asOther')}
        </Button>
      </Group>
    </SignInCard>
  );
}
