// The assignment strategy: who gets the next visitor, and how long a returning one goes back to the same agent.
import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { FIRST_STRATEGY } from '../settings/first-documents';
import { useDocumentEditor } from '../settings/use-document-editor';
import { WholeNumber } from '../settings/whole-number';
import { NextInLine } from './next-in-line';

export function StrategyPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('strategy', FIRST_STRATEGY);
  const { form } = editor;
  const minutes = form.values.directReturnMinutes;
  return (
    <>
      <PageHead title={t('console.page.strategy.title')} lead={t('console.page.strategy.lead')} />
      <EditorFrame editor={editor} aside={<NextInLine />}>
        <Paper p="md" radius="md" bg="var(--fd-sunken)">
          <Text size="xs" c="dimmed">
            {t('field.method')}
          </Text>
          <Title order={2} size="md" mt={2} mb={4}>
            {t('strategySettings.saturation')}
          </Title>
          <Text size="sm">{t('strategySettings.saturationHelp')}</Text>
        </Paper>
        <WholeNumber
          label={t('field.directReturnMinutes')}
          description={t('strategySettings.directReturnHelp')}
          value={minutes}
          error={form.errors['directReturnMinutes']}
          onNumber={(next) => {
            form.setFieldValue('directReturnMinutes', next);
          }}
        />
        <Text size="sm" c="dimmed">
          {minutes === 0 ? t('strategySettings.noReturn') : t('strategySettings.return', { count: minutes })}
        </Text>
      </EditorFrame>
    </>
  );
}
