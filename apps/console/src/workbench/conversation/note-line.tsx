// What happened, between the messages: queued, joined, closed.
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatTime } from '../../ui/format';
import { useGroupName } from '../use-group-name';
import type { Happening } from './transcript-lines';
import { closedReason, offerReason, requeueCause } from './reasons';
import classes from './transcript.module.css';

/** Less than this is no wait to speak of. */
const NO_WAIT_MS = 1000;

export function NoteLine({ event }: { readonly event: Happening }) {
  const { t } = useTranslation();
  const group = useGroupName('groupId' in event.data ? event.data.groupId : undefined);
  const to = useGroupName(event.type === 'conversation.overflowed' ? event.data.toGroupId : undefined);
  const at = formatTime(event.at);
  const words = (): string => {
    switch (event.type) {
      case 'conversation.requested':
        return t('note.requested', { group });
      case 'conversation.agent_requested':
        return t('note.agentWanted', { group });
      case 'conversation.offered':
        return t('note.asked', { name: event.data.agentName });
      case 'conversation.offer_ended':
        return t(`note.offerEnded.${event.data.outcome}`, { name: event.data.agentName });
      case 'conversation.requeued':
        return t('note.requeued', { position: event.data.position, group, cause: requeueCause(event.data.cause) });
      case 'conversation.pooled':
        return event.data.cause === 'arrival'
          ? t('note.pooled', { group })
          : t('note.pooledAgain', { group, cause: requeueCause(event.data.cause) });
      case 'conversation.transferred':
        return t('note.transferred', { name: event.data.toAgentName });
      case 'conversation.overflowed':
        return t('note.overflowed', { group: to });
      case 'conversation.reprioritised':
        return t('note.reprioritised', { priority: event.data.priority, position: event.data.position });
      case 'conversation.wait_warned':
        return t('note.waitWarned', { time: timeOf(event.data.timeoutAt) });
      case 'conversation.wait_extended':
        return t('note.waitExtended', { time: timeOf(event.data.timeoutAt) });
      case 'conversation.queued':
        return t('note.queued', { position: event.data.position, group });
      case 'conversation.assigned':
        return event.data.waitedMs < NO_WAIT_MS
          ? t('note.assignedAtOnce', { name: event.data.agentName })
          : t('note.assigned', { name: event.data.agentName, waited: formatDuration(event.data.waitedMs) });
      case 'conversation.submission_offered':
        return t('note.offered', { reason: offerReason(event.data.reason) });
      case 'conversation.rating_invited':
        return t('note.ratingInvited');
      case 'conversation.rated':
        return t(event.data.changed ? 'note.ratedAnew' : 'note.rated');
      case 'conversation.summarised':
        return t('note.summarised');
      case 'conversation.closed':
        return t('note.closed', { reason: closedReason(event.data.reason) }) + whyRefused(event.data.why);
      case 'conversation.locked':
        return t('note.locked', { name: event.data.byName });
      case 'conversation.unlocked':
        return t('note.unlocked', { name: event.data.byName });
      case 'conversation.visitor_lost':
        return t('note.visitorLost');
      case 'conversation.visitor_returned':
        return t('note.visitorReturned');
      case 'conversation.transfer_requested': {
        const asked = event.data.approval === 'none' ? 'note.transferNoted' : 'note.transferAsked';
        const note = event.data.note === '' ? '' : `: ${event.data.note}`;
        return t(asked, { by: event.data.byName, to: event.data.toName }) + note;
      }
      case 'conversation.transfer_request_ended':
        return t(`note.transferEnded.${event.data.outcome}`, { name: event.data.byName ?? '' });
      case 'conversation.transfer_failed':
        return t('note.transferFailed', { reason: refusal(event.data.reason) });
      case 'conversation.reopened':
        return t(`note.reopened.${event.data.by}`);
      default:
        // An event of a newer server: its name says more than silence.
        return eventName(event);
    }
  };
  return (
    <p className={classes.note}>
      {words()} · <time dateTime={event.at}>{at}</time>
    </p>
  );
}

const timeOf = (epochMs: number): string => formatTime(new Date(epochMs).toISOString());

const refusal = (reason: string): string =>
  i18next.t(`routing.refusal.${reason}` as 'routing.refusal.at_limit', { defaultValue: reason.replaceAll('_', ' ') });

function whyRefused(why: string | null): string {
  return why === null ? '' : ` (${offerReason(why)})`;
}

function eventName({ type }: { readonly type: string }): string {
  return type.slice(type.indexOf('.') + 1).replaceAll('_', ' ');
}

export function DayLine({ at }: { readonly at: string }) {
  const day = new Intl.DateTimeFormat(i18next.language, { weekday: 'long', day: 'numeric', month: 'long' });
  return <div className={classes.day}>{day.format(new Date(at))}</div>;
}
