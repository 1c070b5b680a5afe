// Why a command was refused, as the problem that says so and what to do.
import { ProblemException } from '@frontdesk/nest';
import type { CommandRefusal } from '@frontdesk/routing';

const REFUSALS: Readonly<Record<CommandRefusal, string>> = {
  taken_by_other: 'Somebody else has this conversation already.',
  visitor_left: 'The visitor has left the queue.',
  at_limit: 'The agent is at the reception limit; a conversation has to be closed first.',
  not_online: 'Only an agent who is online takes conversations.',
  unknown_agent: 'This is no agent of the workspace.',
  unknown_group: 'There is no such group.',
  offer_over: 'This offer is over: it lapsed, was withdrawn, or was answered.',
  not_waiting: 'This conversation does not wait any more.',
  place_fixed: 'Its place is fixed: it was overtaken as often as the rules of its queue allow.',
  no_more_keep_waiting: 'The wait has been prolonged as often as the rules of the queue allow.',
  no_timeout: 'This wait has no end that could be put off.',
  not_yours: 'An agent may hand over only what they have; a supervisor anything.',
  no_change: 'It is there already.',
};

/** Reasons of an engine that is newer than this process are told as they are. */
export function refusal(reason: CommandRefusal): ProblemException {
  return new ProblemException(reason, REFUSALS[reason] ?? reason.replaceAll('_', ' '));
}
