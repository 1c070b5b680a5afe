// Queue settings: when visitors wait, for how long, and what they read while they do.
import { Divider, Group, Switch, Text, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { unknownPlaceholders } from '../preview/queue-message';
import { EditorFrame } from '../settings/editor-frame';
import { FIRST_QUEUE } from '../settings/first-documents';
import { WholeField } from '../settings/form-fields';
import { useDocumentEditor } from '../settings/use-document-editor';
import { LanguageMessages } from './language-messages';
import { QueueFields } from './queue-fields';
import classes from './queue-page.module.css';
import { QueuePreview } from './queue-preview';

const PLACEHOLDERS = ['position', 'ahead', 'wait_p50', 'wait_p90', 'group', 'agent'] as const;

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
        <QueueFields form={form} at="" queue={values} />
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
        <LanguageMessages
          messages={values.messages}
          errors={form.errors}
          disabled={!values.enabled}
          onChange={(messages) => {
            form.setFieldValue('messages', messages);
          }}
        />
        <WholeField
          form={form}
          path="reassuranceSeconds"
          label={t('field.reassuranceSeconds')}
          min={10}
          empty={t('queueSettings.never')}
          disabled={!values.enabled}
        />
        <TextInput
          label={t('field.placeholder')}
          description={t('queueSettings.placeholderHelp')}
          disabled={!values.enabled}
          {...form.getInputProps('placeholder')}
        />
      </EditorFrame>
    </>
  );
}
