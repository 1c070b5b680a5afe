// A page that failed to render: says so, and offers the one thing that helps.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state';

export function BrokenPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  return (
    <main>
      <EmptyState
        icon="info"
        title={t('problem.broken')}
        action={
          <Button
            variant="default"
            mt="sm"
            onClick={() => {
              window.location.reload();
            }}
          >
            {t('problem.reload')}
          </Button>
        }
      >
        {error instanceof Error ? error.message : String(error)}
      </EmptyState>
    </main>
  );
}
