// The work on a submission that counts: whose it is, what is said, how it ends, and how it goes on.
import { rejected } from '@frontdesk/kernel';
import { carriedText } from './carried-text.js';
import type { Answer, SubmissionCommand, SubmissionRefusal, SubmissionState } from './command.js';
import type { SubmissionFact } from './event.js';
import { cleaned, MAX_TEXT } from './limits.js';

type Of<Type extends SubmissionCommand['type']> = Extract<SubmissionCommand, { type: Type }>;

/** Why nothing can be done with it yet, or any more; null: it counts. */
export function notThere({ status }: SubmissionState): SubmissionRefusal | null {
  if (status === 'pending')
    return rejected('submission_pending', 'Routing has not decided yet whether an agent takes this visitor.');
  if (status === 'withdrawn')
    return rejected('submission_withdrawn', 'An agent took the conversation; the text stands there as a message.');
  return null;
}

const closedFor = (what: string): SubmissionRefusal =>
  rejected('submission_closed', `This submission is closed. Open it again before you ${what} it.`);

export function assign(state: SubmissionState, { agentId, how, by }: Of<'assign'>): Answer {
  const refusal = notThere(state);
  // In turn is asked for by the product itself: whoever came first keeps it.
  if (how === 'in_turn' && (refusal !== null || state.assigneeId !== null || state.status !== 'confirmed')) return [];
  if (refusal !== null) return refusal;
  if (state.status === 'closed') return closedFor('assign');
  return state.assigneeId === agentId ? [] : [{ type: 'submission.assigned', data: { agentId, how, by } }];
}

export function accept(state: SubmissionState, by: string): Answer {
  const refusal = notThere(state);
  if (refusal !== null) return refusal;
  if (state.status === 'closed') return closedFor('take');
  if (state.status === 'accepted' && state.assigneeId !== by)
    return rejected('submission_taken', 'Somebody else works on it. A supervisor can assign it to you.');
  return taking(state, by);
}

/** It becomes the agent's, and is worked on. */
function taking(state: SubmissionState, by: string): readonly SubmissionFact[] {
  return [
    ...(state.assigneeId === by
      ? []
      : [{ type: 'submission.assigned', data: { agentId: by, how: 'taken', by } } as const]),
    ...(state.status === 'accepted' ? [] : [{ type: 'submission.accepted', data: { by } } as const]),
  ];
}

export function reply(state: SubmissionState, command: Of<'reply'>): Answer {
  const refusal = notThere(state);
  if (refusal !== null) return refusal;
  const { messageId, author, by, mayReopen } = command;
  if (state.replies.includes(messageId)) return [];
  const text = cleaned(command.text);
  const fault = textFault(text);
  if (fault !== null) return rejected('invalid_submission', 'This reply cannot be sent as it is.', [fault]);
  const said: SubmissionFact = { type: 'submission.replied', data: { messageId, author, by, text } };
  if (state.status !== 'closed') {
    // Who answers what nobody has taken yet has taken it; a colleague's answer takes nothing away.
    const mine = author === 'agent' && state.status === 'confirmed' && (state.assigneeId ?? by) === by;
    return mine ? [...taking(state, by), said] : [said];
  }
  if (author === 'agent') return closedFor('answer');
  if (!mayReopen)
    return rejected('submission_closed', 'This has been closed for too long. Leave a new message instead.');
  return [{ type: 'submission.reopened', data: { why: 'replied', by } }, said];
}

function textFault(text: string) {
  if (text === '') return { pointer: '/text', code: 'empty', message: 'Write something first.' };
  return text.length > MAX_TEXT
    ? { pointer: '/text', code: 'too_long', message: `At most ${MAX_TEXT} characters.` }
    : null;
}

export function close(state: SubmissionState, by: string): Answer {
  if (state.status === 'closed') return [];
  return notThere(state) ?? [{ type: 'submission.closed', data: { by } }];
}

export function reopen(state: SubmissionState, by: string): Answer {
  const refusal = notThere(state);
  if (refusal !== null) return refusal;
  return state.status === 'closed' ? [{ type: 'submission.reopened', data: { why: 'by_hand', by } }] : [];
}

/** The conversation goes on with it, so it is nobody's work any more (G5). */
export function converse(state: SubmissionState, { conversationId, by }: Of<'converse'>): Answer {
  const refusal = notThere(state);
  if (refusal !== null) return refusal;
  if (state.status === 'closed' || state.received === null) return closedFor('continue');
  const { visitorId, groupId, name, language, channel, attachments } = state.received;
  const text = carriedText(state.received);
  return [
    {
      type: 'submission.became_conversation',
      data: {
        ...{ conversationId, visitorId, groupId, agentId: by, text, name, language: language ?? null },
        ...(channel === undefined ? {} : { channel }),
        ...(attachments === undefined ? {} : { attachments }),
      },
    },
  ];
}
