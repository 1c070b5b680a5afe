// Above a page whose session is over: everything typed is still there, and goes on after signing in again.
import { Button, Kbd, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from './session-context';
import classes from './sign-in-page.module.css';

/** An open drawer keeps the keyboard to itself, so there is a key that leads here. */
const LEADS_HERE = 'F6';

export function EndedBanner() {
  const { t } = useTranslation();
  const session = useSession();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const lead = (event: KeyboardEvent): void => {
      if (event.key !== LEADS_HERE) return;
      event.preventDefault();
      button.current?.focus();
    };
    window.addEventListener('keydown', lead);
    return () => {
      window.removeEventListener('keydown', lead);
    };
  }, []);
  return (
    <div role="alert" className={classes.ended}>
      <Text size="sm" fw={550}>
        {t('signIn.over')}
      </Text>
      <Button ref={button} size="compact-sm" aria-keyshortcuts={LEADS_HERE} onClick={() => void session.signInAgain()}>
        {t('signIn.again')}
      </Button>
      <Kbd size="xs" aria-hidden>
        {LEADS_HERE}
      </Kbd>
    </div>
  );
}
