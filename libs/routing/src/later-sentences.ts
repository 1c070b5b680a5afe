// Sentences of what happens beyond who gets whom: how offers ended, where a wait went on, what was asked and refused.
import type { RoutingEvent } from './event.js';
import type { OfferEnded } from './later-event.js';

interface NameOf {
  agent(id: string): string;
  group(id: string): string;
}

/** Null: not one of these. */
export function laterSentence(event: RoutingEvent, name: NameOf): string | null {
  switch (event.type) {
    case 'offer_ended':
      return ENDED[event.data.how](name.agent(event.data.agentId));
    case 'visitor_wrote':
      return 'The visitor wrote again, which moved it forward in the pool.';
    case 'overflowed': {
      const { fromGroupId, toGroupId, when } = event.data;
      return `${name.group(fromGroupId)} could not (${when.replaceAll('_', ' ')}), so ${name.group(toGroupId)} may serve it.`;
    }
    case 'reprioritised':
      return `${name.agent(event.data.by)} gave it priority ${event.data.priority}, which is place ${event.data.position}.`;
    case 'wait_warned':
      return 'The visitor was told that the longest wait is nearly over.';
    case 'wait_extended':
      return `The visitor goes on waiting; so may it be ${event.data.left} more times.`;
    case 'keeping_ended':
      return event.data.cause === 'elapsed'
        ? `It was kept for ${name.agent(event.data.agentId)} long enough: anybody may take it.`
        : `${name.agent(event.data.agentId)}, for whom it was kept, is gone: anybody may take it.`;
    case 'wrap_up_started':
      return `${name.agent(event.data.agentId)} wraps it up; the slot is held meanwhile.`;
    case 'wrap_up_ended':
      return event.data.cause === 'agent'
        ? `${name.agent(event.data.agentId)} ended the wrap-up.`
        : `The wrap-up of ${name.agent(event.data.agentId)} was over.`;
    case 'agent_responded':
      return `${name.agent(event.data.agentId)} answered in time.`;
    case 'command_refused': {
      const { by, reason } = event.data;
      const who = by === undefined ? 'A command' : `A command of ${name.agent(by)}`;
      return `${who} was refused (${reason.replaceAll('_', ' ')}).`;
    }
    default:
      return null;
  }
}

const ENDED: Readonly<Record<OfferEnded['how'], (agent: string) => string>> = {
  accepted: (agent) => `${agent} accepted the offer.`,
  rejected: (agent) => `${agent} declined the offer.`,
  timed_out: (agent) => `${agent} did not answer the offer in time.`,
  withdrawn: (agent) => `The offer to ${agent} was withdrawn: they could no longer take it.`,
  visitor_left: (agent) => `The visitor left before ${agent} had answered.`,
};
