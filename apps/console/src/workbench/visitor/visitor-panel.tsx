// Who the agent is talking to, and how the conversation came here.
import { useTranslation } from 'react-i18next';
import { useChannels, useConversation } from '../../api/staff-queries';
import { canLead } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { CopyId } from '../../ui/copy-id';
import { countryName, formatDuration, formatMoment } from '../../ui/format';
import { Loading } from '../../ui/loading';
import { PagesCard, PastCard } from '../profile/past-card';
import { ProfileCard } from '../profile/profile-card';
import { useProfile } from '../profile/use-profile';
import { InviteButton } from '../rating/invite-button';
import { RatingCard } from '../rating/rating-given';
import { SummaryCard } from '../summary/summary-card';
import { useGroupName } from '../use-group-name';
import { ExplanationCard } from './explanation-card';
import { Fact, FactsPanel } from './facts-panel';
import { WhereFrom } from './where-from';

interface VisitorPanelProps {
  readonly conversationId: string;
  readonly onClose: () => void;
}

export function VisitorPanel({ conversationId, onClose }: VisitorPanelProps) {
  const { t } = useTranslation();
  const conversation = useConversation(conversationId).data;
  const me = usePerson();
  const group = useGroupName(conversation?.groupId);
  const country = useProfile(conversation?.visitor.visitorId).data?.country ?? null;
  const channel = useChannels().data?.find(({ id }) => id === conversation?.channel)?.document.name;
  const waitWords = (ms: number): string => (ms < 1000 ? t('visitor.noWait') : formatDuration(ms));
  if (conversation === undefined) return <Loading blocks={[{ height: 120 }]} m="md" />;
  const { visitor, arrivedAt, assignedAt, agent } = conversation;
  return (
    <FactsPanel
      name={visitor.name}
      detail={[
        channel,
        t('visitor.since', { at: formatMoment(arrivedAt) }),
        country === null ? undefined : countryName(country),
      ]
        .filter((part) => part !== undefined)
        .join(' · ')}
      verified={visitor.verified ?? false}
      onClose={onClose}
      facts={
        <>
          <WhereFrom {...conversation} />
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
          <Fact icon="key" label={t('visitor.id')}>
            <CopyId id={visitor.visitorId} />
          </Fact>
        </>
      }
    >
      <ProfileCard key={visitor.visitorId} visitorId={visitor.visitorId} />
      <SummaryCard key={conversationId} conversation={conversation} />
      {conversation.rating?.given ? <RatingCard rating={conversation.rating.given} /> : null}
      {agent?.agentId === me.sub || canLead(me) ? <InviteButton conversation={conversation} /> : null}
      <PagesCard visitorId={visitor.visitorId} />
      <PastCard visitorId={visitor.visitorId} except={conversationId} />
      <ExplanationCard conversationId={conversationId} title={t('explanation.howItCame')} />
    </FactsPanel>
  );
}
