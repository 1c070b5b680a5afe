// Statuses of the workspace's own (C1), for after this chat and by themselves (C7).
import { describe, test } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { agentDecider } from './index.js';
import {
  activity,
  becameActive,
  changed,
  choose,
  chosen,
  connect,
  connected,
  disconnect,
  disconnected,
  idle,
  lastConversationEnded,
  MEAL,
  pendingCleared,
  pendingSet,
  takeBack,
  TRAINING,
  wentIdle,
} from './testing/words.js';

const given = specify(agentDecider);
const online = [connected, chosen('online')] as const;
const holding = { holding: true } as const;
const afterChat = { afterChat: true, ...holding } as const;

describe('a custom status', () => {
  test('C1b counts as what its definition says', () =>
    given(...online)
      .when(choose('meal'))
      .then(chosen(MEAL), changed('online', 'busy', 'agent', { toCustom: 'meal' })));
  test('C1b one that counts as offline does', () =>
    given(...online)
      .when(choose('training'))
      .then(chosen(TRAINING), changed('online', 'offline', 'agent', { toCustom: 'training' })));
  test('C1b from one that counts as busy to plain busy is a change, for the durations', () =>
    given(...online, chosen(MEAL))
      .when(choose('busy'))
      .then(chosen('busy'), changed('busy', 'busy', 'agent', { fromCustom: 'meal' })));
  test('C1b keeps counting as it did when its definition is gone: nothing asks for the definition', () =>
    given(...online, chosen(MEAL))
      .when(choose('online', { rules: { statuses: [], approval: false } }))
      .then(chosen('online'), changed('busy', 'online', 'agent', { fromCustom: 'meal' })));
  test('C1b one that was removed can’t be chosen any more', () =>
    given(...online)
      .when(choose('meal', { rules: { statuses: [], approval: false } }))
      .thenRejected('unknown_status', '/status'));
  test('C1b is back after a lost connection', () =>
    given(...online, chosen(MEAL), disconnected('lease_expired'))
      .when(connect)
      .then(connected, changed('offline', 'busy', 'connection', { toCustom: 'meal' })));
});

describe('after this chat', () => {
  test('C7b P42 takes nothing new, and waits', () =>
    given(...online)
      .when(choose('meal', afterChat))
      .then(pendingSet(MEAL), changed('online', 'busy', 'pending')));
  test('C7b P42 is applied when the last conversation has ended, and nothing else is', () =>
    given(...online, pendingSet(MEAL))
      .when(lastConversationEnded)
      .then(chosen(MEAL), changed('busy', 'busy', 'pending', { toCustom: 'meal' })));
  test('C7b counts at once for who holds nothing', () =>
    given(...online)
      .when(choose('offline', { afterChat: true }))
      .then(chosen('offline'), changed('online', 'offline', 'agent')));
  test('C7b P42 survives a lost connection', () =>
    given(...online, pendingSet('offline'), disconnected('lease_expired'), connected)
      .when(lastConversationEnded)
      .then(chosen('offline'), changed('busy', 'offline', 'pending')));
  test('C7b the same again is no news', () =>
    given(...online, pendingSet(MEAL))
      .when(choose('meal', afterChat))
      .thenNothing());
  test('C7b taken back, the agent is online again', () =>
    given(...online, pendingSet(MEAL))
      .when(takeBack())
      .then(pendingCleared, changed('busy', 'online', 'agent')));
  test('C7b a choice for now takes its place', () =>
    given(...online, pendingSet(MEAL))
      .when(choose('busy', holding))
      .then(chosen('busy')));
  test('C7b choosing online again takes it back', () =>
    given(...online, pendingSet(MEAL))
      .when(choose('online', holding))
      .then(pendingCleared, changed('busy', 'online', 'agent')));
  test('C7b an end without anything pending changes nothing', () =>
    given(...online)
      .when(lastConversationEnded)
      .thenNothing());
  test('C7b nothing to take back is no news', () =>
    given(...online)
      .when(takeBack())
      .thenNothing());
});

describe('idle', () => {
  test('C7a counts as busy, and keeps what was chosen', () =>
    given(...online)
      .when(idle)
      .then(wentIdle, changed('online', 'busy', 'idle')));
  test('C7a activity brings back what was chosen', () =>
    given(...online, wentIdle)
      .when(activity)
      .then(becameActive, changed('busy', 'online', 'activity')));
  test('C7a choosing online is activity', () =>
    given(...online, wentIdle)
      .when(choose('online'))
      .then(becameActive, changed('busy', 'online', 'agent')));
  test('C7a who is not online is not idle', () =>
    given(...online, chosen('busy'))
      .when(idle)
      .thenNothing());
  test('C7a who was idle and lost the connection comes back active', () =>
    given(...online, wentIdle, disconnected('lease_expired'))
      .when(connect)
      .then(connected, changed('offline', 'online', 'connection')));
  test('C7a activity of who is not idle is no news', () =>
    given(...online)
      .when(activity)
      .thenNothing());
  test('an idle agent who is lost goes offline', () =>
    given(...online, wentIdle)
      .when(disconnect('lease_expired'))
      .then(disconnected('lease_expired'), changed('busy', 'offline', 'lease')));
});
