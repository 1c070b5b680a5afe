// Above a page whose session is over: everything typed is still there, and goes on after signing in again.
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from './session-context';
import classes from './sign-in-page.module.css';

export function EndedBanner() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <div role="alert" className={classes.ended}>
      <Text size="sm" fw={550}>
        {t('signIn.over')}
      </Text>
      <Button size="compact-sm" onClick={() => void session.signInAgain()}>
        {t('signIn.again')}
      </Button>
    </div>
  );
}
