// Removing a document, asked twice, against the version that was looked at.
import { Button, Popover, Stack, Text } from '@mantine/core';
import { notify } from '../../ui/notify';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import { deleteDocument } from './documents-api';
import type { DocumentEditor } from './use-document-editor';

interface RemoveButtonProps<D extends object> {
  readonly editor: DocumentEditor<D>;
  readonly name: string;
  readonly onRemoved: () => void;
}

export function RemoveButton<D extends object>({ editor, name, onRemoved }: RemoveButtonProps<D>) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await deleteDocument(http, editor.path, editor.base?.version ?? 0);
      editor.discard();
      onRemoved();
      client.removeQueries({ queryKey: keys.document(editor.path) });
      void client.invalidateQueries({ queryKey: keys.settings });
    } catch (error) {
      notify({
        color: 'red',
        title: t('settings.remove.failed'),
        message: isProblem(error, 412) ? t('settings.remove.changed') : isProblem(error) ? error.detail : String(error),
      });
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };

  return (
    <Popover opened={asking} onChange={setAsking} position="top" withArrow trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          color="red"
          onClick={() => {
            setAsking(!asking);
          }}
        >
          {t('settings.remove.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw={280}>
        <Stack gap="sm">
          <Text size="sm">{t('settings.remove.ask', { name })}</Text>
          <Button size="xs" color="red" loading={busy} onClick={() => void remove()}>
            {t('settings.remove.yes')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
