// Who the agent is talking to, and how the conversation came here.
import { ActionIcon, Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConversation } from '../../api/staff-queries';
import { Face } from '../../ui/face';
import { formatDuration, formatMoment, languageName, shortPage } from '../../ui/format';
import { Icon, type IconName } from '../../ui/icon';
import { useGroupName } from '../use-group-name';
import { ExplanationCard } from './explanation-card';
import classes from './visitor-panel.module.css';

interface VisitorPanelProps {
  readonly conversationId: string;
  readonly onClose: () => void;
}

export function VisitorPanel({ conversationId, onClose }: VisitorPanelProps) {
  const { t } = useTranslation();
  const conversation = useConversation(conversationId).data;
  const group = useGroupName(conversation?.groupId);
  const waitWords = (ms: number): string => (ms < 1000 ? t('visitor.noWait') : formatDuration(ms));
  if (conversation === undefined) return <Skeleton height={120} m="md" aria-label={t('common.loading')} />;
  const { visitor, language, page, arrivedAt, assignedAt } = conversation;
  return (
    <Stack gap="md" p="md">
      <Group wrap="nowrap">
        <Face name={visitor.name} size={44} />
        <div style={{ minWidth: 0, flex: 1 }}>
          <Title order={2} size="md" style={{ overflowWrap: 'anywhere' }}>
            {visitor.name}
          </Title>
          <Text size="xs" c="dimmed" truncate title={visitor.visitorId}>
            {visitor.visitorId}
          </Text>
        </div>
        <ActionIcon
          className={classes.close}
          variant="subtle"
          color="gray"
          onClick={onClose}
          aria-label={t('common.hide')}
        >
          <Icon name="close" />
        </ActionIcon>
      </Group>
      <dl className={classes.facts}>
        <Fact icon="page" label={t('visitor.page')}>
          {page === null ? t('visitor.unknown') : <PageLink page={page} />}
        </Fact>
        <Fact icon="globe" label={t('visitor.language')}>
          {language === null ? t('visitor.unknown') : languageName(language)}
        </Fact>
        <Fact icon="group" label={t('visitor.group')}>
          {group}
        </Fact>
        <Fact icon="clock" label={t('visitor.arrived')}>
          {formatMoment(arrivedAt)}
        </Fact>
        <Fact icon="queue" label={t('visitor.waited')}>
          {assignedAt === null
            ? t('visitor.stillWaiting')
            : waitWords(new Date(assignedAt).getTime() - new Date(arrivedAt).getTime())}
        </Fact>
      </dl>
      <ExplanationCard conversationId={conversationId} title={t('explanation.howItCame')} />
    </Stack>
  );
}

/** Only web addresses become links: the value comes from the visitor's browser. */
function PageLink({ page }: { readonly page: string }) {
  if (!/^https?:\/\//u.test(page)) return page;
  return (
    <Anchor href={page} target="_blank" rel="noreferrer noopener" size="sm" title={page} underline="always">
      {shortPage(page)}
    </Anchor>
  );
}

function Fact({
  icon,
  label,
  children,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.fact}>
      <dt>
        <Icon name={icon} size={15} /> {label}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
