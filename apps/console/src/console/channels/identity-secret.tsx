// The secret that a site signs with when it has no key pair: made anew with an overlap, shown once, or taken away.
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { useSending } from '../../api/use-sending';
import { ConfirmButton } from '../../ui/confirm-button';
import { notify } from '../../ui/notify';
import { ProblemNote } from '../../ui/problem-note';
import { ShownOnce } from '../../ui/shown-once';
import { SmallHead } from '../settings/small-head';

export function IdentitySecret({ channelId }: { readonly channelId: string }) {
  const { t } = useTranslation();
  const http = useHttp();
  const sending = useSending();
  const [secret, setSecret] = useState<string | null>(null);
  const path = `/channels/${encodeURIComponent(channelId)}/identity-secret`;
  const make = (): void =>
    void sending.send(async () => {
      setSecret((await http.post<{ readonly secret: string }>(path)).secret);
    });
  const revoke = async (): Promise<void> => {
    await http.request('DELETE', path);
    notify({ message: t('identity.revoked') });
  };
  const close = (): void => {
    setSecret(null);
  };
  return (
    <Stack gap="xs">
      <SmallHead title={t('identity.secret')} help={t('identity.secretHelp')} />
      {sending.error === null ? null : <ProblemNote error={sending.error} />}
      <Group gap="xs">
        <Button variant="default" size="compact-sm" loading={sending.busy} onClick={make}>
          {t('identity.makeSecret')}
        </Button>
        <ConfirmButton
          label={t('identity.revoke')}
          name={t('identity.revokeName')}
          ask={t('identity.revokeAsk')}
          yes={t('identity.revokeYes')}
          act={revoke}
        />
      </Group>
      <Modal opened={secret !== null} onClose={close} title={t('identity.secret')}>
        {secret === null ? null : (
          <ShownOnce
            label={t('identity.secret')}
            value={secret}
            title={t('identity.made')}
            note={t('identity.madeNote')}
            onDone={close}
          />
        )}
      </Modal>
    </Stack>
  );
}
