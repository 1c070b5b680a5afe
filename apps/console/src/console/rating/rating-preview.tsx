// The card a visitor gets, with a score to try: the tags that go with it follow.
import type { RatingTemplate } from '@frontdesk/contracts';
import { Badge, Group, Select, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonSketch, FieldSketch, VisitorWords, WidgetPreview } from '../preview/widget-preview';
import { RatingFace } from '../../workbench/rating/rating-given';
import { scoresOf } from './scores-of';

export function RatingPreview({ template }: { readonly template: RatingTemplate }) {
  const { t } = useTranslation();
  const languages = Object.keys(template.questions);
  const [language, setLanguage] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const scores = scoresOf(template.kind);
  const score = chosen !== null && scores.includes(chosen) ? chosen : (scores.at(-1) ?? 0);
  return (
    <WidgetPreview
      controls={
        languages.length === 0 ? null : (
          <Select
            size="xs"
            mb="md"
            aria-label={t('ratingSettings.language')}
            placeholder={t('ratingSettings.ownWords')}
            clearable
            data={languages}
            value={languages.includes(language) ? language : null}
            onChange={(next) => {
              setLanguage(next ?? '');
            }}
          />
        )
      }
    >
      <VisitorWords>{t('preview.question')}</VisitorWords>
      <div style={{ flex: 1 }} />
      <Text size="sm" fw={600}>
        {template.questions[language] ?? (template.question || t('preview.noWords'))}
      </Text>
      <Group gap={4}>
        {scores.map((one) => (
          <UnstyledButton
            key={one}
            aria-label={String(one)}
            aria-pressed={one === score}
            onClick={() => {
              setChosen(one);
            }}
          >
            <RatingFace
              kind={template.kind}
              score={one}
              on={template.kind === 'stars5' ? one <= score : one === score}
            />
          </UnstyledButton>
        ))}
      </Group>
      <Group gap={4}>
        {template.tags
          .filter(({ from, to }) => from <= score && score <= to)
          .map((tag, index) => (
            <Badge key={index} variant="default" size="sm" tt="none">
              {tag.names[language] ?? tag.name}
            </Badge>
          ))}
      </Group>
      {template.askSolved ? <Text size="xs">{t('ratingSettings.solvedQuestion')}</Text> : null}
      {template.freeText ? <FieldSketch label={t('ratingSettings.textSketch')} tall /> : null}
      <ButtonSketch label={t('ratingSettings.send')} />
    </WidgetPreview>
  );
}
