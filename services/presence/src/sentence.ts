// "Why is this agent online?" in one English sentence, from what was chosen, what is alive and what came between.
import type { AgentPresence, ConnectionView, CustomStatusName, EffectiveStatus } from '@frontdesk/contracts';
import type { StatusCause } from '@frontdesk/presence';

const named = (status: EffectiveStatus, custom: CustomStatusName | null): string =>
  custom?.name == null ? status : `${custom.name} (counts as ${status})`;

export function sentenceOf(
  presence: AgentPresence,
  cause: StatusCause | null,
  connections: readonly ConnectionView[],
): string {
  const { agentId, effective, effectiveCustom, since } = presence;
  const by = cause === null ? '' : `, ${BY[cause]}`;
  const status = `${agentId} is ${named(effective, effectiveCustom)} since ${since}${by}`;
  return `${status}: ${choice(presence)}, and ${alive(connections)}.`;
}

/** What set it off, last. */
const BY: Readonly<Record<StatusCause, string>> = {
  agent: 'by the agent’s own choice',
  supervisor: 'by a supervisor’s choice',
  connection: 'by a connection that opened or was closed',
  lease: 'by a connection that fell silent',
  approval: 'by a supervisor’s approval',
  pending: 'for the end of the last conversation',
  idle: 'for want of activity',
  activity: 'by activity',
};

function choice({ intent, intentCustom, pending, idle, request }: AgentPresence): string {
  const parts = [`the choice is ${named(intent, intentCustom)}`];
  if (pending !== null) parts.push(`after the last conversation ${named(pending.status, pending.custom)}`);
  if (idle) parts.push('there was no activity for too long');
  if (request !== null) parts.push(`${named(request.status, request.custom)} waits for a supervisor`);
  return parts.join(', ');
}

function alive(connections: readonly ConnectionView[]): string {
  if (connections.length === 0) return 'no connection lives';
  const [newest] = [...connections].sort((a, b) => b.epoch - a.epoch);
  if (connections.every(({ about }) => about?.kind === 'background') && newest?.about) {
    const { device, browser } = newest.about;
    return `no page is open, but an app in the background (${device}, ${browser}) counts until ${newest.expiresAt}`;
  }
  const count = connections.length === 1 ? 'one connection lives' : `${connections.length} connections live`;
  const about = newest?.about;
  const device = about == null ? '' : ` (${about.device}, ${about.browser})`;
  return `${count}, the newest${device} since ${newest?.since}, heard of at ${newest?.lastBeatAt}`;
}
