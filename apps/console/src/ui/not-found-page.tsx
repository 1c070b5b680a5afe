// An address nobody made.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <main>
      <EmptyState
        icon="search"
        title={t('notFound.title')}
        action={
          <Button renderRoot={(props) => <Link to="/workbench" {...props} />} variant="default" mt="sm">
            {t('notFound.back')}
          </Button>
        }
      >
        {t('notFound.body')}
      </EmptyState>
    </main>
  );
}
