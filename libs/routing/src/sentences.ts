// Why a decision went as it did, in a sentence; the record it was made from stands beside it.
import type { RoutingEvent } from './event.js';
import type { Candidate, Reason } from './reason.js';
import type { PoolExplained, WaitExplained } from './explain.js';
import type { PlaceInPool, RequeueCause } from './later-event.js';
import { laterSentence } from './later-sentences.js';

export interface NameOf {
  agent(id: string): string;
  group(id: string): string;
}

/** One recorded event about a conversation as a sentence. */
export function sentenceOf(event: RoutingEvent, name: NameOf): string {
  switch (event.type) {
    case 'assigned':
      return `${how(event.data.cause, name.agent(event.data.agentId))} ${choice(event.data.reason, name)} ${waited(event.data.waitedMs)}`.trim();
    case 'queued':
      return `Nobody in ${name.group(event.data.groupId)} could take it (${excluded(event.data.reason)}), so the visitor waits at place ${event.data.position}.`;
    case 'submission_offered':
      return `A submission was offered: ${whyNot(event.data)}.`;
    case 'refused':
      return `Turned away with a message: ${whyNot(event.data)}.`;
    case 'abandoned':
      return event.data.cause === 'left'
        ? 'The visitor left the queue.'
        : 'The visitor was gone for too long and lost the place.';
    case 'timed_out':
      return event.data.pooled
        ? `Nobody took it from the pool within ${duration(event.data.waitedMs)}.`
        : `The longest wait passed after ${duration(event.data.waitedMs)}.`;
    case 'converted':
      return 'The place became a submission.';
    case 'convert_refused':
      return event.data.reason === 'pooled'
        ? 'What was typed into a submission is a message: it is answered later anyway.'
        : 'A submission came too late: it was no longer open.';
    case 'closed_by_staff':
      return 'Staff closed it while it waited.';
    case 'pull_refused':
      return `${name.agent(event.data.agentId)} tried to take it and could not (${event.data.reason.replaceAll('_', ' ')}).`;
    case 'released':
      return `It was closed, which freed a slot of ${name.agent(event.data.agentId)}.`;
    case 'offered':
      return `${how(event.data.cause, name.agent(event.data.agentId), 'was asked to take it')} ${choice(event.data.reason, name)}`.trim();
    case 'pooled':
      return intoPool(event.data, name);
    case 'requeued':
      return `Back in the queue of ${name.group(event.data.groupId)} at place ${event.data.position}: ${BACK[event.data.cause]}.`;
    case 'transferred':
      return `${name.agent(event.data.fromAgentId)} had it; it went on to ${name.agent(event.data.toAgentId)}, by ${name.agent(event.data.by)}.`;
    default:
      return laterSentence(event, name) ?? event.type.replaceAll('_', ' ');
  }
}

const BACK: Readonly<Record<RequeueCause, string>> = {
  offer: 'nobody took the offer',
  agent_lost: 'the agent’s connection was gone for too long',
  no_first_response: 'the agent did not answer in time',
  moved: 'staff moved it',
  transfer: 'it was handed to the group',
  overflow: 'another group serves it now',
  switched: 'the mode is another one',
};

function intoPool({ cause, groupId, reason }: PlaceInPool, name: NameOf): string {
  const pool = `the pool of ${name.group(groupId)}`;
  if (cause !== 'arrival') return `In ${pool}: ${BACK[cause]}.`;
  const why = reason.excluded.off_duty === undefined ? excluded(reason) : 'the group is off duty';
  return `Nobody could take it at once (${why}), so it is in ${pool} until somebody can.`;
}

const WHY = {
  full: 'the queue was full',
  out_of_hours: 'the group was out of hours',
  nobody_online: 'nobody of the group was online',
  timed_out: 'the longest wait had passed',
  by_rule: 'a rule asks for a submission',
  agent_lost: 'the agent was gone for too long',
  blocked: 'the visitor is blocked',
} as const;

const whyNot = ({ why, closing }: { readonly why: keyof typeof WHY; readonly closing?: true }): string =>
  closing === true ? 'the hours of the group ended while they waited' : WHY[why];

function how(cause: string, agent: string, got = 'got it'): string {
  switch (cause) {
    case 'direct_return':
      return `${agent} ${got} because they spoke with this visitor shortly before.`;
    case 'familiar':
      return `${agent} ${got} because they know this visitor.`;
    case 'designated':
      return `${agent} ${got} because they were asked for by name.`;
    case 'overflow':
      return `${agent} ${got} for a group that could not.`;
    case 'offer_accepted':
      return `${agent} accepted it.`;
    case 'assigned_by_staff':
      return `${agent} was given it by staff.`;
    case 'pull':
      return `${agent} took it from the queue.`;
    case 'freed':
      return `${agent} ${got} when capacity became free.`;
    default:
      return `${agent} ${got} at once.`;
  }
}

function choice({ candidates, tieBreak, excluded: out }: Reason, name: NameOf): string {
  const [chosen, next] = candidates;
  if (!chosen || tieBreak === 'named') return '';
  const others = Object.values(out).some((count) => (count ?? 0) > 0);
  if (tieBreak === 'only_candidate' || !next)
    return `No one else was eligible${others ? ` (${excludedText(out)})` : ''}.`;
  const compared = `${share(chosen)} against ${share(next)} of ${name.agent(next.agentId)}`;
  if (tieBreak === 'saturation') return `Lowest load: ${compared}.`;
  if (tieBreak === 'longest_idle') return `Equal load (${compared}); idle for longer.`;
  if (tieBreak === 'preference') return `Asked before ${name.agent(next.agentId)} in this group.`;
  if (tieBreak === 'least_loaded') return `Fewest conversations: ${compared}.`;
  if (tieBreak === 'round_robin') return `It was their turn, before ${name.agent(next.agentId)}.`;
  return `Equal load and idle time (${compared}); first by id.`;
}

const share = ({ load, limit }: Candidate): string => `${load} of ${limit}`;
const excluded = (reason: Reason): string => excludedText(reason.excluded);

function excludedText(out: Reason['excluded']): string {
  const parts = EXCLUDED.flatMap(([why, what]) => ((out[why] ?? 0) === 0 ? [] : [`${out[why]} ${what}`]));
  return parts.length === 0 ? 'it has no agents' : parts.join(', ');
}

const EXCLUDED: readonly (readonly [why: keyof Reason['excluded'], what: string])[] = [
  ['full', 'at their limit'],
  ['wrap_up', 'wrapping up'],
  ['busy', 'busy'],
  ['offline', 'offline'],
  ['skill', 'without the skill'],
  ['excluded', 'who had it before'],
  ['ramp', 'given enough for this minute'],
  ['off_duty', 'off duty'],
];

/** "Why am I still waiting", as of now. */
export function waitingSentence(wait: WaitExplained, name: NameOf): string {
  const place = wait.ahead === 0 ? 'Next in line' : `Place ${wait.position}, ${wait.ahead} ahead`;
  switch (wait.cause) {
    case 'passed_over':
      return `${place}, but passed over while the visitor's connection is gone.`;
    case 'no_agents':
      return `${place}: ${name.group(wait.groupId)} has no agents.`;
    case 'nobody_online':
      return `${place}: nobody of ${name.group(wait.groupId)} is online (${excludedText(wait.excluded)}).`;
    case 'nobody_suits':
      return `${place}: nobody of ${name.group(wait.groupId)} who is online suits it (${excludedText(wait.excluded)}).`;
    case 'kept':
      return `${place}, kept for a while for ${name.agent(wait.keptFor ?? '')}, who knows the visitor.`;
    case 'all_full':
      return `${place}: everybody of ${name.group(wait.groupId)} who is online is at their limit (${excludedText(wait.excluded)}).`;
  }
}

/** "Why does nobody have it yet", as of now. */
export function poolSentence({ cause, groupId, excluded: out }: PoolExplained, name: NameOf): string {
  const group = name.group(groupId);
  switch (cause) {
    case 'off_duty':
      return `In the pool: ${group} is off duty.`;
    case 'no_agents':
      return `In the pool: ${group} has no agents.`;
    case 'nobody_online':
      return `In the pool: nobody of ${group} is online (${excludedText(out)}).`;
    case 'nobody_suits':
      return `In the pool: nobody of ${group} who could take it suits it (${excludedText(out)}).`;
    case 'all_full':
      return `In the pool: everybody of ${group} who could take it is at their limit (${excludedText(out)}).`;
  }
}

const waited = (ms: number): string => (ms < 1_000 ? '' : `The visitor had waited ${duration(ms)}.`);

function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
