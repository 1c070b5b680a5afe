// What a visitor reads while waiting, at an example place.
import type { QueueDocument } from '@frontdesk/contracts';
import { Group, Slider, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../ui/format';
import { fillQueueMessage } from '../preview/queue-message';
import { DeskWords, FieldSketch, VisitorWords, WidgetPreview } from '../preview/widget-preview';

const LAST_EXAMPLE = 12;

export function QueuePreview({ document }: { readonly document: QueueDocument }) {
  const { t } = useTranslation();
  const last = Math.max(2, Math.min(LAST_EXAMPLE, document.maxLength ?? LAST_EXAMPLE));
  const [chosen, setChosen] = useState(3);
  const position = Math.min(chosen, last);
  if (!document.enabled) {
    return (
      <WidgetPreview>
        <VisitorWords>{t('preview.question')}</VisitorWords>
        <Text size="sm" c="dimmed">
          {t('preview.noQueue')}
        </Text>
      </WidgetPreview>
    );
  }
  return (
    <WidgetPreview
      controls={
        <Group mb="md" wrap="nowrap">
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {t('preview.place', { position })}
          </Text>
          <Slider
            flex={1}
            size="sm"
            min={1}
            max={last}
            value={position}
            onChange={setChosen}
            label={null}
            thumbLabel={t('preview.placeLabel')}
          />
        </Group>
      }
    >
      <VisitorWords>{t('preview.question')}</VisitorWords>
      <DeskWords>{fillQueueMessage(document.message, position)}</DeskWords>
      <div style={{ flex: 1 }} />
      <FieldSketch label={t('preview.write')} />
      <Text size="xs" c="dimmed">
        {document.maxWaitSeconds === null
          ? t('preview.noMaxWait')
          : t('preview.maxWait', { wait: formatDuration(document.maxWaitSeconds * 1000) })}
      </Text>
    </WidgetPreview>
  );
}
