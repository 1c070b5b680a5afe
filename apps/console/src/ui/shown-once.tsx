// A secret that is shown this once: to be selected, copied, and put where it belongs before the page forgets it.
import { Alert, Button, CopyButton, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon';

interface ShownOnceProps {
  readonly label: string;
  readonly value: string;
  readonly title: string;
  readonly note: string;
  readonly onDone: () => void;
}

export function ShownOnce({ label, value, title, note, onDone }: ShownOnceProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Alert color="green" variant="light" title={title} styles={{ title: { color: 'var(--fd-green-text)' } }}>
        <Text size="sm" c="var(--mantine-color-text)">
          {note}
        </Text>
      </Alert>
      <TextInput
        label={label}
        value={value}
        readOnly
        data-autofocus
        data-testid="shown-once"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
      />
      <CopyButton value={value} timeout={4_000}>
        {({ copied, copy }) => (
          <Button leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={copy}>
            <span aria-live="polite">{t(copied ? 'once.copied' : 'once.copy')}</span>
          </Button>
        )}
      </CopyButton>
      <Button variant="default" onClick={onDone}>
        {t('once.done')}
      </Button>
    </Stack>
  );
}
