// Submission settings: when a visitor may leave a message instead, and the words for each occasion.
import type { OfferSetting, SubmissionDocument } from '@frontdesk/contracts';
import { Stack, Switch, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { useDocumentEditor } from '../settings/use-document-editor';
import { type Occasion, OCCASIONS } from './occasions';
import classes from './submission-page.module.css';
import { SubmissionPreview } from './submission-preview';

const ON: OfferSetting = { enabled: true, text: '', texts: {} };
const OFF: OfferSetting = { enabled: false, text: '', texts: {} };
const FIRST: SubmissionDocument = {
  enabled: true,
  outOfHours: ON,
  nobodyOnline: ON,
  queueFull: ON,
  queueTimeout: ON,
  offDuty: ON,
  waitedOver: { ...OFF, minutes: 5 },
  forecastOver: { ...OFF, minutes: 10 },
  whileQueued: ON,
  afterConversation: OFF,
  form: { mode: 'ticket', templateId: null },
  forms: {},
  keepFirstMessage: false,
  deliver: { emails: [], webhooks: [] },
  assign: 'group',
  reopenDays: 14,
  duplicateMinutes: 10,
};

export function SubmissionPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('submission', FIRST);
  const { form } = editor;
  const [shown, setShown] = useState<Occasion>('outOfHours');
  return (
    <>
      <PageHead title={t('console.page.submission.title')} lead={t('console.page.submission.lead')} />
      <EditorFrame
        editor={editor}
        aside={<SubmissionPreview document={form.values} occasion={shown} onOccasion={setShown} />}
      >
        <Switch
          label={t('field.submissionEnabled')}
          description={t('submissionSettings.enabledHelp')}
          {...form.getInputProps('enabled', { type: 'checkbox' })}
        />
        {OCCASIONS.map((occasion) => (
          <Stack
            key={occasion}
            gap="sm"
            className={classes.occasion}
            data-shown={shown === occasion}
            // What is being written is what the preview shows.
            onFocusCapture={() => {
              setShown(occasion);
            }}
          >
            <Switch
              label={t(`field.${occasion}`)}
              description={t(`submissionSettings.${occasion}Help`)}
              disabled={!form.values.enabled}
              {...form.getInputProps(`${occasion}.enabled`, { type: 'checkbox' })}
            />
            <Textarea
              label={t(
                form.values.enabled && form.values[occasion].enabled
                  ? 'submissionSettings.above'
                  : 'submissionSettings.instead',
              )}
              aria-label={`${t(`field.${occasion}`)}: ${t('field.text')}`}
              autosize
              minRows={2}
              {...form.getInputProps(`${occasion}.text`)}
            />
          </Stack>
        ))}
      </EditorFrame>
    </>
  );
}
