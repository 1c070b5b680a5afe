// One agent's settings, beside the list.
import type { GroupDocument, Versioned } from '@frontdesk/contracts';
import { Drawer, Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { useAgents } from '../../api/staff-queries';
import { Face } from '../../ui/face';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryFrame } from '../settings/entry-frame';
import { FIRST_AGENT } from '../settings/first-documents';
import { NumberTable } from '../settings/number-table';
import { useDocumentEditor } from '../settings/use-document-editor';
import { WholeNumber } from '../settings/whole-number';

const ROLES = ['agent', 'supervisor', 'admin', 'owner'] as const;

interface AgentDrawerProps {
  /** The agent's id, `new`, or nothing while the drawer is closed. */
  readonly edit: string | undefined;
  readonly groups: readonly Versioned<GroupDocument>[];
  readonly onCreated: (id: string) => void;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

export function AgentDrawer({ edit, groups, onClose, ...rest }: AgentDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={edit !== undefined}
      onClose={onClose}
      position="right"
      size="md"
      title={t(edit === 'new' ? 'agents.add' : 'agents.edit')}
      closeButtonProps={{ 'aria-label': t('common.hide') }}
    >
      {edit === undefined ? null : <AgentForm {...rest} edit={edit} groups={groups} />}
    </Drawer>
  );
}

type AgentFormProps = Omit<AgentDrawerProps, 'onClose' | 'edit'> & { readonly edit: string };

function AgentForm({ edit, groups, onCreated, onRemoved }: AgentFormProps) {
  const { t } = useTranslation();
  const creating = edit === 'new';
  const [id, setId] = useState('');
  const editor = useDocumentEditor(`agents/${encodeURIComponent(creating ? id : edit)}`, FIRST_AGENT, { creating });
  const { form } = editor;
  const skills = [...new Set((useAgents().data ?? []).flatMap((each) => Object.keys(each.document.skills)))];
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
      {creating ? (
        <TextInput
          label={t('field.agentId')}
          description={t('agents.idHelp')}
          required
          value={id}
          onChange={(event) => {
            setId(event.currentTarget.value.trim());
          }}
        />
      ) : null}
      <TextInput label={t('field.name')} required {...form.getInputProps('name')} />
      <TextInput label={t('field.email')} type="email" required {...form.getInputProps('email')} />
      <Group align="flex-start" wrap="nowrap">
        <TextInput
          label={t('field.picture')}
          description={t('agentSettings.pictureHelp')}
          type="url"
          placeholder="https://"
          style={{ flex: 1 }}
          value={form.values.picture ?? ''}
          error={form.errors['picture']}
          onChange={(event) => {
            form.setFieldValue('picture', event.currentTarget.value.trim() || null);
          }}
        />
        <Face name={form.values.name || '?'} picture={form.values.picture} size={56} />
      </Group>
      <WholeNumber
        label={t('field.limit')}
        description={t('agents.limitHelp')}
        max={100}
        value={form.values.limit}
        error={form.errors['limit']}
        onNumber={(next) => {
          form.setFieldValue('limit', next);
        }}
      />
      <MultiSelect
        label={t('field.groupIds')}
        description={t('agents.groupsHelp')}
        data={groups.map((each) => ({ value: each.id ?? '', label: each.document.name }))}
        value={[...form.values.groupIds]}
        error={form.errors['groupIds']}
        onChange={(next) => {
          form.setFieldValue('groupIds', next);
        }}
      />
      <Select
        label={t('field.role')}
        allowDeselect={false}
        data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        value={form.values.role}
        error={form.errors['role']}
        onChange={(next) => {
          form.setFieldValue('role', ROLES.find((role) => role === next) ?? 'agent');
        }}
      />
      <NumberTable
        label={t('field.skills')}
        description={t('agentSettings.skillsHelp')}
        nameLabel={t('lists.skill')}
        numberLabel={t('field.level')}
        min={1}
        max={5}
        suggestions={skills}
        value={form.values.skills}
        errorOf={(name) => form.errors[`skills.${name}`]}
        onChange={(next) => {
          form.setFieldValue('skills', next);
        }}
      />
      <NumberTable
        label={t('field.weights')}
        description={t('agentSettings.weightsHelp')}
        nameLabel={t('lists.channel')}
        numberLabel={t('lists.weight')}
        min={0}
        max={100}
        value={form.values.weights}
        errorOf={(name) => form.errors[`weights.${name}`]}
        onChange={(next) => {
          form.setFieldValue('weights', next);
        }}
      />
    </EntryFrame>
  );
}
