// What a visitor reads on the occasion that is being edited, in any language that has words.
import type { ConversationDocument } from '@frontdesk/contracts';
import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskWords, FieldSketch, VisitorWords, WidgetPreview } from '../preview/widget-preview';
import { filled, OCCASIONS, type Occasion } from './occasions';

interface ConversationPreviewProps {
  readonly document: ConversationDocument;
  readonly shown: Occasion;
  readonly onShow: (occasion: Occasion) => void;
}

export function ConversationPreview({ document, shown, onShow }: ConversationPreviewProps) {
  const { t } = useTranslation();
  const { enabled, texts } = document[shown];
  const languages = [...new Set([document.fallbackLanguage, ...Object.keys(texts)])].filter((name) => name !== '');
  const [chosen, setChosen] = useState(document.fallbackLanguage);
  const language = languages.includes(chosen) ? chosen : document.fallbackLanguage;
  const text = texts[language] ?? texts[document.fallbackLanguage] ?? '';
  const occasions = OCCASIONS.map((value) => ({ value, label: t(`conversationSettings.occasion.${value}`) }));
  return (
    <WidgetPreview
      controls={
        <Stack gap="xs" mb="md">
          <Select
            size="xs"
            label={t('preview.occasion')}
            data={occasions}
            value={shown}
            allowDeselect={false}
            onChange={(next) => {
              if (next !== null) onShow(next);
            }}
          />
          <Select
            size="xs"
            label={t('field.language')}
            data={languages}
            value={language}
            allowDeselect={false}
            onChange={(next) => {
              if (next !== null) setChosen(next);
            }}
          />
        </Stack>
      }
    >
      {shown === 'welcome' ? null : <VisitorWords>{t('preview.question')}</VisitorWords>}
      {shown === 'visitorIdle' || shown === 'visitorTimeout' ? (
        <DeskWords>{t('conversationSettings.agentAsked')}</DeskWords>
      ) : null}
      {enabled ? (
        <DeskWords>{filled(text) || t('preview.noWords')}</DeskWords>
      ) : (
        <Text size="sm" c="dimmed">
          {t('conversationSettings.silent')}
        </Text>
      )}
      <div style={{ flex: 1 }} />
      <FieldSketch label={t('preview.write')} />
    </WidgetPreview>
  );
}
