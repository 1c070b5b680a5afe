// The bar over both areas: where one is, whether it is live, and one's own menu.
import { Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConnectionBadge } from '../realtime/connection-badge';
import { canMonitor, isStaff } from '../session/claims';
import { usePerson } from '../session/session-context';
import { AccountMenu } from './account-menu';
import { Mark } from './mark';
import classes from './top-bar.module.css';

export function TopBar() {
  const { t } = useTranslation();
  const person = usePerson();
  return (
    <header className={classes.bar}>
      <Group gap="sm" wrap="nowrap">
        <Mark size={26} />
        <span className={classes.name}>Frontdesk</span>
      </Group>
      <nav className={classes.areas} aria-label={t('areas.label')}>
        {isStaff(person) ? (
          <Link to="/workbench" className={classes.area} activeProps={{ 'aria-current': 'page' }}>
            {t('areas.workbench')}
          </Link>
        ) : null}
        {canMonitor(person) ? (
          <Link to="/console" className={classes.area} activeProps={{ 'aria-current': 'page' }}>
            {t('areas.console')}
          </Link>
        ) : null}
      </nav>
      <Group gap="sm" ml="auto" wrap="nowrap">
        <ConnectionBadge />
        <AccountMenu />
      </Group>
    </header>
  );
}
