// What the visitor thinks of it, as staff reads it: a glance in a list, the whole beside the conversation.
import type { RatingGiven, RatingKind } from '@frontdesk/contracts';
import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../ui/format';

const OF: Readonly<Record<RatingKind, number>> = { stars5: 5, nps: 10, thumbs: 1 };

interface FaceProps {
  readonly kind: RatingKind;
  readonly score: number;
  readonly on: boolean;
}

/** One score of a row of them. */
export function RatingFace({ kind, score, on }: FaceProps) {
  if (kind === 'stars5')
    return (
      <Text span fz={24} lh={1} c={on ? '#b7791f' : 'dimmed'} aria-hidden>
        {on ? '★' : '☆'}
      </Text>
    );
  return (
    <Badge variant={on ? 'filled' : 'default'} size={kind === 'thumbs' ? 'lg' : 'sm'} aria-hidden>
      {kind === 'thumbs' ? (score === 1 ? '👍' : '👎') : score}
    </Badge>
  );
}

/** "★ 4", short enough for a row. */
export function RatingGlance({ rating }: { readonly rating: Pick<RatingGiven, 'kind' | 'score'> }) {
  const { t } = useTranslation();
  const { kind, score } = rating;
  const words =
    kind === 'thumbs' ? (score === 1 ? '👍' : '👎') : kind === 'stars5' ? `★ ${String(score)}` : `${String(score)}/10`;
  return (
    <Text
      span
      size="xs"
      c="dimmed"
      title={t('rating.title')}
      aria-label={t('rating.of', { score, most: OF[kind] })}
      role="img"
    >
      {words}
    </Text>
  );
}

export function RatingCard({ rating }: { readonly rating: RatingGiven }) {
  const { t } = useTranslation();
  const { kind, score, tags, text, solved, at } = rating;
  return (
    <Paper withBorder p="md" radius="md" data-testid="rating">
      <Stack gap={6}>
        <Title order={3} size="sm">
          {t('rating.title')}
        </Title>
        <Group gap={6}>
          {kind === 'stars5' ? (
            <span role="img" aria-label={t('rating.of', { score, most: 5 })}>
              {[1, 2, 3, 4, 5].map((one) => (
                <RatingFace key={one} kind={kind} score={one} on={one <= score} />
              ))}
            </span>
          ) : (
            <>
              <RatingFace kind={kind} score={score} on />
              <Text size="sm">{kind === 'nps' ? t('rating.of', { score, most: 10 }) : null}</Text>
            </>
          )}
          <Text size="xs" c="dimmed">
            {formatMoment(at)}
          </Text>
        </Group>
        {tags.length > 0 ? (
          <Group gap={4}>
            {tags.map(({ id, name }) => (
              <Badge key={id} variant="default" size="sm" tt="none">
                {name}
              </Badge>
            ))}
          </Group>
        ) : null}
        {solved === null ? null : <Text size="sm">{t(solved ? 'rating.solved' : 'rating.unsolved')}</Text>}
        {text === null ? null : (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            “{text}”
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
