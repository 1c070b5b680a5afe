// Around the form of one of many documents, in a drawer: made under an id of its own, changed, or removed.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../../ui/notify';
import { EditorFrame } from './editor-frame';
import { RemoveButton } from './remove-button';
import type { DocumentEditor } from './use-document-editor';

interface EntryFrameProps<D extends object> {
  readonly editor: DocumentEditor<D>;
  readonly creating: boolean;
  readonly nameOf: (document: D) => string;
  readonly onCreated: () => void;
  readonly onRemoved: () => void;
  readonly children: ReactNode;
}

export function EntryFrame<D extends object>(props: EntryFrameProps<D>) {
  const { t } = useTranslation();
  const { editor, creating, nameOf, onCreated, onRemoved, children } = props;
  return (
    <EditorFrame
      editor={editor}
      narrow
      creating={creating}
      onSaved={() => {
        if (!creating) return;
        notify({ message: t('settings.created', { name: nameOf(editor.form.getValues()) }) });
        onCreated();
      }}
      danger={
        creating ? null : <RemoveButton editor={editor} name={nameOf(editor.form.values)} onRemoved={onRemoved} />
      }
    >
      {children}
    </EditorFrame>
  );
}
