// The statuses beside online, busy and offline, and what happens when an agent is lost (B13).
import type { CustomStatus, PresenceDocument } from '@frontdesk/contracts';
import { Divider, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { ChoiceField, useChoices, WholeField } from '../settings/form-fields';
import { ListEditor } from '../settings/list-editor';
import { NameAndId } from '../settings/name-and-id';
import { useDocumentEditor } from '../settings/use-document-editor';

const FIRST: PresenceDocument = {
  statuses: [],
  graceSeconds: 30,
  agentLost: 'keep',
  approval: false,
  idleBusyMinutes: null,
  backgroundSeconds: null,
};
const COUNTS = ['busy', 'offline'] as const;
const LOST = ['keep', 'requeue', 'submission'] as const;

export function StatusesPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('presence', FIRST);
  const { form } = editor;
  const lost = useChoices(LOST, (name) => t(`statusSettings.lost.${name}`));
  const errorAt = (index: number, name: string) => form.errors[`statuses.${String(index)}.${name}`];
  return (
    <>
      <PageHead title={t('console.page.statuses.title')} lead={t('console.page.statuses.lead')} />
      <EditorFrame editor={editor}>
        <ListEditor<CustomStatus>
          entries={form.values.statuses}
          nameOf={({ name }) => name}
          create={() => ({ id: '', name: '', countsAs: 'busy' })}
          onChange={(statuses) => {
            form.setFieldValue('statuses', statuses);
          }}
        >
          {(status, index, change) => (
            <>
              <NameAndId of={status} errorAt={(name) => errorAt(index, name)} onChange={change} />
              <Select
                label={t('field.countsAs')}
                data={COUNTS.map((value) => ({ value, label: t(`statusSettings.countsAs.${value}`) }))}
                allowDeselect={false}
                value={status.countsAs}
                onChange={(next) => {
                  change({ countsAs: next === 'offline' ? 'offline' : 'busy' });
                }}
              />
            </>
          )}
        </ListEditor>
        <Divider />
        <WholeField form={form} path="graceSeconds" label={t('field.graceSeconds')} />
        <ChoiceField form={form} path="agentLost" label={t('field.agentLost')} data={lost} />
        <Switch
          label={t('field.approval')}
          description={t('statusSettings.approvalHelp')}
          {...form.getInputProps('approval', { type: 'checkbox' })}
        />
        <WholeField
          form={form}
          path="idleBusyMinutes"
          label={t('field.idleBusyMinutes')}
          description={t('statusSettings.idleHelp')}
          min={1}
          empty={t('queueSettings.never')}
        />
        <WholeField
          form={form}
          path="backgroundSeconds"
          label={t('field.backgroundSeconds')}
          description={t('statusSettings.backgroundHelp')}
          min={60}
          empty={t('queueSettings.never')}
        />
      </EditorFrame>
    </>
  );
}
