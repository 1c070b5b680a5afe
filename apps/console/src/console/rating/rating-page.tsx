// What visitors are asked about their chats: templates, when they are asked, and which group asks what (F5).
import type { RatingDocument, RatingTemplate } from '@frontdesk/contracts';
import { Select, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGroups } from '../../api/staff-queries';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { ListEditor } from '../settings/list-editor';
import { useDocumentEditor } from '../settings/use-document-editor';
import { RatingPreview } from './rating-preview';
import { TemplateFields } from './template-fields';

const FIRST: RatingDocument = { enabled: false, templates: [], defaultTemplateId: null, groups: {} };

const newTemplate = (): RatingTemplate => ({
  ...{ id: '', name: '', kind: 'stars5', question: '', questions: {}, tags: [], freeText: true, askSolved: false },
  ...{ when: { invited: true, atEnd: true, anyTime: false }, changeMinutes: 60, openDays: 7 },
});

export function RatingPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('rating', FIRST);
  const { form } = editor;
  const { templates, defaultTemplateId, groups } = form.values;
  const [shown, setShown] = useState(0);
  const known = useGroups().data ?? [];
  const choices = templates.filter(({ id }) => id !== '').map(({ id, name }) => ({ value: id, label: name || id }));
  const template = templates[shown] ?? templates[0];
  return (
    <>
      <PageHead title={t('console.page.rating.title')} lead={t('console.page.rating.lead')} />
      <EditorFrame editor={editor} aside={template === undefined ? undefined : <RatingPreview template={template} />}>
        <Switch label={t('ratingSettings.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
        <ListEditor<RatingTemplate>
          entries={templates}
          nameOf={({ name }) => name}
          create={newTemplate}
          addLabel={t('ratingSettings.add')}
          onChange={(next) => {
            form.setFieldValue('templates', next);
          }}
        >
          {(one, index, change) => (
            <div
              // What is being written is what the preview shows.
              onFocusCapture={() => {
                setShown(index);
              }}
            >
              <TemplateFields template={one} at={`templates.${String(index)}`} errors={form.errors} change={change} />
            </div>
          )}
        </ListEditor>
        <Select
          label={t('ratingSettings.default')}
          description={t('ratingSettings.defaultHelp')}
          placeholder={t('ratingSettings.none')}
          clearable
          data={choices}
          value={defaultTemplateId}
          error={form.errors['defaultTemplateId']}
          onChange={(id) => {
            form.setFieldValue('defaultTemplateId', id);
          }}
        />
        {known.map(({ id, document }) =>
          id === null ? null : (
            <Select
              key={id}
              label={t('ratingSettings.ofGroup', { group: document.name })}
              placeholder={t('ratingSettings.asDefault')}
              clearable
              data={choices}
              value={groups[id] ?? null}
              error={form.errors[`groups.${id}`]}
              onChange={(chosen) => {
                const others = Object.fromEntries(Object.entries(groups).filter(([group]) => group !== id));
                form.setFieldValue('groups', chosen === null ? others : { ...others, [id]: chosen });
              }}
            />
          ),
        )}
      </EditorFrame>
    </>
  );
}
