// Beside the field: for whom is written, and what goes with it.
import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import classes from './composer.module.css';

export function ModeSwitch({ note, onChange }: { readonly note: boolean; readonly onChange: (note: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      className={classes.mode}
      size="xs"
      aria-label={t('composer.mode')}
      value={note ? 'note' : 'reply'}
      data={[
        { value: 'reply', label: t('composer.reply') },
        { value: 'note', label: t('composer.note') },
      ]}
      onChange={(next) => {
        onChange(next === 'note');
      }}
    />
  );
}

interface AttachButtonProps {
  readonly types: readonly string[];
  readonly onFiles: (files: FileList | null) => void;
}

export function AttachButton({ types, onFiles }: AttachButtonProps) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <Tooltip label={t('composer.attach')}>
        <ActionIcon
          size={36}
          variant="subtle"
          color="gray"
          aria-label={t('composer.attach')}
          onClick={() => chooser.current?.click()}
        >
          <Icon name="clip" />
        </ActionIcon>
      </Tooltip>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept={types.join()}
        onChange={(event) => {
          onFiles(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
