// The mode: live with a queue, or asynchronously with a pool; what each means, and who goes over, before it is switched.
import { Divider, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBoard, useChannels, useGroups } from '../../api/staff-queries';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { FIRST_MODE } from '../settings/first-documents';
import { ChoiceField, useChoices, WholeField } from '../settings/form-fields';
import { useDocumentEditor } from '../settings/use-document-editor';
import { ModeCards } from './mode-cards';
import { ModePreview } from './mode-preview';
import { Overrides } from './overrides';
import { PoolWords } from './pool-words';
import { SwitchNote } from './switch-note';

const AMONG = ['online', 'all'] as const;
const ORDERS = ['oldest', 'priority', 'last_message'] as const;

export function ModePage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('mode', FIRST_MODE);
  const { form, base } = editor;
  const { values } = form;
  const among = useChoices(AMONG, (name) => t(`modeSettings.among.${name}`));
  const orders = useChoices(ORDERS, (name) => t(`modeSettings.order.${name}`));
  const named = (found: readonly { id: string | null; document: { name: string } }[] | undefined) =>
    (found ?? []).map(({ id, document }) => ({ id: id ?? '', name: document.name }));
  const channels = named(useChannels().data);
  const groups = named(useGroups().data);
  const board = useBoard().data;
  const usesPool = [values.mode, ...Object.values(values.channels), ...Object.values(values.groups)].includes(
    'asynchronous',
  );
  return (
    <>
      <PageHead title={t('console.page.mode.title')} lead={t('console.page.mode.lead')} />
      <EditorFrame editor={editor} aside={<ModePreview document={values} />}>
        <ModeCards
          value={values.mode}
          onChange={(mode) => {
            form.setFieldValue('mode', mode);
          }}
        />
        {base !== undefined && board !== undefined ? (
          <SwitchNote before={base.document} after={values} board={board} />
        ) : null}
        <Divider />
        <Overrides
          label={t('modeSettings.channels')}
          help={t('modeSettings.channelsHelp')}
          items={channels}
          errors={form.errors}
          at="channels"
          value={values.channels}
          onChange={(next) => {
            form.setFieldValue('channels', next);
          }}
        />
        <Overrides
          label={t('modeSettings.groups')}
          help={t('modeSettings.groupsHelp')}
          items={groups}
          errors={form.errors}
          at="groups"
          value={values.groups}
          onChange={(next) => {
            form.setFieldValue('groups', next);
          }}
        />
        <Divider />
        <Text size="sm" c="dimmed">
          {t(usesPool ? 'modeSettings.poolHelp' : 'modeSettings.poolUnused')}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg">
          <ChoiceField
            form={form}
            path="assignAmong"
            label={t('modeSettings.assignAmong')}
            description={t(`modeSettings.amongHelp.${values.assignAmong}`)}
            data={among}
          />
          <ChoiceField
            form={form}
            path="poolOrder"
            label={t('modeSettings.poolOrder')}
            description={t(`modeSettings.orderHelp.${values.poolOrder}`)}
            data={orders}
          />
        </SimpleGrid>
        <WholeField
          form={form}
          path="unassignedTimeoutSeconds"
          label={t('modeSettings.timeout')}
          description={t('modeSettings.timeoutHelp')}
          min={1}
          max={2_592_000}
          empty={t('modeSettings.never')}
        />
        <PoolWords
          messages={values.messages}
          errors={form.errors}
          onChange={(messages) => {
            form.setFieldValue('messages', messages);
          }}
        />
      </EditorFrame>
    </>
  );
}
