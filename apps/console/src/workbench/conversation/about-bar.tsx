// What the next message answers, or which one is being changed; and the way out of it.
import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import classes from './composer.module.css';
import type { Bubble } from './transcript-lines';

export interface About {
  readonly what: 'reply' | 'edit';
  readonly line: Bubble;
}

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
