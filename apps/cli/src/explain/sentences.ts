// A recorded decision as a sentence for whoever asks why.
import type { Reason, RoutingEvent, WaitExplained } from '@frontdesk/routing';
import type { Names } from './names.js';

const WHY = {
  full: 'the queue was full',
  out_of_hours: 'the group was out of hours',
  nobody_online: 'nobody of the group was online',
  timed_out: 'the longest wait had passed',
} as const;

export function sentenceOf(event: RoutingEvent, names: Names): string {
  switch (event.type) {
    case 'assigned': {
      const { cause, agentId, groupId, reason, waitedMs } = event.data;
      const waited = waitedMs === 0 ? 'at once' : `after ${duration(waitedMs)}`;
      return `${names.agent(agentId)} got it in ${names.group(groupId)} ${waited}, ${HOW[cause]}; ${choice(reason, names)}.`;
    }
    case 'queued':
      return `It waits at place ${event.data.position} of ${names.group(event.data.groupId)}: ${excluded(event.data.reason.excluded)}.`;
    case 'submission_offered':
      return `A submission was offered, for ${WHY[event.data.why]}.`;
    case 'refused':
      return `It was turned away with a message, for ${WHY[event.data.why]}.`;
    case 'abandoned':
      return event.data.cause === 'left'
        ? 'The visitor left.'
        : 'The visitor was gone for too long and lost the place.';
    case 'timed_out':
      return `The longest wait passed after ${duration(event.data.waitedMs)}.`;
    case 'converted':
      return 'The place became a submission.';
    case 'convert_refused':
      return `It could not become a submission: ${event.data.reason.replace('_', ' ')}.`;
    case 'closed_by_staff':
      return 'Staff closed it before anybody had it.';
    case 'pull_refused':
      return `${names.agent(event.data.agentId)} wanted to take it and could not: ${event.data.reason.replaceAll('_', ' ')}.`;
    case 'released':
      return `It ended, and a slot of ${names.agent(event.data.agentId)} became free.`;
    default:
      return `${event.type.replaceAll('_', ' ')}.`;
  }
}

const HOW = {
  arrival: 'as it came',
  direct_return: 'because they spoke with this visitor shortly before',
  freed: 'when capacity became free',
  pull: 'by taking it from the queue',
} as const;

export function waitingSentence({ position, ahead, groupId, cause, ...wait }: WaitExplained, names: Names): string {
  const place = ahead === 0 ? 'It is next in line' : `It is at place ${position}`;
  const group = names.group(groupId);
  switch (cause) {
    case 'passed_over':
      return `${place}, and is passed over until the visitor is back.`;
    case 'no_agents':
      return `${place}: ${group} has no agents.`;
    case 'nobody_online':
      return `${place}: nobody of ${group} is online (${excluded(wait.excluded)}).`;
    case 'all_full':
      return `${place}: all of ${group} who are online are at their limit (${excluded(wait.excluded)}).`;
  }
}

function choice({ candidates, tieBreak }: Reason, names: Names): string {
  const [chosen, next] = candidates;
  if (chosen === undefined || tieBreak === 'named') return 'chosen by name';
  if (next === undefined) return 'nobody else could';
  const compared = `${chosen.load}/${chosen.limit} against ${next.load}/${next.limit} of ${names.agent(next.agentId)}`;
  if (tieBreak === 'saturation') return `the least load, ${compared}`;
  return tieBreak === 'longest_idle' ? `idle for longer at equal load, ${compared}` : `first by id, ${compared}`;
}

function excluded({ offline, busy, full }: Reason['excluded']): string {
  const parts = [`${full} at their limit`, `${busy} busy`, `${offline} offline`].filter(
    (part) => !part.startsWith('0 '),
  );
  return parts.length === 0 ? 'the group has no agents' : parts.join(', ');
}

function duration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
