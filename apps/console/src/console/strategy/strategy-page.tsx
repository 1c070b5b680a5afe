// The assignment strategy: who gets the next visitor, who is familiar, and how a conversation is handed over.
import { Divider, Paper, SimpleGrid, Switch, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { FIRST_STRATEGY } from '../settings/first-documents';
import { ChoiceField, useChoices, WholeField } from '../settings/form-fields';
import { useDocumentEditor } from '../settings/use-document-editor';
import { NextInLine } from './next-in-line';

const METHODS = ['saturation', 'round_robin', 'least_loaded', 'longest_idle'] as const;
const FAMILIARITY = ['off', 'prefer', 'wait'] as const;
const OFFERS = ['direct', 'offer'] as const;

export function StrategyPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('strategy', FIRST_STRATEGY);
  const { form } = editor;
  const { method, directReturnMinutes: minutes, familiarity, offer } = form.values;
  const methods = useChoices(METHODS, (name) => t(`strategySettings.method.${name}`));
  const familiar = useChoices(FAMILIARITY, (name) => t(`strategySettings.familiarity.${name}`));
  const offers = useChoices(OFFERS, (name) => t(`strategySettings.offer.${name}`));
  return (
    <>
      <PageHead title={t('console.page.strategy.title')} lead={t('console.page.strategy.lead')} />
      <EditorFrame editor={editor} aside={method === 'saturation' ? <NextInLine /> : undefined}>
        <ChoiceField form={form} path="method" label={t('field.method')} data={methods} />
        <Paper p="md" radius="md" bg="var(--fd-sunken)">
          <Title order={2} size="md" mb={4}>
            {t(`strategySettings.method.${method}`)}
          </Title>
          <Text size="sm">{t(`strategySettings.methodHelp.${method}`)}</Text>
        </Paper>
        <WholeField
          form={form}
          path="directReturnMinutes"
          label={t('field.directReturnMinutes')}
          description={t('strategySettings.directReturnHelp')}
        />
        <Text size="sm" c="dimmed">
          {minutes === 0 ? t('strategySettings.noReturn') : t('strategySettings.return', { count: minutes })}
        </Text>
        <Divider />
        <ChoiceField
          form={form}
          path="familiarity.mode"
          label={t('field.familiarity')}
          description={t('strategySettings.familiarityHelp')}
          data={familiar}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg">
          <WholeField
            form={form}
            path="familiarity.days"
            label={t('strategySettings.days')}
            min={1}
            max={365}
            disabled={familiarity.mode === 'off'}
          />
          <WholeField
            form={form}
            path="familiarity.waitSeconds"
            label={t('strategySettings.waitSeconds')}
            min={1}
            disabled={familiarity.mode !== 'wait'}
          />
        </SimpleGrid>
        <Divider />
        <ChoiceField form={form} path="offer.policy" label={t('field.offer')} data={offers} />
        <WholeField
          form={form}
          path="offer.acceptSeconds"
          label={t('strategySettings.acceptSeconds')}
          min={5}
          disabled={offer.policy !== 'offer'}
        />
        <Divider />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg">
          <WholeField
            form={form}
            path="firstResponseSeconds"
            label={t('field.firstResponseSeconds')}
            description={t('strategySettings.firstResponseHelp')}
            empty={t('settings.noLimit')}
          />
          <WholeField
            form={form}
            path="rampPerMinute"
            label={t('field.rampPerMinute')}
            description={t('strategySettings.rampHelp')}
            empty={t('settings.noLimit')}
          />
          <WholeField
            form={form}
            path="wrapUpSeconds"
            label={t('field.wrapUpSeconds')}
            description={t('strategySettings.wrapUpHelp')}
          />
        </SimpleGrid>
        <Switch
          label={t('field.waitForFirstMessage')}
          {...form.getInputProps('waitForFirstMessage', { type: 'checkbox' })}
        />
      </EditorFrame>
    </>
  );
}
