// Around every settings form: its fields, the bar to save with, what it will look like, and who changed it before.
import type { ReactNode } from 'react';
import { ProblemNote } from '../../ui/problem-note';
import classes from './editor-frame.module.css';
import { HistoryPanel } from './history-panel';
import { MergeDialog } from './merge-dialog';
import { SaveBar } from './save-bar';
import { UnsavedGuard } from './unsaved-guard';
import type { DocumentEditor } from './use-document-editor';
import { Loading } from '../../ui/loading';

interface EditorFrameProps<D extends object> {
  readonly editor: DocumentEditor<D>;
  readonly children: ReactNode;
  /** Beside the form: a preview of what it does. */
  readonly aside?: ReactNode;
  readonly creating?: boolean;
  readonly onSaved?: () => void;
  /** In a drawer there is one column. */
  readonly narrow?: boolean;
  readonly danger?: ReactNode;
}

export function EditorFrame<D extends object>(props: EditorFrameProps<D>) {
  const { editor, children, aside, creating = false, narrow = false } = props;
  if (editor.loadError !== null) return <ProblemNote error={editor.loadError} onRetry={editor.reload} />;
  if (editor.base === undefined && !creating) return <Loading blocks={[{ height: 280 }]} />;
  const submit = async (): Promise<void> => {
    if (await editor.save()) props.onSaved?.();
  };
  return (
    <div className={classes.frame} data-narrow={narrow}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className={classes.fields}>{children}</div>
        <SaveBar editor={editor} creating={creating} danger={props.danger} />
      </form>
      {aside === undefined && creating ? null : (
        <div className={classes.aside}>
          {aside}
          {creating ? null : <HistoryPanel editor={editor} />}
        </div>
      )}
      <MergeDialog editor={editor} />
      <UnsavedGuard active={editor.form.isDirty() && !editor.saving} />
    </div>
  );
}
