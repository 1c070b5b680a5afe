// The conversation as one decider.
import { isRejected, unreachable, type Decider, type Instant } from '@frontdesk/kernel';
import type { ConversationCommand, ConversationRefusal, Recorded } from './command.js';
import type { ConversationFact } from './event.js';
import { editMessage, recallMessage } from './editing.js';
import { evolve, initial } from './evolve.js';
import { saidAfter, saidBefore } from './automatic.js';
import { close, comeBack, end, start } from './lifecycle.js';
import { lock, noticeVisitor, reopen, unlock } from './going-on.js';
import { record } from './recording.js';
import { addMessage, carryMessage, markRead, markReadByVisitor, type Answer } from './messages.js';
import { inviteRating, rate } from './rating.js';
import type { ConversationState } from './state.js';
import { fire } from './timers.js';
import { answerTransfer, askTransfer, mootBefore } from './transfer.js';
import { summarise } from './summary.js';

export const conversationDecider: Decider<
  ConversationState,
  ConversationCommand,
  ConversationFact,
  ConversationRefusal
> = { initial, decide, evolve };

function decide(state: ConversationState, command: ConversationCommand): Answer {
  const answer = decideAlone(state, command);
  return isRejected(answer) ? answer : withWords(state, command, answer);
}

/** What the house says by itself, around what it says it to; and the end of what thereby came to nothing. */
function withWords(state: ConversationState, command: ConversationCommand, facts: readonly ConversationFact[]): Answer {
  const { inForce, at } = command;
  const newcomer = command.type === 'start' && command.newcomer === true;
  const all: ConversationFact[] = [];
  let now = state;
  const add = (more: readonly ConversationFact[]): void => {
    all.push(...more);
    for (const fact of more) now = evolve(now, fact, at);
  };
  const timedOut = facts.some((fact) => isWords(fact, 'visitor_timeout'));
  for (const fact of facts) {
    add(mootBefore(now, fact));
    if (!timedOut) add(saidBefore(fact, now, inForce));
    add([fact]);
    add(saidAfter(fact, now, inForce, newcomer));
  }
  return all;
}

const isWords = (fact: ConversationFact, kind: string): boolean =>
  fact.type === 'conversation.message_added' && fact.data.automatic === kind;

function decideAlone(state: ConversationState, command: ConversationCommand): Answer {
  const { at = 0 } = command;
  switch (command.type) {
    case 'start':
      return start(state, command.request, command.first);
    case 'record_queued':
    case 'record_assigned':
    case 'record_offered':
    case 'record_ended':
    case 'record_agent_asked':
    case 'record_offer_ended':
    case 'record_requeued':
    case 'record_pooled':
    case 'record_transferred':
    case 'record_transfer_failed':
    case 'record_news':
      return record(state, command);
    case 'record_decision':
      // Decided before it was opened again: that life of it is over, and the engine has heard so.
      return state.awaitsRouting && command.answersRequest !== true ? [] : recordAll(state, command.decided, at);
    case 'add_message':
      return addMessage(state, command.actor, command.message);
    case 'carry_message':
      return carryMessage(state, command.message);
    case 'edit_message':
      return editMessage(state, command, command.text);
    case 'recall_message':
      return recallMessage(state, command);
    case 'mark_read_by_visitor':
      return markReadByVisitor(state, command.visitorId, command.upTo);
    case 'mark_read':
      return markRead(state, command.agentId, command.upTo);
    case 'close':
      return close(state, command.actor, command.required);
    case 'summarise':
      return summarise(state, command.actor, command.summary);
    case 'invite_rating':
      return inviteRating(state, command.actor, command.templateId);
    case 'rate':
      return rate(state, command);
    default:
      return goOn(state, command, at);
  }
}

type GoingOn = Extract<
  ConversationCommand,
  {
    readonly type:
      | 'end'
      | 'come_back'
      | 'reopen'
      | 'lock'
      | 'unlock'
      | 'lose_visitor'
      | 'find_visitor'
      | 'ask_transfer'
      | 'answer_transfer'
      | 'fire_timer';
  }
>;

function goOn(state: ConversationState, command: GoingOn, at: Instant): Answer {
  const { inForce } = command;
  switch (command.type) {
    case 'end':
      return end(state, command.reason);
    case 'come_back':
      return comeBack(state, inForce);
    case 'reopen':
      return reopen(state, command.actor, command.to, at, inForce);
    case 'lock':
      return lock(state, command.actor);
    case 'unlock':
      return unlock(state, command.actor);
    case 'lose_visitor':
      return noticeVisitor(state, command.lastBeatAt, inForce);
    case 'find_visitor':
      return noticeVisitor(state, null, inForce);
    case 'ask_transfer':
      return askTransfer(state, command, at, inForce);
    case 'answer_transfer':
      return answerTransfer(state, command.actor, command.requestId, command.answer);
    case 'fire_timer':
      return fire(state, { ...command, at }, inForce);
    default:
      return unreachable(command);
  }
}

function recordAll(state: ConversationState, decided: readonly Recorded[], at: Instant): Answer {
  const facts: ConversationFact[] = [];
  let now = state;
  for (const one of decided) {
    const recorded = record(now, one);
    if (isRejected(recorded)) return recorded;
    facts.push(...recorded);
    for (const fact of recorded) now = evolve(now, fact, at);
  }
  return facts;
}
