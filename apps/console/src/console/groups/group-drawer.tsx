// One group's settings, beside the list.
import { Drawer, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryFrame } from '../settings/entry-frame';
import { FIRST_GROUP } from '../settings/first-documents';
import { useDocumentEditor } from '../settings/use-document-editor';
import { toGroupId } from './group-id';
import { GroupRules } from './group-rules';

interface GroupDrawerProps {
  readonly edit: string | undefined;
  readonly onCreated: (id: string) => void;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

export function GroupDrawer({ edit, onClose, ...rest }: GroupDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={edit !== undefined}
      onClose={onClose}
      position="right"
      size="md"
      title={t(edit === 'new' ? 'groups.add' : 'groups.edit')}
      closeButtonProps={{ 'aria-label': t('common.hide') }}
    >
      {edit === undefined ? null : <GroupForm {...rest} edit={edit} />}
    </Drawer>
  );
}

type GroupFormProps = Omit<GroupDrawerProps, 'onClose' | 'edit'> & { readonly edit: string };

function GroupForm({ edit, onCreated, onRemoved }: GroupFormProps) {
  const { t } = useTranslation();
  const creating = edit === 'new';
  const [ownId, setOwnId] = useState<string>();
  const [typedName, setTypedName] = useState('');
  const id = ownId ?? toGroupId(typedName);
  const editor = useDocumentEditor(`groups/${encodeURIComponent(creating ? id : edit)}`, FIRST_GROUP, { creating });
  const { form } = editor;
  return (
    <EntryFrame
      editor={editor}
      creating={creating}
      nameOf={({ name }) => name}
      onCreated={() => {
        onCreated(id);
      }}
      onRemoved={onRemoved}
    >
      <TextInput
        label={t('field.name')}
        required
        error={form.errors['name']}
        value={form.values.name}
        onChange={(event) => {
          form.setFieldValue('name', event.currentTarget.value);
          setTypedName(event.currentTarget.value);
        }}
      />
      {creating ? (
        <TextInput
          label={t('field.groupId')}
          description={t('groups.idHelp')}
          value={id}
          onChange={(event) => {
            setOwnId(event.currentTarget.value);
          }}
        />
      ) : null}
      <Textarea
        label={t('field.guide')}
        description={t('groups.guideHelp')}
        autosize
        minRows={3}
        {...form.getInputProps('guide')}
      />
      <GroupRules form={form} id={creating ? null : edit} />
    </EntryFrame>
  );
}
