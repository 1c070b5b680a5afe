// The door: one button for each identity provider of the installation, and why somebody stands before it again.
import type { SignInProvider } from '@frontdesk/contracts';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../ui/page-title';
import type { Notice } from './notices';
import { useSession } from './session-context';
import { SignInCard } from './sign-in-card';
import classes from './sign-in-page.module.css';

interface SignInPageProps {
  readonly notice: Notice | null;
  readonly providers: readonly SignInProvider[];
}

export function SignInPage({ notice, providers }: SignInPageProps) {
  const { t } = useTranslation();
  const session = useSession();
  const [busy, setBusy] = useState<string>();
  usePageTitle(t('signIn.button'));

  const during = (what: string, run: () => Promise<void>): void => {
    setBusy(what);
    void run().finally(() => {
      setBusy(undefined);
    });
  };

  return (
    <SignInCard title={t('signIn.title')} lead={t('signIn.lead')}>
      {notice === null ? null : <NoticeAlert notice={notice} />}
      {notice?.kind === 'unreachable' ? (
        <Button variant="default" loading={busy === 'again'} onClick={() => during('again', () => session.refresh())}>
          {t('common.tryAgain')}
        </Button>
      ) : (
        <Stack gap="sm">
          {providers.map((provider) => (
            <Button
              key={provider.issuer}
              size="md"
              fullWidth
              disabled={!window.isSecureContext}
              loading={busy === provider.issuer}
              onClick={() => during(provider.issuer, () => session.signIn(provider))}
            >
              <Label provider={provider} alone={providers.length === 1} />
            </Button>
          ))}
          <Text size="xs" c="dimmed">
            {!window.isSecureContext
              ? t('signIn.insecure')
              : providers.length === 0
                ? t('signIn.noProvider')
                : providers.some(({ demo }) => demo)
                  ? t('signIn.demo')
                  : t('signIn.elsewhere')}
          </Text>
        </Stack>
      )}
    </SignInCard>
  );
}

function NoticeAlert({ notice: { kind, detail } }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const calm = kind === 'signed_out' || kind === 'ended';
  return (
    <Alert color={calm ? 'blue' : 'yellow'} variant="light" className={classes.alert} role={calm ? 'status' : 'alert'}>
      <Text size="sm">{t(`signIn.notice.${kind}`)}</Text>
      {detail === undefined ? null : (
        <Text size="xs" mt={4} className={classes.detail}>
          {detail}
        </Text>
      )}
    </Alert>
  );
}

/** By its name where it has one, and where several have none by where it is. */
function Label({ provider, alone }: { readonly provider: SignInProvider; readonly alone: boolean }) {
  const { t } = useTranslation();
  if (provider.demo) return t('signIn.demoButton');
  if (provider.name === null && alone) return t('signIn.button');
  return t('signIn.with', { name: provider.name ?? new URL(provider.issuer).hostname });
}
