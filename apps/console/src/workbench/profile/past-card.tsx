// What the visitor looks at, and what they had to do with the house before.
import type { VisitorPast } from '@frontdesk/contracts';
import { Anchor, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatMoment, shortPage } from '../../ui/format';
import { RatingGlance } from '../rating/rating-given';
import { useHistory, useProfile } from './use-profile';

const SHOWN = 10;

export function PagesCard({ visitorId }: { readonly visitorId: string }) {
  const { t } = useTranslation();
  const pages = useProfile(visitorId).data?.pages ?? [];
  if (pages.length === 0) return null;
  return (
    <Paper withBorder p="md" radius="md" data-testid="visited">
      <Title order={3} size="sm" mb={6}>
        {t('profile.pages')}
      </Title>
      <Stack gap={6} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {pages.slice(0, SHOWN).map(({ url, title, at }) => (
          <li key={url}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {title || shortPage(url)}
            </Text>
            <Text size="xs" c="dimmed" title={url} truncate>
              {formatMoment(at)} · {shortPage(url)}
            </Text>
          </li>
        ))}
      </Stack>
    </Paper>
  );
}

interface PastCardProps {
  readonly visitorId: string;
  /** It stands beside; it is not its own past. */
  readonly except: string;
}

export function PastCard({ visitorId, except }: PastCardProps) {
  const { t } = useTranslation();
  const past = useHistory(visitorId).data?.data.filter(({ id }) => id !== except);
  if (past === undefined) return null;
  return (
    <Paper withBorder p="md" radius="md" data-testid="past">
      <Title order={3} size="sm" mb={6}>
        {t('profile.history')}
      </Title>
      {past.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('profile.noHistory')}
        </Text>
      ) : (
        <Stack gap={8} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
          {past.slice(0, SHOWN).map((one) => (
            <Past key={one.id} past={one} />
          ))}
        </Stack>
      )}
    </Paper>
  );
}

function Past({ past }: { readonly past: VisitorPast }) {
  const { t } = useTranslation();
  const { kind, id, at, agentName, text, rating } = past;
  return (
    <li>
      <Text size="xs" c="dimmed">
        {t(`profile.kind.${kind}`)} · {formatMoment(at)}
        {agentName === null ? '' : ` · ${agentName}`} {rating === null ? null : <RatingGlance rating={rating} />}
      </Text>
      {kind === 'conversation' ? (
        <Anchor
          size="sm"
          underline="always"
          renderRoot={(props) => <Link {...props} to="/workbench" search={{ id, state: 'closed' }} />}
        >
          {text === null || text === '' ? t('profile.noWords') : text}
        </Anchor>
      ) : (
        <Text size="sm" lineClamp={2}>
          {text}
        </Text>
      )}
    </li>
  );
}
