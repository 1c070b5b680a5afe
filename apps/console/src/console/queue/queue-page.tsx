// Queue settings: when visitors wait, for how long, and what they read while they do.
import { Divider, Group, SimpleGrid, Switch, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { unknownPlaceholders } from '../preview/queue-message';
import { EditorFrame } from '../settings/editor-frame';
import { FIRST_QUEUE } from '../settings/first-documents';
import { useDocumentEditor } from '../settings/use-document-editor';
import { WholeNumber } from '../settings/whole-number';
import classes from './queue-page.module.css';
import { QueuePreview } from './queue-preview';

const PLACEHOLDERS = ['position', 'ahead'] as const;

export function QueuePage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('queue', FIRST_QUEUE);
  const { form } = editor;
  const { values } = form;
  const message = useRef<HTMLTextAreaElement>(null);
  const unknown = unknownPlaceholders(values.message);

  const insert = (name: string): void => {
    const box = message.current;
    const at = box?.selectionStart ?? values.message.length;
    form.setFieldValue(
      'message',
      `${values.message.slice(0, at)}{{${name}}}${values.message.slice(box?.selectionEnd ?? at)}`,
    );
    box?.focus();
  };

  return (
    <>
      <PageHead title={t('console.page.queue.title')} lead={t('console.page.queue.lead')} />
      <EditorFrame editor={editor} aside={<QueuePreview document={values} />}>
        <Switch
          label={t('field.queueEnabled')}
          description={t('queueSettings.enabledHelp')}
          {...form.getInputProps('enabled', { type: 'checkbox' })}
        />
        <Divider />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg" verticalSpacing="lg">
          <WholeNumber
            label={t('field.maxLength')}
            description={t('queueSettings.maxLengthHelp')}
            placeholder={t('settings.noLimit')}
            value={values.maxLength}
            error={form.errors['maxLength']}
            disabled={!values.enabled}
            onEmpty={() => {
              form.setFieldValue('maxLength', null);
            }}
            onNumber={(next) => {
              form.setFieldValue('maxLength', next);
            }}
          />
          <WholeNumber
            label={t('field.maxWaitSeconds')}
            description={t('queueSettings.maxWaitHelp')}
            placeholder={t('settings.noLimit')}
            value={values.maxWaitSeconds}
            error={form.errors['maxWaitSeconds']}
            disabled={!values.enabled}
            onEmpty={() => {
              form.setFieldValue('maxWaitSeconds', null);
            }}
            onNumber={(next) => {
              form.setFieldValue('maxWaitSeconds', next);
            }}
          />
          <WholeNumber
            label={t('field.abandonAfterSeconds')}
            description={t('queueSettings.abandonHelp')}
            value={values.abandonAfterSeconds}
            error={form.errors['abandonAfterSeconds']}
            disabled={!values.enabled}
            onNumber={(next) => {
              form.setFieldValue('abandonAfterSeconds', next);
            }}
          />
        </SimpleGrid>
        <Divider />
        <div>
          <Textarea
            ref={message}
            label={t('field.queueMessage')}
            description={t('queueSettings.messageHelp')}
            autosize
            minRows={3}
            disabled={!values.enabled}
            {...form.getInputProps('message')}
          />
          <Group gap={6} mt={6}>
            <Text size="xs" c="dimmed">
              {t('queueSettings.insert')}
            </Text>
            {PLACEHOLDERS.map((name) => (
              <UnstyledButton
                key={name}
                className={classes.chip}
                onClick={() => {
                  insert(name);
                }}
              >{`{{${name}}}`}</UnstyledButton>
            ))}
          </Group>
          {unknown.length > 0 && form.errors['message'] === undefined ? (
            <Text size="xs" c="var(--fd-amber-text)" mt={6} role="status">
              {t('queueSettings.unknown', { names: unknown.map((name) => `{{${name}}}`).join(', ') })}
            </Text>
          ) : null}
        </div>
      </EditorFrame>
    </>
  );
}
