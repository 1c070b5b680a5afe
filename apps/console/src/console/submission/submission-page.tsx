// Submission settings: when a visitor may leave a message instead, and the words for each occasion.
import type { OfferSetting, SubmissionDocument } from '@frontdesk/contracts';
import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { Part } from '../settings/part';
import { useDocumentEditor } from '../settings/use-document-editor';
import { DeliveryFields } from './delivery-fields';
import { FormChoice } from './form-choice';
import { OccasionFields } from './occasion-fields';
import { type Occasion, OCCASIONS } from './occasions';
import { SubmissionPreview } from './submission-preview';
import { WorkFields } from './work-fields';

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
        <Part title={t('submissionSettings.part.when')}>
          {OCCASIONS.map((occasion) => (
            <OccasionFields
              key={occasion}
              form={form}
              occasion={occasion}
              shown={shown === occasion}
              onShown={() => {
                setShown(occasion);
              }}
            />
          ))}
        </Part>
        <Part title={t('submissionSettings.part.what')}>
          <FormChoice form={form} />
        </Part>
        <Part title={t('submissionSettings.part.where')}>
          <DeliveryFields
            deliver={form.values.deliver}
            errors={form.errors}
            onChange={(deliver) => {
              form.setFieldValue('deliver', deliver);
            }}
          />
        </Part>
        <Part title={t('submissionSettings.part.work')}>
          <WorkFields form={form} />
        </Part>
      </EditorFrame>
    </>
  );
}
