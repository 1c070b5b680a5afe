// Leaving with unsaved changes is asked about, inside the page and when closing the tab.
import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function UnsavedGuard({ active }: { readonly active: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({ shouldBlockFn: () => active, enableBeforeUnload: active, withResolver: true });
  const stay = (): void => {
    blocker.reset?.();
  };
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={stay}
      title={t('settings.guard.title')}
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('common.hide') }}
    >
      <Text size="sm">{t('settings.guard.body')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button
          variant="default"
          onClick={() => {
            blocker.proceed?.();
          }}
        >
          {t('settings.guard.leave')}
        </Button>
        <Button onClick={stay} data-autofocus>
          {t('settings.guard.stay')}
        </Button>
      </Group>
    </Modal>
  );
}
