// Who the host site says its visitors are: whether it is asked, where its keys are, and the secret it may sign with.
import type { ChannelDocument, KeySetCheck } from '@frontdesk/contracts';
import { Alert, Button, Fieldset, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useState } from 'react';
import { useHttp } from '../../api/api-context';
import { useSending } from '../../api/use-sending';
import { ProblemNote } from '../../ui/problem-note';
import { firstError } from '../settings/first-error';
import { IdentitySecret } from './identity-secret';
import { PastedKeys } from './pasted-keys';

type Identity = NonNullable<ChannelDocument['identity']>;

interface IdentityFieldsProps {
  readonly form: UseFormReturnType<ChannelDocument>;
  /** null: the channel is not saved yet, and has no secret to give. */
  readonly channelId: string | null;
}

const MODES = ['anonymous', 'verified', 'required'] as const;
const NOBODY: Identity = { mode: 'anonymous', keys: [] };

export function IdentityFields({ form, channelId }: IdentityFieldsProps) {
  const { t } = useTranslation();
  const identity = form.values.identity ?? NOBODY;
  const set = (part: Partial<Identity>): void => {
    form.setFieldValue('identity', { ...(form.getValues().identity ?? NOBODY), ...part });
  };
  return (
    <Fieldset legend={t('identity.title')}>
      <Stack gap="sm">
        <Select
          label={t('identity.mode')}
          description={t(`identity.modeHelp.${identity.mode}`)}
          data={MODES.map((value) => ({ value, label: t(`identity.modes.${value}`) }))}
          allowDeselect={false}
          value={identity.mode}
          error={form.errors['identity.mode']}
          onChange={(mode) => {
            set({ mode: MODES.find((one) => one === mode) ?? 'anonymous' });
          }}
        />
        {identity.mode === 'anonymous' ? null : (
          <>
            <KeySetField
              value={identity.jwksUrl ?? ''}
              error={form.errors['identity.jwksUrl']}
              onChange={(url) => {
                set({ jwksUrl: url === '' ? null : url });
              }}
            />
            <PastedKeys
              keys={identity.keys}
              error={firstError(form.errors, 'identity.keys')}
              onChange={(keys) => {
                set({ keys });
              }}
            />
            {channelId === null ? null : <IdentitySecret channelId={channelId} />}
          </>
        )}
      </Stack>
    </Fieldset>
  );
}

interface KeySetFieldProps {
  readonly value: string;
  readonly error: React.ReactNode;
  readonly onChange: (value: string) => void;
}

function KeySetField({ value, error, onChange }: KeySetFieldProps) {
  const { t } = useTranslation();
  const http = useHttp();
  const sending = useSending();
  /** What was found, and where: of another address it says nothing. */
  const [checked, setChecked] = useState<{ readonly url: string; readonly found: KeySetCheck } | null>(null);
  const check = (): void =>
    void sending.send(async () => {
      const found = await http.post<KeySetCheck>('/channels/key-sets/check', { url: value });
      setChecked({ url: value, found });
    });
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('identity.jwksUrl')}
          description={t('identity.jwksUrlHelp')}
          placeholder="https://shop.example/.well-known/jwks.json"
          inputMode="url"
          value={value}
          error={error ?? sending.faults['url']}
          onChange={(event) => {
            onChange(event.currentTarget.value.trim());
          }}
        />
        <Button variant="default" disabled={value === ''} loading={sending.busy} onClick={check}>
          {t('identity.check')}
        </Button>
      </Group>
      {sending.error === null ? null : <ProblemNote error={sending.error} />}
      {checked?.url === value ? <Found found={checked.found} /> : null}
    </Stack>
  );
}

function Found({ found: { keys, problem } }: { readonly found: KeySetCheck }) {
  const { t } = useTranslation();
  const fine = problem === null;
  return (
    <Alert color={fine ? 'green' : 'red'} variant="light" role={fine ? 'status' : 'alert'} data-testid="key-set-found">
      <Text size="sm" c="var(--mantine-color-text)">
        {problem ?? t('identity.found', { count: keys.length })}
      </Text>
      {keys.map(({ kid, alg }, index) => (
        <Text key={kid ?? index} size="xs" c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>
          {alg} · {kid ?? t('identity.noKid')}
        </Text>
      ))}
    </Alert>
  );
}
