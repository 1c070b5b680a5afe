// API keys: what machines sign in with. A key is shown once, when it is made or rotated.
import { Button, Drawer, Paper } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyView } from '@frontdesk/contracts';
import { keys } from '../../api/keys';
import { useApiKeys } from '../../api/people-queries';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import { ShownOnce } from '../../ui/shown-once';
import { RowsLoading } from '../../workbench/inbox/rows-loading';
import { PageHead } from '../page-head';
import { KeysTable } from './keys-table';
import { NewKeyForm } from './new-key-form';
import { RotateForm } from './rotate-form';

type Opened =
  | { readonly what: 'new' }
  | { readonly what: 'rotate'; readonly view: ApiKeyView }
  /** Held here alone: with the drawer it is gone. */
  | { readonly what: 'issued'; readonly key: string };

export function KeysPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useApiKeys();
  const [opened, setOpened] = useState<Opened | null>(null);
  const add = (
    <Button
      leftSection={<Icon name="plus" />}
      onClick={() => {
        setOpened({ what: 'new' });
      }}
    >
      {t('apiKeys.add')}
    </Button>
  );
  const issued = (key: string): void => {
    setOpened({ what: 'issued', key });
    void client.invalidateQueries({ queryKey: keys.apiKeys });
  };
  return (
    <>
      <PageHead title={t('console.page.keys.title')} lead={t('console.page.keys.lead')} action={add} />
      {list.error === null ? null : <ProblemNote error={list.error} onRetry={list.refetch} />}
      <Paper withBorder radius={12} maw={1180}>
        {list.data === undefined && list.error === null ? <RowsLoading /> : null}
        {list.data?.length === 0 ? (
          <EmptyState icon="key" title={t('apiKeys.none')}>
            {t('apiKeys.noneBody')}
          </EmptyState>
        ) : null}
        {list.data !== undefined && list.data.length > 0 ? (
          <KeysTable
            views={list.data}
            onRotate={(view) => {
              setOpened({ what: 'rotate', view });
            }}
          />
        ) : null}
      </Paper>
      <KeyDrawer
        opened={opened}
        onIssued={issued}
        onClose={() => {
          setOpened(null);
        }}
      />
    </>
  );
}

interface KeyDrawerProps {
  readonly opened: Opened | null;
  readonly onIssued: (key: string) => void;
  readonly onClose: () => void;
}

function KeyDrawer({ opened, onIssued, onClose }: KeyDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened !== null}
      onClose={onClose}
      // A click beside it must not lose what is shown only now.
      closeOnClickOutside={opened?.what !== 'issued'}
      position="right"
      size="md"
      title={opened?.what === 'rotate' ? t('apiKeys.rotateTitle', { name: opened.view.name }) : t('apiKeys.new')}
      closeButtonProps={{ 'aria-label': t('common.hide') }}
    >
      {opened?.what === 'new' ? <NewKeyForm onIssued={onIssued} /> : null}
      {opened?.what === 'rotate' ? <RotateForm view={opened.view} onIssued={onIssued} /> : null}
      {opened?.what === 'issued' ? (
        <ShownOnce
          label={t('apiKeys.key')}
          value={opened.key}
          title={t('apiKeys.issued')}
          note={t('apiKeys.issuedBody')}
          onDone={onClose}
        />
      ) : null}
    </Drawer>
  );
}
