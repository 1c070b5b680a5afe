// An id that a person passes on but does not read: behind a button that copies it.
import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon';

export function CopyId({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={id} timeout={4_000}>
      {({ copied, copy }) => (
        <Button
          size="compact-xs"
          variant="default"
          title={id}
          leftSection={<Icon name={copied ? 'check' : 'copy'} size={13} />}
          onClick={copy}
        >
          <span aria-live="polite">{t(copied ? 'once.copied' : 'visitor.copyId')}</span>
        </Button>
      )}
    </CopyButton>
  );
}
