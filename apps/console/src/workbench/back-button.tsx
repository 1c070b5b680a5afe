// Back to the list, on screens that have room for one pane only.
import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon';
import classes from './back-button.module.css';
import type { Selection } from './use-selection';

export function BackButton({ selection }: { readonly selection: Selection }) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      className={classes.back}
      variant="subtle"
      color="gray"
      aria-label={t('common.back')}
      onClick={() => {
        selection.open(undefined);
      }}
    >
      <Icon name="back" />
    </ActionIcon>
  );
}
