// Somebody who waits, in full: their last words, and why nobody has them yet.
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { canLead } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { EmptyState } from '../../ui/empty-state';
import { Face } from '../../ui/face';
import { formatMoment, languageName, shortPage } from '../../ui/format';
import { Waited } from '../../ui/waited';
import { ExplanationCard } from '../visitor/explanation-card';
import { WaitControls } from '../routing/wait-controls';
import { BackButton } from '../back-button';
import type { Selection } from '../use-selection';
import { useTake } from './use-take';
import { useWaiting, type WaitingIn } from './use-waiting';
import classes from './waiting-pane.module.css';

interface WaitingPaneProps {
  readonly conversationId: string;
  readonly list: WaitingIn;
  readonly selection: Selection;
}

export function WaitingPane({ conversationId, list, selection }: WaitingPaneProps) {
  const { t } = useTranslation();
  const me = usePerson();
  const take = useTake(selection.openMine);
  const { visitor, known, asOf } = useWaiting(list, conversationId);
  if (visitor === undefined) {
    return !known ? null : (
      <EmptyState
        icon="check"
        title={t(`${list}.goneTitle`)}
        action={
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              selection.open(undefined);
            }}
          >
            {t(`${list}.back`)}
          </Button>
        }
      >
        {t(`${list}.goneBody`)}
      </EmptyState>
    );
  }
  const facts = [
    visitor.groupName,
    visitor.language === null ? undefined : languageName(visitor.language),
    visitor.page === null ? undefined : shortPage(visitor.page),
  ].filter((fact) => fact !== undefined);
  return (
    <div className={classes.scroll}>
      <Stack gap="md" maw={680} mx="auto" p="lg">
        <Group wrap="nowrap">
          <BackButton selection={selection} />
          <Face name={visitor.visitorName ?? '?'} size={44} />
          <div style={{ flex: 1, minWidth: 0 }}>
            <Title order={2} size="h4">
              {visitor.visitorName ?? t('queue.unnamed')}
            </Title>
            <Text size="sm" c="dimmed" truncate>
              {facts.join(' · ')}
            </Text>
          </div>
          <Button
            loading={take.isPending}
            onClick={() => {
              take.mutate(conversationId);
            }}
          >
            {t('queue.takeNow')}
          </Button>
        </Group>
        {canLead(me) ? <WaitControls visitor={visitor} /> : null}
        <Group gap="xl">
          {'position' in visitor ? <Fact label={t('queue.position')} value={String(visitor.position)} /> : null}
          <div>
            <Text size="xs" c="dimmed">
              {t('queue.waited')}
            </Text>
            <Text fw={650} size="xl">
              <Waited ms={visitor.waitedMs} asOf={asOf} />
            </Text>
          </div>
          {'live' in visitor ? (
            <Fact label={t('queue.connection')} value={t(visitor.live ? 'queue.here' : 'queue.notLive')} />
          ) : null}
          {'timeoutAt' in visitor && visitor.timeoutAt !== null ? (
            <Fact label={t('pool.endsAt')} value={formatMoment(visitor.timeoutAt)} />
          ) : null}
        </Group>
        {!('live' in visitor) || visitor.live ? null : (
          <Text size="sm" c="dimmed">
            {t('queue.notLiveHelp')}
          </Text>
        )}
        <Paper withBorder p="md" radius="md">
          <Text size="xs" c="dimmed" mb={4}>
            {t('queue.lastWords')}
          </Text>
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {visitor.lastText ?? t('queue.noWords')}
          </Text>
        </Paper>
        <ExplanationCard
          conversationId={conversationId}
          title={t(list === 'queue' ? 'explanation.whyWaiting' : 'pool.why')}
        />
      </Stack>
    </div>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={650} size="xl">
        {value}
      </Text>
    </div>
  );
}
