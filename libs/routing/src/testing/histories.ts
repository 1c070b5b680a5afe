// Random histories in which every feature is used: what settings may say, what visitors, agents and staff may do.
import fc from 'fast-check';
import type { RoutingInput } from '../input.js';
import type { AgentRules, GroupRules, Mode, ModeRules, Overflow, Strategy } from '../settings.js';
import * as staff from './words-of-staff.js';
import * as words from './words.js';

export interface Moment {
  readonly at: number;
  readonly input: RoutingInput;
}

const groupIds = ['g1', 'g2', 'g3'];
const agentIds = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'];
const agentId = fc.constantFrom(...agentIds);
const groupId = fc.constantFrom(...groupIds);
const visitorId = fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8');
const conversationId = fc.integer({ min: 1, max: 40 }).map((n) => `c${n}`);
const channel = fc.constantFrom('web', 'web', 'web', 'mail', 'voice');
const someTime = fc.integer({ min: 1, max: 120_000 });
const longTime = fc.integer({ min: 30_000, max: 300_000 });
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const seldom = <T>(value: T) => fc.nat(15).map((n) => (n === 0 ? value : undefined));
const skills = fc.record(
  { de: fc.integer({ min: 1, max: 3 }), fr: fc.integer({ min: 1, max: 3 }) },
  { requiredKeys: [] },
);

/** Without the members that are undefined: absent, as settings leave them out. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

const when = fc.constantFrom('no_agent_online', 'all_full', 'off_duty', 'waited', 'any');
const link: fc.Arbitrary<Overflow> = fc
  .tuple(groupId, when, someTime)
  .map(([id, condition, afterMs]) => ({ groupId: id, when: condition, afterMs }));

const group: fc.Arbitrary<GroupRules> = fc
  .record({
    groupId,
    queue: fc
      .record({
        enabled: fc.constantFrom(true, true, true, false),
        maxLength: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 3 }),
        maxWaitMs: fc.option(fc.integer({ min: 1, max: 300_000 }), { freq: 3 }),
        abandonAfterMs: fc.constantFrom(0, 60_000, 300_000, 3_000_000),
        maxPerSlot: sometimes(fc.integer({ min: 1, max: 4 })),
        reopenAt: sometimes(fc.integer({ min: 0, max: 4 })),
        warnBeforeMs: sometimes(someTime),
        keepWaiting: sometimes(fc.integer({ min: 0, max: 2 })),
        maxOvertakes: sometimes(fc.integer({ min: 1, max: 4 })),
      })
      .map(present),
    consequences: fc.record({
      full: fc.constantFrom('submission', 'message', 'overflow'),
      timeout: fc.constantFrom('submission', 'message', 'overflow'),
      outOfHours: fc.constantFrom('submission', 'message'),
      nobodyOnline: fc.constantFrom('submission', 'queue', 'queue'),
    }),
    overflow: sometimes(fc.array(link, { maxLength: 3 })),
    closing: sometimes(fc.constantFrom('submission' as const, 'message' as const)),
  })
  .map(({ groupId: id, overflow, ...rules }) => {
    const chain = overflow?.filter((each) => each.groupId !== id);
    return present({ groupId: id, settingsVersion: 1, ...rules, overflow: chain });
  });

const agent: fc.Arbitrary<AgentRules> = fc
  .record({
    agentId,
    limit: fc.integer({ min: 0, max: 4 }),
    groupIds: fc.subarray(groupIds, { minLength: 1 }),
    order: fc.integer({ min: 0, max: 9 }),
    preference: sometimes(fc.dictionary(groupId, fc.integer({ min: 1, max: 2 }))),
    skills: sometimes(skills),
    weights: sometimes(fc.dictionary(channel, fc.integer({ min: 0, max: 3 }))),
  })
  .map(present);

const strategy: fc.Arbitrary<Strategy> = fc
  .record({
    settingsVersion: fc.constant(1),
    method: fc.constantFrom('saturation', 'round_robin', 'least_loaded', 'longest_idle'),
    directReturnMs: fc.constantFrom(0, 60_000),
    detailed: fc.constant(true as const),
    familiarity: sometimes(
      fc.record({ withinMs: longTime, mode: fc.constantFrom('prefer', 'wait'), waitMs: someTime }),
    ),
    offer: sometimes(fc.record({ acceptMs: someTime })),
    firstResponseMs: sometimes(longTime),
    rampPerMinute: sometimes(fc.integer({ min: 1, max: 3 })),
    wrapUpMs: sometimes(longTime),
    agentLost: sometimes(
      fc.record({ graceMs: someTime, then: fc.constantFrom('keep', 'requeue', 'requeue', 'submission') }),
    ),
  })
  .map((rules) => present(rules) as Strategy);

const mode = fc.constantFrom<Mode[]>('real_time', 'real_time', 'asynchronous');
const modes: fc.Arbitrary<ModeRules> = fc
  .record({
    settingsVersion: fc.constant(1),
    mode,
    channels: sometimes(fc.dictionary(channel, mode, { maxKeys: 2 })),
    groups: sometimes(fc.dictionary(groupId, mode, { maxKeys: 2 })),
    pool: fc.record({
      among: fc.constantFrom('online', 'online', 'all'),
      order: fc.constantFrom('oldest', 'priority', 'last_message'),
      timeoutMs: fc.option(longTime, { freq: 2 }),
    }),
  })
  .map((rules) => present(rules) as ModeRules);

const request = fc
  .record({
    conversationId,
    visitorId,
    channel,
    language: fc.constant(null),
    groupId,
    priority: fc.constantFrom(0, 0, 0, 1, 2),
    ruleId: fc.constant(null),
    settingsVersion: fc.constant(1),
    agentId: sometimes(agentId),
    requiredSkills: sometimes(skills),
    result: seldom('submission' as const),
    mode: seldom('asynchronous' as const),
    blocked: seldom(true as const),
  })
  .map((data): RoutingInput => ({ type: 'conversation_requested', data: present(data) }));

const byWhom = fc.constantFrom('visitor' as const, 'agent' as const);
const to = fc.oneof(
  agentId.map((id) => ({ agentId: id })),
  groupId.map((id) => ({ groupId: id })),
);
const answer = fc.constantFrom(staff.accepts, staff.accepts, staff.refuses);

const ordinary: fc.Arbitrary<RoutingInput> = fc.oneof(
  { weight: 16, arbitrary: request },
  { weight: 4, arbitrary: fc.tuple(conversationId, byWhom).map(([id, by]) => words.closes(id, by)) },
  { weight: 4, arbitrary: agentId.map(words.online) },
  { weight: 2, arbitrary: fc.oneof(agentId.map(words.busy), agentId.map(words.offline)) },
  { weight: 1, arbitrary: fc.tuple(agentId, fc.nat(200)).map(([id, second]) => staff.isGone(id, second)) },
  { weight: 2, arbitrary: agent.map((data) => ({ type: 'agent_configured' as const, data })) },
  { weight: 3, arbitrary: visitorId.map(words.connects) },
  { weight: 2, arbitrary: fc.tuple(visitorId, fc.nat(200)).map(([id, second]) => words.isLost(id, second)) },
  { weight: 2, arbitrary: fc.tuple(agentId, conversationId).map(([by, id]) => words.pulls(by, id)) },
  { weight: 1, arbitrary: conversationId.map((id) => words.converts(id)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(groupId, fc.boolean(), fc.option(fc.nat(300)))
      .map(([id, open, until]) => words.hours(id, open, until)),
  },
  { weight: 1, arbitrary: group.map((data) => ({ type: 'group_configured' as const, data })) },
  { weight: 1, arbitrary: fc.oneof(groupId.map(words.groupRemoved), agentId.map(words.agentRemoved)) },
  { weight: 1, arbitrary: fc.oneof(fc.constant(words.tick), fc.nat(20).map(words.resumed)) },
);

const later: fc.Arbitrary<RoutingInput> = fc.oneof(
  { weight: 1, arbitrary: strategy.map((data) => ({ type: 'strategy_configured' as const, data })) },
  { weight: 1, arbitrary: modes.map((data) => ({ type: 'mode_configured' as const, data })) },
  { weight: 2, arbitrary: conversationId.map((id) => staff.writes(id)) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(agentId, conversationId, fc.integer({ min: 1, max: 30 }), answer)
      .map(([by, id, n, says]) => says(by, id, n)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(agentId, conversationId, to, fc.constantFrom('agent' as const, 'supervisor' as const))
      .map(([by, id, target, role]) => staff.assigns(by, id, target, role)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(conversationId, fc.nat(3)).map(([id, rank]) => staff.reprioritises('s', id, rank)),
  },
  { weight: 1, arbitrary: conversationId.map((id) => staff.closesByHand('s', id)) },
  { weight: 2, arbitrary: conversationId.map(staff.keepsWaiting) },
  { weight: 2, arbitrary: fc.tuple(agentId, conversationId).map(([by, id]) => staff.responds(by, id)) },
  { weight: 2, arbitrary: fc.tuple(agentId, conversationId).map(([by, id]) => staff.wrapsUp(by, id)) },
);

const pause = fc.oneof({ weight: 4, arbitrary: fc.nat(3_000) }, { weight: 1, arbitrary: fc.nat(60_000) });

/** A staffed reception in the beginning, then anything. An answer to an offer is given the number that is open. */
export const anyHistory: fc.Arbitrary<Moment[]> = fc
  .tuple(
    strategy,
    fc.tuple(group, group, group),
    fc.array(agent, { minLength: 4, maxLength: 8 }),
    fc.array(fc.tuple(pause, fc.oneof({ weight: 3, arbitrary: ordinary }, { weight: 1, arbitrary: later })), {
      minLength: 60,
      maxLength: 200,
      size: 'max',
    }),
  )
  .map(([first, groups, agents, rest]) => {
    let at = 1_000;
    const opening: RoutingInput[] = [
      { type: 'strategy_configured', data: first },
      ...groups.map((data, i) => ({
        type: 'group_configured' as const,
        data: { ...data, groupId: groupIds[i] as string },
      })),
      ...agents.map((data) => ({ type: 'agent_configured' as const, data })),
      ...['a1', 'a2', 'a3', 'a4'].map(words.online),
    ];
    return opening.map((input) => ({ at, input })).concat(rest.map(([wait, input]) => ({ at: (at += wait), input })));
  });
