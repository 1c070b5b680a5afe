// D6: every decision as a sentence that a person can follow.
import { describe, expect, test } from '@jest/globals';
import type { RoutingEvent } from './event.js';
import type { Reason } from './reason.js';
import type { WaitExplained } from './explain.js';
import { sentenceOf, waitingSentence, type NameOf } from './sentences.js';

const name: NameOf = { agent: (id) => ({ ana: 'Ana', ben: 'Ben' })[id] ?? id, group: () => 'Support' };

const reason = (over: Partial<Reason> = {}): Reason => ({
  ruleVersion: 1,
  settingsVersion: 1,
  ruleId: null,
  excluded: { offline: 0, busy: 0, full: 0 },
  candidates: [],
  tieBreak: null,
  ...over,
});

const candidates = [
  { agentId: 'ana', load: 0, limit: 3, idleSince: 1 },
  { agentId: 'ben', load: 1, limit: 3, idleSince: 1 },
];

const assigned = (over: Record<string, unknown>, why: Reason): RoutingEvent => ({
  type: 'assigned',
  data: {
    conversationId: 'c',
    visitorId: 'v',
    agentId: 'ana',
    groupId: 'support',
    cause: 'arrival',
    arrivedAt: 0,
    waitedMs: 0,
    reason: why,
    ...over,
  },
});

describe('a decision in a sentence', () => {
  test.each([
    [
      assigned({}, reason({ candidates, tieBreak: 'saturation' })),
      'Ana got it at once. Lowest load: 0 of 3 against 1 of 3 of Ben.',
    ],
    [
      assigned(
        { cause: 'freed', waitedMs: 65_000 },
        reason({
          candidates: candidates.slice(0, 1),
          tieBreak: 'only_candidate',
          excluded: { offline: 1, busy: 0, full: 2 },
        }),
      ),
      'Ana got it when capacity became free. No one else was eligible (2 at their limit, 1 offline). The visitor had waited 1 min 5 s.',
    ],
    [
      assigned({ cause: 'pull' }, reason({ candidates: candidates.slice(0, 1), tieBreak: 'named' })),
      'Ana took it from the queue.',
    ],
    [
      {
        type: 'submission_offered',
        data: {
          conversationId: 'c',
          visitorId: 'v',
          groupId: 'support',
          arrivedAt: 0,
          why: 'out_of_hours',
          reason: reason(),
        },
      } as const,
      'A submission was offered: the group was out of hours.',
    ],
  ])('%#', (event, sentence) => {
    expect(sentenceOf(event, name)).toBe(sentence);
  });
});

describe('why am I still waiting', () => {
  const wait: WaitExplained = {
    groupId: 'support',
    position: 2,
    ahead: 1,
    arrivedAt: 0,
    priority: 0,
    live: true,
    cause: 'all_full',
    groupOpen: true,
    excluded: { offline: 0, busy: 1, full: 2 },
    eligible: 0,
  };

  test.each([
    [wait, 'Place 2, 1 ahead: everybody of Support who is online is at their limit (2 at their limit, 1 busy).'],
    [
      { ...wait, position: 1, ahead: 0, cause: 'nobody_online', excluded: { offline: 2, busy: 0, full: 0 } } as const,
      'Next in line: nobody of Support is online (2 offline).',
    ],
    [
      { ...wait, live: false, cause: 'passed_over' } as const,
      "Place 2, 1 ahead, but passed over while the visitor's connection is gone.",
    ],
    [
      { ...wait, cause: 'no_agents', excluded: { offline: 0, busy: 0, full: 0 } } as const,
      'Place 2, 1 ahead: Support has no agents.',
    ],
  ])('%#', (explained, sentence) => {
    expect(waitingSentence(explained, name)).toBe(sentence);
  });
});
