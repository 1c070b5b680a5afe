// The workbench is for those who talk to visitors; others are shown the way to what they may see.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isStaff } from '../session/claims';
import { usePerson } from '../session/session-context';
import { EmptyState } from '../ui/empty-state';
import { WorkbenchPage } from './workbench-page';

export function WorkbenchGate() {
  const { t } = useTranslation();
  if (isStaff(usePerson())) return <WorkbenchPage />;
  return (
    <main>
      <EmptyState
        icon="info"
        title={t('problem.forbidden')}
        action={
          <Button renderRoot={(props) => <Link to="/console" {...props} />} variant="default" mt="sm">
            {t('workbench.toConsole')}
          </Button>
        }
      >
        {t('workbench.notStaff')}
      </EmptyState>
    </main>
  );
}
