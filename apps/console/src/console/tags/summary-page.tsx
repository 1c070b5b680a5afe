// What an agent fills in when a conversation ends (B16).
import type { SummaryField, SummaryFieldsDocument } from '@frontdesk/contracts';
import { Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { firstError } from '../settings/first-error';
import { ListEditor } from '../settings/list-editor';
import { useDocumentEditor } from '../settings/use-document-editor';

const FIRST: SummaryFieldsDocument = { fields: [], beforeClose: true };
const KINDS = ['text', 'choice', 'number', 'checkbox'] as const;

export function SummaryPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('summary-fields', FIRST);
  const { form } = editor;
  const at = (index: number, name: string): string => `fields.${String(index)}.${name}`;
  return (
    <>
      <PageHead title={t('console.page.summary.title')} lead={t('console.page.summary.lead')} />
      <EditorFrame editor={editor}>
        <Switch
          label={t('summarySettings.beforeClose')}
          description={t('summarySettings.beforeCloseHelp')}
          {...form.getInputProps('beforeClose', { type: 'checkbox' })}
        />
        <ListEditor<SummaryField>
          entries={form.values.fields}
          nameOf={({ label }) => label}
          create={() => ({ id: '', label: '', kind: 'text', choices: [], required: false })}
          onChange={(fields) => {
            form.setFieldValue('fields', fields);
          }}
        >
          {(field, index, change) => (
            <>
              <TextInput
                label={t('field.label')}
                value={field.label}
                error={form.errors[at(index, 'label')]}
                onChange={(event) => {
                  change({ label: event.currentTarget.value });
                }}
              />
              <TextInput
                label={t('field.id')}
                description={t('lists.idHelp')}
                value={field.id}
                error={form.errors[at(index, 'id')]}
                onChange={(event) => {
                  change({ id: event.currentTarget.value });
                }}
              />
              <Select
                label={t('field.kind')}
                data={KINDS.map((value) => ({ value, label: t(`summarySettings.kind.${value}`) }))}
                allowDeselect={false}
                value={field.kind}
                onChange={(next) => {
                  const kind = KINDS.find((known) => known === next) ?? 'text';
                  change({ kind, choices: kind === 'choice' ? field.choices : [] });
                }}
              />
              {field.kind === 'choice' ? (
                <TagsInput
                  label={t('field.choices')}
                  value={[...field.choices]}
                  error={firstError(form.errors, at(index, 'choices'))}
                  onChange={(choices) => {
                    change({ choices });
                  }}
                />
              ) : null}
              <Switch
                label={t('field.required')}
                description={t('summarySettings.requiredHelp')}
                checked={field.required}
                onChange={(event) => {
                  change({ required: event.currentTarget.checked });
                }}
              />
            </>
          )}
        </ListEditor>
      </EditorFrame>
    </>
  );
}
