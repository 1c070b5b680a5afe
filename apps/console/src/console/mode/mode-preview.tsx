// What a visitor meets who finds nobody, in the mode of the form.
import type { ModeDocument } from '@frontdesk/contracts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DeskWords, FieldSketch, VisitorWords, WidgetPreview } from '../preview/widget-preview';

export function ModePreview({ document }: { readonly document: ModeDocument }) {
  const { t } = useTranslation();
  const own = Object.values(document.messages).find(({ pooled }) => pooled !== '')?.pooled;
  const isAsync = document.mode === 'asynchronous';
  return (
    <WidgetPreview>
      <VisitorWords>{t('preview.question')}</VisitorWords>
      <DeskWords>
        {isAsync ? (own ?? t('modeSettings.example.asynchronous')) : t('modeSettings.example.real_time')}
      </DeskWords>
      <Text size="xs" c="dimmed">
        {t(isAsync ? 'modeSettings.hint.asynchronous' : 'modeSettings.hint.real_time')}
      </Text>
      <div style={{ flex: 1 }} />
      <FieldSketch label={t('preview.write')} />
    </WidgetPreview>
  );
}
