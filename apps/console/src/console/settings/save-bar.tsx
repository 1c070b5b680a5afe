// Saving, and what became of it.
import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem';
import { Icon } from '../../ui/icon';
import classes from './editor-frame.module.css';
import type { DocumentEditor } from './use-document-editor';

interface SaveBarProps<D extends object> {
  readonly editor: DocumentEditor<D>;
  readonly creating: boolean;
  readonly danger?: ReactNode;
}

export function SaveBar<D extends object>({ editor, creating, danger }: SaveBarProps<D>) {
  const { t } = useTranslation();
  const dirty = editor.form.isDirty();
  return (
    <div className={classes.bar}>
      <div className={classes.state} role="status">
        <SaveState editor={editor} dirty={dirty} />
      </div>
      {danger}
      {dirty && !creating ? (
        <TextInput
          size="xs"
          className={classes.reason}
          maxLength={500}
          placeholder={t('settings.reason')}
          aria-label={t('settings.reason')}
          value={editor.reason}
          onChange={(event) => {
            editor.setReason(event.currentTarget.value);
          }}
        />
      ) : null}
      {dirty && !creating ? (
        <Button variant="subtle" color="gray" onClick={editor.discard}>
          {t('settings.discard')}
        </Button>
      ) : null}
      <Button type="submit" loading={editor.saving}>
        {t('settings.save')}
      </Button>
    </div>
  );
}

function SaveState<D extends object>({
  editor,
  dirty,
}: {
  readonly editor: DocumentEditor<D>;
  readonly dirty: boolean;
}) {
  const { t } = useTranslation();
  const { saveError } = editor;
  if (editor.saved) {
    return (
      <span className={classes.saved} data-testid="saved">
        <Icon name="check" size={16} />
        {t('settings.saved', { version: editor.base?.version ?? 0 })}
      </span>
    );
  }
  if (saveError !== null) {
    const fields = isProblem(saveError) && saveError.errors.length > 0;
    return (
      <span className={classes.error} role="alert">
        {fields
          ? t('settings.invalid', { count: isProblem(saveError) ? saveError.errors.length : 0 })
          : isProblem(saveError, 412)
            ? t('settings.exists')
            : isProblem(saveError)
              ? saveError.detail
              : t('problem.failed')}
      </span>
    );
  }
  return dirty ? t('settings.unsaved') : null;
}
