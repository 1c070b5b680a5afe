// What a conversation can be marked with (B16).
import type { Tag, TagsDocument } from '@frontdesk/contracts';
import { Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { ListEditor } from '../settings/list-editor';
import { NameAndId } from '../settings/name-and-id';
import { useDocumentEditor } from '../settings/use-document-editor';

const FIRST: TagsDocument = { tags: [] };
const COLOURS = ['gray', 'red', 'amber', 'green', 'blue', 'violet'] as const;

export function TagsPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('tags', FIRST);
  const { form } = editor;
  const errorAt = (index: number, name: string) => form.errors[`tags.${String(index)}.${name}`];
  return (
    <>
      <PageHead title={t('console.page.tags.title')} lead={t('console.page.tags.lead')} />
      <EditorFrame editor={editor}>
        <ListEditor<Tag>
          entries={form.values.tags}
          nameOf={({ name }) => name}
          create={() => ({ id: '', name: '', colour: 'gray', retired: false })}
          onChange={(tags) => {
            form.setFieldValue('tags', tags);
          }}
        >
          {(tag, index, change) => (
            <>
              <NameAndId of={tag} errorAt={(name) => errorAt(index, name)} onChange={change} />
              <Select
                label={t('field.colour')}
                data={COLOURS.map((value) => ({ value, label: t(`tagSettings.colour.${value}`) }))}
                allowDeselect={false}
                value={tag.colour}
                onChange={(next) => {
                  change({ colour: COLOURS.find((known) => known === next) ?? 'gray' });
                }}
              />
              <Switch
                label={t('tagSettings.retired')}
                checked={tag.retired}
                onChange={(event) => {
                  change({ retired: event.currentTarget.checked });
                }}
              />
            </>
          )}
        </ListEditor>
      </EditorFrame>
    </>
  );
}
