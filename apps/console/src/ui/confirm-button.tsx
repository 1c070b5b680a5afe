// Something that can't be undone, asked twice; what went wrong is said in the corner.
import { Button, Popover, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem';
import { notify } from './notify';

interface ConfirmButtonProps {
  readonly label: string;
  /** Tells this button from those of other rows. */
  readonly name: string;
  readonly ask: string;
  readonly yes: string;
  readonly act: () => Promise<unknown>;
}

export function ConfirmButton({ label, name, ask, yes, act }: ConfirmButtonProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      const message = isProblem(error) ? error.detail : String(error);
      notify({ color: 'red', title: t('problem.failed'), message });
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  return (
    <Popover opened={asking} onChange={setAsking} position="bottom-end" withArrow trapFocus shadow="md">
      <Popover.Target>
        <Button
          size="compact-sm"
          fz={13}
          variant="default"
          aria-label={name}
          onClick={() => {
            setAsking(!asking);
          }}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw={280}>
        <Stack gap="sm">
          <Text size="sm">{ask}</Text>
          <Button size="xs" color="red" loading={busy} onClick={() => void confirm()}>
            {yes}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
