// The administrators' area: the field's map on the left, the chosen page on the right.
import { Outlet, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { canManage, canMonitor } from '../session/claims';
import { usePerson } from '../session/session-context';
import { EmptyState } from '../ui/empty-state';
import classes from './console-layout.module.css';
import { ConsoleNav } from './console-nav';

/** Open to everybody who may monitor; everything else here changes settings. */
const MONITORING = ['/console', '/console/board', '/console/conversations', '/console/waits'];

export function ConsoleLayout() {
  const { t } = useTranslation();
  const person = usePerson();
  const path = useLocation({ select: (location) => location.pathname.replace(/\/$/u, '') });
  const allowed = canManage(person) || (canMonitor(person) && MONITORING.includes(path));
  return (
    <div className={classes.layout}>
      <ConsoleNav />
      <main className={classes.main}>
        {allowed ? (
          <Outlet />
        ) : (
          <EmptyState icon="info" title={t('problem.forbidden')}>
            {t('console.forbidden')}
          </EmptyState>
        )}
      </main>
    </div>
  );
}
