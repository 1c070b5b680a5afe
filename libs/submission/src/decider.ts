// The submission as one decider.
//
//   leave ──▶ pending ──▶ confirmed ──▶ accepted ──▶ closed      (confirmed at once when no conversation's place hangs on it)
//                  │            ▲            ▲────────┘           (a reply, or by hand: open again)
//                  └────▶ withdrawn                              (an agent came first and has the text)
import { rejected, unreachable, type Decider } from '@frontdesk/kernel';
import { carriedText } from './carried-text.js';
import type { Answer, SubmissionCommand, SubmissionRefusal, SubmissionState } from './command.js';
import type { SubmissionFact } from './event.js';
import { answered, PLAIN_FORM } from './form.js';
import { rate } from './rating.js';
import { accept, assign, close, converse, reopen, reply } from './work.js';

export const submissionDecider: Decider<SubmissionState, SubmissionCommand, SubmissionFact, SubmissionRefusal> = {
  initial: () => ({
    ...{ status: 'none', conversationId: null, received: null, assigneeId: null, rated: null, replies: [] },
  }),
  decide,
  evolve,
};

function decide(state: SubmissionState, command: SubmissionCommand): Answer {
  if (command.type === 'leave') return state.status === 'none' ? leave(command) : [];
  if (state.status === 'none') return rejected('unknown_submission', 'There is no such submission.');
  switch (command.type) {
    case 'confirm':
      return state.status === 'pending' ? [{ type: 'submission.confirmed', data: {} }] : [];
    case 'withdraw':
      return withdraw(state);
    case 'assign':
      return assign(state, command);
    case 'accept':
      return accept(state, command.by);
    case 'reply':
      return reply(state, command);
    case 'close':
      return close(state, command.by);
    case 'reopen':
      return reopen(state, command.by);
    case 'rate':
      return rate(state, command);
    case 'converse':
      return converse(state, command);
    default:
      return unreachable(command);
  }
}

function leave({ submission: given, form, typed }: Extract<SubmissionCommand, { type: 'leave' }>): Answer {
  const { submission, errors } = answered(given, form ?? PLAIN_FORM, typed ?? {});
  if (errors.length > 0) return rejected('invalid_submission', 'This message cannot be left as it is.', errors);
  const received: SubmissionFact = { type: 'submission.received', data: submission };
  return submission.conversationId === null ? [received, { type: 'submission.confirmed', data: {} }] : [received];
}

function withdraw({ status, conversationId, received }: SubmissionState): Answer {
  if (status !== 'pending' || conversationId === null || received === null) return [];
  const { attachments } = received;
  const files = attachments === undefined ? {} : { attachments };
  const data = { conversationId, reason: 'assigned', text: carriedText(received), ...files } as const;
  return [{ type: 'submission.withdrawn', data }];
}

function evolve(state: SubmissionState, fact: SubmissionFact): SubmissionState {
  switch (fact.type) {
    case 'submission.received':
      return { ...state, status: 'pending', conversationId: fact.data.conversationId, received: fact.data };
    case 'submission.confirmed':
      return { ...state, status: 'confirmed' };
    case 'submission.withdrawn':
      return { ...state, status: 'withdrawn' };
    case 'submission.assigned':
      return { ...state, assigneeId: fact.data.agentId };
    case 'submission.accepted':
      return { ...state, status: 'accepted' };
    case 'submission.replied':
      return { ...state, replies: [...state.replies, fact.data.messageId] };
    case 'submission.closed':
    case 'submission.became_conversation':
      return { ...state, status: 'closed' };
    case 'submission.reopened':
      // Whoever had it has it again; nobody's is for anybody.
      return { ...state, status: state.assigneeId === null ? 'confirmed' : 'accepted' };
    case 'submission.rated':
      return { ...state, rated: { rating: null, changeableUntil: 0 } };
    case 'submission.rating_given': {
      const { changeableUntil, changed: _changed, ...rating } = fact.data;
      return { ...state, rated: { rating, changeableUntil } };
    }
    default:
      return unreachable(fact);
  }
}
