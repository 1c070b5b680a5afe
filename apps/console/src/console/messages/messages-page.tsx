// Message settings: changing and taking back, who sees who has read, typing, and what may be sent as a file.
import type { MessagesDocument } from '@frontdesk/contracts';
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { FileLimitFields } from '../settings/file-limit-fields';
import { WholeField } from '../settings/form-fields';
import { Part } from '../settings/part';
import { useDocumentEditor } from '../settings/use-document-editor';

const KIB = 1024;

const FIRST: MessagesDocument = {
  editSeconds: 300,
  recallSeconds: 120,
  receipts: { toVisitor: true, toAgent: true },
  typingPreview: true,
  files: { enabled: true, maxBytes: 10 * KIB * KIB, types: ['image/jpeg', 'image/png', 'application/pdf'] },
};

export function MessagesPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('messages', FIRST);
  const { form } = editor;
  const { files } = form.values;
  const toggle = (path: string) => form.getInputProps(path, { type: 'checkbox' });
  return (
    <>
      <PageHead title={t('console.page.messages.title')} lead={t('console.page.messages.lead')} />
      <EditorFrame editor={editor}>
        <Part title={t('messageSettings.changing')}>
          <WholeField
            form={form}
            path="editSeconds"
            label={t('messageSettings.edit')}
            description={t('messageSettings.never')}
          />
          <WholeField
            form={form}
            path="recallSeconds"
            label={t('messageSettings.recall')}
            description={t('messageSettings.recallHelp')}
          />
        </Part>
        <Part title={t('messageSettings.seeing')}>
          <Switch label={t('messageSettings.toVisitor')} {...toggle('receipts.toVisitor')} />
          <Switch label={t('messageSettings.toAgent')} {...toggle('receipts.toAgent')} />
          <Switch
            label={t('messageSettings.preview')}
            description={t('messageSettings.previewHelp')}
            {...toggle('typingPreview')}
          />
        </Part>
        <Part title={t('messageSettings.files')}>
          <Switch label={t('messageSettings.filesOn')} {...toggle('files.enabled')} />
          <FileLimitFields
            limits={files}
            errors={form.errors}
            path="files"
            disabled={!files.enabled}
            onChange={(change) => {
              form.setFieldValue('files', { ...files, ...change });
            }}
          />
        </Part>
      </EditorFrame>
    </>
  );
}
