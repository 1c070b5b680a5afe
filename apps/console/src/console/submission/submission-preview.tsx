// The form a visitor gets, or the words instead of it.
import type { SubmissionDocument } from '@frontdesk/contracts';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ButtonSketch, DeskWords, FieldSketch, VisitorWords, WidgetPreview } from '../preview/widget-preview';
import { type Occasion, OCCASIONS } from './occasions';

interface SubmissionPreviewProps {
  readonly document: SubmissionDocument;
  readonly occasion: Occasion;
  readonly onOccasion: (occasion: Occasion) => void;
}

export function SubmissionPreview({ document, occasion, onOccasion }: SubmissionPreviewProps) {
  const { t } = useTranslation();
  const setting = document[occasion];
  const offered = document.enabled && setting.enabled;
  return (
    <WidgetPreview
      controls={
        <Select
          size="xs"
          mb="md"
          aria-label={t('preview.occasion')}
          allowDeselect={false}
          data={OCCASIONS.map((each) => ({ value: each, label: t(`field.${each}`) }))}
          value={occasion}
          onChange={(next) => {
            onOccasion(OCCASIONS.find((each) => each === next) ?? occasion);
          }}
        />
      }
    >
      <VisitorWords>{t('preview.question')}</VisitorWords>
      <DeskWords>{setting.text === '' ? t('preview.noWords') : setting.text}</DeskWords>
      {offered ? (
        <>
          <div style={{ flex: 1 }} />
          <FieldSketch label={t('preview.name')} />
          <FieldSketch label={t('preview.email')} />
          <FieldSketch label={t('preview.message')} tall />
          <ButtonSketch label={t('preview.leave')} />
        </>
      ) : null}
    </WidgetPreview>
  );
}
