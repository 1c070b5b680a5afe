// The course of conversations: what the house says by itself, when silence ends one, how one is handed over.
import { Divider, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { FIRST_CONVERSATION } from '../settings/first-documents';
import { ChoiceField, useChoices, WholeField } from '../settings/form-fields';
import { useDocumentEditor } from '../settings/use-document-editor';
import { ConversationPreview } from './conversation-preview';
import { OCCASIONS, type Occasion } from './occasions';
import { WordsFields } from './words-fields';

export function ConversationPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('conversation', FIRST_CONVERSATION);
  const { form } = editor;
  const { values } = form;
  const [shown, setShown] = useState<Occasion>('welcome');
  const windows = useChoices(['continue', 'close_and_start'] as const, (name) => t(`conversationSettings.${name}`));
  const approvals = useChoices(['none', 'agent', 'supervisor'] as const, (name) =>
    t(`conversationSettings.approval.${name}`),
  );
  const orders = useChoices(['keep', 'end', 'front'] as const, (name) => t(`conversationSettings.order.${name}`));
  return (
    <>
      <PageHead title={t('console.page.conversation.title')} lead={t('console.page.conversation.lead')} />
      <EditorFrame editor={editor} aside={<ConversationPreview document={values} shown={shown} onShow={setShown} />}>
        <TextInput
          label={t('field.fallbackLanguage')}
          description={t('conversationSettings.fallbackHelp')}
          maw={220}
          {...form.getInputProps('fallbackLanguage')}
        />
        {OCCASIONS.map((occasion) => (
          <WordsFields
            key={occasion}
            form={form}
            occasion={occasion}
            document={values}
            onTouch={() => {
              setShown(occasion);
            }}
          />
        ))}
        <Divider />
        <Text fw={600}>{t('conversationSettings.endTitle')}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg">
          <WholeField
            form={form}
            path="visitorLeftSeconds"
            label={t('field.visitorLeftSeconds')}
            description={t('conversationSettings.leftHelp')}
            min={10}
            empty={t('conversationSettings.stays')}
          />
          <WholeField
            form={form}
            path="reopenMinutes"
            label={t('field.reopenMinutes')}
            description={t('conversationSettings.reopenHelp')}
          />
          <ChoiceField form={form} path="newWindow" label={t('field.newWindow')} data={windows} />
        </SimpleGrid>
        <Divider />
        <Text fw={600}>{t('conversationSettings.transferTitle')}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg">
          <ChoiceField
            form={form}
            path="transfer.approval"
            label={t('field.approvalOfTransfer')}
            description={t('conversationSettings.approvalHelp')}
            data={approvals}
          />
          <WholeField
            form={form}
            path="transfer.timeoutSeconds"
            label={t('field.transferTimeout')}
            description={t('conversationSettings.timeoutHelp')}
            min={10}
            disabled={values.transfer.approval === 'none'}
          />
          <ChoiceField
            form={form}
            path="transfer.order"
            label={t('field.transferOrder')}
            description={t('conversationSettings.orderHelp')}
            data={orders}
          />
        </SimpleGrid>
      </EditorFrame>
    </>
  );
}
