// D6: offers, moves and refusals as sentences; nothing that can be decided is left without one.
import { describe, expect, test } from '@jest/globals';
import type { RoutingEvent } from './event.js';
import { sentenceOf, type NameOf } from './sentences.js';

const name: NameOf = {
  agent: (id) => ({ ana: 'Ana', ben: 'Ben', sue: 'Sue' })[id] ?? id,
  group: (id) => ({ support: 'Support', sales: 'Sales' })[id] ?? id,
};
const excluded = { offline: 0, busy: 0, full: 0, skill: 2, excluded: 1, wrap_up: 1 };
const reason = { ruleVersion: 1, settingsVersion: 1, ruleId: null, excluded, tieBreak: null, candidates: [] };
const candidate = { agentId: 'ana', load: 0, limit: 3, idleSince: 1 };
const runnerUp = { ...candidate, agentId: 'ben' };
const about = { conversationId: 'c', visitorId: 'v', groupId: 'support', arrivedAt: 0 };
const offer = { offerId: 'o', conversationId: 'c', agentId: 'ana' };
const place = { ...about, priority: 0, position: 2, timeoutAt: null, fromAgentId: null, excludedAgentIds: [], reason };

const told: readonly (readonly [RoutingEvent, string])[] = [
  [
    {
      type: 'offered',
      data: {
        ...{ ...about, ...offer, cause: 'freed', expiresAt: 1 },
        reason: { ...reason, candidates: [candidate, runnerUp], tieBreak: 'round_robin' },
      },
    },
    'Ana was asked to take it when capacity became free. It was their turn, before Ben.',
  ],
  [{ type: 'offer_ended', data: { ...offer, how: 'rejected' } }, 'Ana declined the offer.'],
  [{ type: 'offer_ended', data: { ...offer, how: 'timed_out' } }, 'Ana did not answer the offer in time.'],
  [{ type: 'offer_ended', data: { ...offer, how: 'visitor_left' } }, 'The visitor left before Ana had answered.'],
  [
    { type: 'requeued', data: { ...place, cause: 'no_first_response' } },
    'Back in the queue of Support at place 2: the agent did not answer in time.',
  ],
  [
    { type: 'transferred', data: { ...about, fromAgentId: 'ana', toAgentId: 'ben', by: 'sue', reason } },
    'Ana had it; it went on to Ben, by Sue.',
  ],
  [
    { type: 'overflowed', data: { conversationId: 'c', fromGroupId: 'support', toGroupId: 'sales', when: 'all_full' } },
    'Support could not (all full), so Sales may serve it.',
  ],
  [
    { type: 'reprioritised', data: { conversationId: 'c', groupId: 'support', priority: 5, position: 1, by: 'sue' } },
    'Sue gave it priority 5, which is place 1.',
  ],
  [
    { type: 'command_refused', data: { commandId: 'x', conversationId: 'c', reason: 'at_limit', by: 'sue' } },
    'A command of Sue was refused (at limit).',
  ],
  [
    {
      type: 'queued',
      data: { ...about, priority: 0, position: 1, timeoutAt: null, reason },
    },
    'Nobody in Support could take it (1 wrapping up, 2 without the skill, 1 who had it before), so the visitor waits at place 1.',
  ],
];

describe('D6a a decision of later rules', () => {
  test.each(told)('%#', (event, sentence) => expect(sentenceOf(event, name)).toBe(sentence));
});
