// Whether what the page shows is live. Quiet while it is, plain words when it isn't.
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './connection-badge.module.css';
import { useConnection } from './realtime-context';

export function ConnectionBadge() {
  const { t } = useTranslation();
  const state = useConnection();
  return (
    <Tooltip label={t(`connection.${state}.help`)} multiline maw={260}>
      <span className={classes.badge} data-testid="connection" data-state={state} role="status">
        <span className={classes.dot} aria-hidden />
        {t(`connection.${state}.label`)}
      </span>
    </Tooltip>
  );
}
