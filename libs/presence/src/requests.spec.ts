// Leaving online where a supervisor must agree (C5): one outcome, and whoever comes too late is told which.
import { describe, expect, test } from '@jest/globals';
import { fold, isRejected } from '@frontdesk/kernel';
import { specify } from '@frontdesk/kernel/testing';
import { agentDecider, type AgentEvent } from './index.js';
import {
  ask,
  changed,
  choose,
  chosen,
  connected,
  disconnected,
  idle,
  lastConversationEnded,
  MEAL,
  pendingSet,
  requested,
  settle,
  settled,
  SUE,
  wentIdle,
  WITH_APPROVAL,
} from './testing/words.js';

const given = specify(agentDecider);
const online = [connected, chosen('online')] as const;
const asked = [...online, requested(MEAL)] as const;

describe('asking', () => {
  test('C5a leaving online asks, and changes nothing yet', () =>
    given(...online)
      .when(ask('meal'))
      .then(requested(MEAL)));
  test('C5a coming online asks nobody', () =>
    given(connected)
      .when(ask('online'))
      .then(chosen('online'), changed('offline', 'online', 'agent')));
  test('C5a a supervisor is exempt', () =>
    given(...online)
      .when(ask('busy', { exempt: true }))
      .then(chosen('busy'), changed('online', 'busy', 'agent')));
  test('C5a a supervisor’s choice for the agent asks nobody', () =>
    given(...online)
      .when(choose('busy', { by: SUE, rules: WITH_APPROVAL }))
      .then(chosen('busy', SUE), changed('online', 'busy', 'supervisor')));
  test('C5a from busy to offline leaves nothing', () =>
    given(connected, chosen('busy'))
      .when(ask('offline'))
      .then(chosen('offline'), changed('busy', 'offline', 'agent')));
  test('C5a the same again is the same request', () =>
    given(...asked)
      .when(ask('meal', { requestId: 'r2' }))
      .thenNothing());
  test('C5a another wish takes its place', () =>
    given(...asked)
      .when(ask('offline', { requestId: 'r2' }))
      .then(settled('superseded', 'ana'), requested('offline', 'r2')));
  test('C5a falling idle is no way around the question', () =>
    given(...online, wentIdle)
      .when(ask('busy'))
      .then(requested('busy')));
  test('C5a nor is losing the net', () =>
    given(...online, disconnected('lease_expired'))
      .when(ask('busy'))
      .then(requested('busy')));
});

describe('the answer', () => {
  test('C5b a yes carries it out', () =>
    given(...asked)
      .when(settle('approved', SUE))
      .then(settled('approved', SUE), chosen(MEAL), changed('online', 'busy', 'approval', { toCustom: 'meal' })));
  test('C5b a no leaves the agent online', () =>
    given(...asked)
      .when(settle('refused', SUE))
      .then(settled('refused', SUE)));
  test('C5b no answer in time leaves the agent online', () =>
    given(...asked)
      .when(settle('timed_out', 'presence'))
      .then(settled('timed_out', 'presence')));
  test('C5b the agent may withdraw it', () =>
    given(...asked)
      .when(settle('withdrawn', 'ana'))
      .then(settled('withdrawn', 'ana')));
  test('C5b choosing online withdraws it', () =>
    given(...asked)
      .when(ask('online'))
      .then(settled('withdrawn', 'ana')));
  test('C5b a supervisor who chooses for the agent settles it by that', () =>
    given(...asked)
      .when(choose('offline', { by: SUE }))
      .then(settled('superseded', SUE), chosen('offline', SUE), changed('online', 'offline', 'supervisor')));
  test('C5b a yes to leaving after this chat waits for its end', () =>
    given(...online, requested(MEAL, 'r1', true))
      .when(settle('approved', SUE, { holding: true }))
      .then(settled('approved', SUE), pendingSet(MEAL), changed('online', 'busy', 'pending')));
  test('C5b and then needs no second yes', () =>
    given(...online, requested(MEAL, 'r1', true), settled('approved', SUE), pendingSet(MEAL))
      .when(lastConversationEnded)
      .then(chosen(MEAL), changed('busy', 'busy', 'pending', { toCustom: 'meal' })));
  test('C5b an idle agent’s request is still open', () =>
    given(...asked)
      .when(idle)
      .then(wentIdle, changed('online', 'busy', 'idle')));
});

describe('too late', () => {
  const detail = (history: readonly AgentEvent[], late: ReturnType<typeof settle>): string => {
    const answer = agentDecider.decide(fold(agentDecider, history), late);
    return isRejected(answer) ? answer.detail : 'not refused';
  };
  test.each([
    ['approved', SUE, 'Too late: sue has approved this request.'],
    ['refused', SUE, 'Too late: sue has refused this request.'],
    ['withdrawn', 'ana', 'Too late: ana has withdrawn this request.'],
    ['timed_out', 'presence', 'Too late: nobody answered this request in time.'],
    ['superseded', 'ana', 'Too late: another choice, by ana, has taken the place of this request.'],
  ] as const)('C5b is told that it was %s', (outcome, by, sentence) => {
    const late = settle(outcome === 'refused' ? 'approved' : 'refused', 'sam');
    given(...asked, settled(outcome, by))
      .when(late)
      .thenRejected('request_settled');
    expect(detail([...asked, settled(outcome, by)], late)).toBe(sentence);
  });
  test('C5b the same answer by the same person again is no news', () =>
    given(...asked, settled('refused', SUE))
      .when(settle('refused', SUE))
      .thenNothing());
  test('C5b a timer that fires after the answer says nothing', () =>
    given(...asked, settled('approved', SUE))
      .when(settle('timed_out', 'presence'))
      .thenNothing());
  test('there is no answer to what nobody asked', () =>
    given(...online)
      .when(settle('approved', SUE))
      .thenRejected('not_found'));
});
