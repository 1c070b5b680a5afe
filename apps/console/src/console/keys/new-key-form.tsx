// A new API key: its name, what it may do, and how long.
import type { IssuedKey } from '@frontdesk/contracts';
import { Button, Checkbox, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { useSending } from '../../api/use-sending';
import { ProblemNote } from '../../ui/problem-note';
import { SCOPES } from './scopes';

const DAY_MS = 24 * 3_600_000;
/** Days; the empty one: it does not end. */
const LIVES = ['30', '90', '365', ''] as const;

export function NewKeyForm({ onIssued }: { readonly onIssued: (key: string) => void }) {
  const { t } = useTranslation();
  const http = useHttp();
  const sending = useSending();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState<string>('90');

  const create = async (): Promise<void> => {
    const expiresAt = days === '' ? undefined : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    const { key } = await http.post<IssuedKey>('/api-keys', { name, scopes, ...(expiresAt ? { expiresAt } : {}) });
    onIssued(key);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sending.send(create);
      }}
    >
      <Stack gap="md">
        {sending.error === null ? null : <ProblemNote error={sending.error} />}
        <TextInput
          label={t('field.name')}
          description={t('apiKeys.nameHelp')}
          required
          data-autofocus
          value={name}
          error={sending.faults['name']}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <Checkbox.Group
          label={t('apiKeys.scopes')}
          description={t('apiKeys.scopesHelp')}
          error={sending.faults['scopes']}
          value={scopes}
          onChange={setScopes}
        >
          <Stack gap={8} mt="xs">
            {SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} description={scope} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t('apiKeys.life')}
          data={LIVES.map((value) => ({
            value,
            label: value === '' ? t('apiKeys.never') : t('apiKeys.days', { count: Number(value) }),
          }))}
          allowDeselect={false}
          value={days}
          error={sending.faults['expiresAt']}
          onChange={(next) => {
            setDays(next ?? '');
          }}
        />
        <Button type="submit" loading={sending.busy}>
          {t('apiKeys.create')}
        </Button>
      </Stack>
    </form>
  );
}
