// Facts and commands for the engine drawn from a seed, with every policy in use sooner or later.
import type { RoutingInput } from '@frontdesk/routing';

interface Dice {
  next(): number;
  pick<T>(from: readonly T[]): T;
}

const AGENTS = ['a1', 'a2', 'a3', 'a4', 'a5'];
const GROUPS = ['g1', 'g2', 'g3'];
const VISITORS = Array.from({ length: 12 }, (_, i) => `v${i}`);
const CONVERSATIONS = 40;

/** A staffed reception first, then anything. */
export function inputsOf(dice: Dice, steps: number, now: (step: number) => number): readonly RoutingInput[] {
  const opening: RoutingInput[] = [
    strategy(dice),
    ...GROUPS.map((groupId) => group(dice, groupId)),
    ...AGENTS.map((agentId, i) => agent(dice, agentId, i)),
    ...AGENTS.slice(0, 3).map((agentId): RoutingInput => ({
      type: 'agent_status',
      data: { agentId, status: 'online' },
    })),
  ];
  return Array.from({ length: steps }, (_, step) => opening[step] ?? anything(dice, now(step)));
}

const whole = (dice: Dice, below: number): number => Math.floor(dice.next() * below);
const conversation = (dice: Dice): string => `c${whole(dice, CONVERSATIONS)}`;

function strategy(dice: Dice): RoutingInput {
  const maybe = <T extends object>(part: T): T | Record<never, never> => (dice.next() < 0.5 ? part : {});
  return {
    type: 'strategy_configured',
    data: {
      settingsVersion: 1 + whole(dice, 9),
      method: dice.pick(['saturation', 'round_robin', 'least_loaded', 'longest_idle'] as const),
      directReturnMs: dice.pick([0, 60_000]),
      detailed: true,
      ...maybe({ familiarity: { withinMs: 600_000, mode: dice.pick(['prefer', 'wait'] as const), waitMs: 20_000 } }),
      ...maybe({ offer: { acceptMs: 15_000 } }),
      ...maybe({ firstResponseMs: 30_000 }),
      ...maybe({ rampPerMinute: 2 }),
      ...maybe({ wrapUpMs: 10_000 }),
      ...maybe({
        agentLost: { graceMs: 10_000, then: dice.pick(['keep', 'requeue', 'submission'] as const) },
      }),
    },
  };
}

function group(dice: Dice, groupId: string): RoutingInput {
  const others = GROUPS.filter((other) => other !== groupId);
  const when = dice.pick(['no_agent_online', 'all_full', 'off_duty', 'waited', 'any'] as const);
  return {
    type: 'group_configured',
    data: {
      groupId,
      settingsVersion: 1 + whole(dice, 9),
      queue: {
        ...{ enabled: dice.next() < 0.9, maxLength: dice.pick([null, 4, 8]), maxWaitMs: dice.pick([null, 60_000]) },
        ...{ abandonAfterMs: 40_000, maxOvertakes: 2, keepWaiting: 2, warnBeforeMs: 10_000 },
        ...(dice.next() < 0.5 && { maxPerSlot: 2, reopenAt: 1 }),
      },
      consequences: {
        full: dice.pick(['submission', 'message', 'overflow'] as const),
        timeout: dice.pick(['submission', 'message', 'overflow'] as const),
        outOfHours: dice.pick(['submission', 'message'] as const),
        nobodyOnline: dice.pick(['submission', 'queue', 'queue'] as const),
      },
      ...(dice.next() < 0.5 && {
        overflow: [{ groupId: dice.pick(others), when, ...(when === 'waited' && { afterMs: 20_000 }) }],
      }),
    },
  };
}

function agent(dice: Dice, agentId: string, order: number): RoutingInput {
  const groupIds = GROUPS.filter(() => dice.next() < 0.7);
  const preference = Object.fromEntries(groupIds.map((groupId) => [groupId, 1 + whole(dice, 2)]));
  const skills: Record<string, number> = dice.next() < 0.5 ? { german: 1 + whole(dice, 5) } : {};
  const weights = { web: 1, phone: 2 };
  return {
    type: 'agent_configured',
    data: { agentId, limit: whole(dice, 4), groupIds, order, preference, skills, weights },
  };
}

/** Commands about conversations that are not there are as welcome as those about what is. */
function anything(dice: Dice, now: number): RoutingInput {
  const conversationId = conversation(dice);
  const agentId = dice.pick(AGENTS);
  const visitorId = dice.pick(VISITORS);
  const commandId = `k${whole(dice, 1e9)}`;
  const kinds: readonly (readonly [number, () => RoutingInput])[] = [
    [14, () => request(dice)],
    [
      5,
      () => ({ type: 'conversation_closed', data: { conversationId, by: dice.pick(['visitor', 'agent'] as const) } }),
    ],
    [5, () => ({ type: 'agent_status', data: { agentId, status: dice.pick(['online', 'online', 'busy'] as const) } })],
    [1, () => ({ type: 'agent_status', data: { agentId, status: 'offline', lostAt: now } })],
    [2, () => ({ type: 'visitor_connected', data: { visitorId } })],
    [2, () => ({ type: 'visitor_lost', data: { visitorId, lastBeatAt: now } })],
    [2, () => ({ type: 'pull_requested', data: { commandId, conversationId, agentId } })],
    [1, () => ({ type: 'convert_requested', data: { conversationId, submissionId: `s-${conversationId}` } })],
    [2, () => ({ type: 'agent_responded', data: { conversationId, agentId } })],
    [1, () => ({ type: 'wrap_up_ended', data: { conversationId, agentId } })],
    [2, () => ({ type: 'keep_waiting_requested', data: { commandId, conversationId } })],
    [
      1,
      () => ({ type: 'priority_requested', data: { commandId, conversationId, priority: whole(dice, 5), by: 'sue' } }),
    ],
    [1, () => ({ type: 'close_requested', data: { commandId, conversationId, by: 'sue' } })],
    [2, () => assign(dice, commandId, conversationId)],
    [1, () => group(dice, dice.pick(GROUPS))],
    [1, () => agent(dice, agentId, AGENTS.indexOf(agentId))],
    [1, () => strategy(dice)],
  ];
  const all = kinds.reduce((sum, [weight]) => sum + weight, 0);
  let drawn = dice.next() * all;
  for (const [weight, make] of kinds) if ((drawn -= weight) < 0) return make();
  return { type: 'visitor_connected', data: { visitorId } };
}

function request(dice: Dice): RoutingInput {
  const number = whole(dice, CONVERSATIONS);
  return {
    type: 'conversation_requested',
    data: {
      conversationId: `c${number}`,
      visitorId: VISITORS[number % VISITORS.length] as string,
      channel: dice.pick(['web', 'phone']),
      language: null,
      groupId: dice.pick(GROUPS),
      priority: dice.pick([0, 0, 0, 1, 3]),
      ruleId: null,
      settingsVersion: 1,
      ...(dice.next() < 0.1 && { agentId: dice.pick(AGENTS) }),
      ...(dice.next() < 0.1 && { requiredSkills: { german: 1 + whole(dice, 4) } }),
    },
  };
}

function assign(dice: Dice, commandId: string, conversationId: string): RoutingInput {
  const to = dice.next() < 0.5 ? { agentId: dice.pick(AGENTS) } : { groupId: dice.pick(GROUPS) };
  return { type: 'assign_requested', data: { commandId, conversationId, to, by: 'sue', role: 'supervisor' } };
}
