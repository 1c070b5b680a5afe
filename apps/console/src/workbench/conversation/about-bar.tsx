// What the next message answers, or which one is being changed; and the way out of it.
import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import type { About } from './composer';
import classes from './composer.module.css';

export function AboutBar({ about, onEnd }: { readonly about: About; readonly onEnd: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.about}>
      <span>
        <b>{t(`composer.${about.what}ing`)}</b> {about.line.text}
      </span>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('composer.stop')} onClick={onEnd}>
        <Icon name="close" size={14} />
      </ActionIcon>
    </div>
  );
}
