// Decisions per second at full size, beside the bare structures in the same run; and what one waiting visitor weighs.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { positionOf, step } from '@frontdesk/routing';
import { Bare } from './bare.mjs';
import { closed, connected, fill, requested, staffed, AGENTS, GROUPS, LIMIT, WAITING } from './world.mjs';

const DECISIONS = 100_000;
/** By turns: on a busy machine single rounds differ by half. */
const ROUNDS = 7;
const GOAL_RATIO = 0.25;
const GOAL_BYTES = 1_500;

export async function run() {
  return [...mixed(), ...policies(), ...choices(), positions(), bytes()];
}

/** Half arrivals that wait, half closes that serve the next one who waits. */
function mixed() {
  const open = WAITING + LIMIT * AGENTS;
  const state = staffed();
  const engine = mix(open, fill(state, open, 10_000), engineOf(state));
  const bare = new Bare();
  const limit = mix(open, bare.fill(), {
    prepare: () => {},
    arrive: ({ data }, at) => bare.arrive(data, at),
    close: (conversationId, at) => bare.close(conversationId, at),
  });
  return compare('routing.decisions', engine, limit);
}

const OVERFLOW = (i) => ({ overflow: [{ groupId: `group-${(i + 1) % GROUPS}`, when: 'no_agent_online' }] });
const EVERYTHING = {
  strategy: {
    ...{ method: 'round_robin', detailed: true, firstResponseMs: 600_000 },
    familiarity: { withinMs: 600_000, mode: 'prefer' },
  },
  group: OVERFLOW,
  queue: { maxOvertakes: 50, maxPerSlot: 1_000, reopenAt: 1_000, warnBeforeMs: 30_000 },
  agent: (i) => ({ order: i, weights: { voice: 2 }, skills: { de: 1 + (i % 3) }, preference: { 'group-0': 2 } }),
};
const POLICIES = {
  round_robin: { strategy: { method: 'round_robin' }, agent: (i) => ({ order: i }) },
  least_loaded: { strategy: { method: 'least_loaded' } },
  longest_idle: { strategy: { method: 'longest_idle' } },
  detailed: { strategy: { method: 'saturation', detailed: true } },
  weights: { strategy: { method: 'saturation', detailed: true }, agent: () => ({ weights: { voice: 2 } }) },
  overtakes: { strategy: { method: 'saturation' }, queue: { maxOvertakes: 50 } },
  overflow: { strategy: { method: 'saturation' }, group: OVERFLOW },
  everything: EVERYTHING,
};

/** The same mix under each policy, and with everything on that lets a close serve the next at once. */
function policies() {
  const open = WAITING + LIMIT * AGENTS;
  return Object.entries(POLICIES).map(([name, policy]) => {
    const state = staffed(policy);
    const round = mix(open, fill(state, open, 10_000), engineOf(state));
    round();
    return figure(`routing.decisions.${name}`, round(), '1/s', null, null, DECISIONS);
  });
}

function engineOf(state) {
  return {
    prepare: ({ visitorId }, at) => step(state, { type: 'visitor_connected', data: { visitorId } }, at),
    arrive: (request, at) => step(state, request, at),
    close: (conversationId, at) =>
      step(state, closed(conversationId), at).find(({ type }) => type === 'assigned').data.conversationId,
  };
}

/** A round of the mix; the longest held conversation closes, whoever is served then is held next. */
function mix(from, held, { prepare, arrive, close }) {
  let next = from;
  let oldest = 0;
  let at = 200_000;
  return () => {
    // Made before the clock starts: parsing is not deciding.
    const requests = Array.from({ length: DECISIONS / 2 }, (_, i) => requested(next + i));
    for (const { data } of requests) prepare(data, at);
    next += requests.length;
    return rate(() => {
      for (const request of requests) {
        arrive(request, ++at);
        held.push(close(held[oldest++], ++at));
      }
    });
  };
}

/** Half arrivals that find one of 7,500 free agents, half closes: the cost of the choice itself. */
function choices() {
  const state = staffed();
  const assigned = fill(state, AGENTS, 10_000);
  let last = '';
  const round = mix(AGENTS, assigned, {
    prepare: () => {},
    arrive: (request, at) => void (last = step(state, request, at)[0].data.conversationId),
    close: (conversationId, at) => {
      step(state, closed(conversationId), at);
      return last;
    },
  });
  round();
  return [figure('routing.choices', median([round(), round(), round()]), '1/s', null, null, DECISIONS)];
}

function positions() {
  const state = staffed();
  const open = WAITING + LIMIT * AGENTS;
  fill(state, open, 10_000);
  const ids = Array.from({ length: DECISIONS }, (_, i) => `conversation-${LIMIT * AGENTS + ((i * 7919) % WAITING)}`);
  const round = () => rate(() => ids.forEach((id) => positionOf(state, id)));
  round();
  return figure('routing.positions', median([round(), round(), round()]), '1/s', null, null, DECISIONS);
}

/** Heap per visitor who waits: place, timer, identities, connection. */
function bytes() {
  const state = staffed();
  fill(state, LIMIT * AGENTS, 10_000);
  const before = heap();
  for (let n = LIMIT * AGENTS; n < LIMIT * AGENTS + WAITING; n++) {
    step(state, connected(n), 200_000);
    step(state, requested(n), 200_000);
  }
  const value = Math.round((heap() - before) / WAITING);
  // Asked after the measurement, so that the state cannot be collected before it.
  const ok = positionOf(state, `conversation-${LIMIT * AGENTS + WAITING - 1}`) !== null && value <= GOAL_BYTES;
  return {
    name: 'routing.bytes_per_waiting',
    value,
    unit: 'B',
    limit: null,
    ratio: null,
    goal: GOAL_BYTES,
    ok,
    n: WAITING,
  };
}

/** Engine and limit take turns, so that a noisy neighbour slows both. */
function compare(name, engine, bare) {
  engine();
  bare();
  const engineRates = [];
  const bareRates = [];
  for (let i = 0; i < ROUNDS; i++) {
    engineRates.push(engine());
    bareRates.push(bare());
  }
  return [figure(name, median(engineRates), '1/s', median(bareRates), GOAL_RATIO, DECISIONS * ROUNDS)];
}

function figure(name, value, unit, limit, goal, n) {
  const ratio = limit === null ? null : Math.round((value / limit) * 1000) / 1000;
  return { name, value, unit, limit, ratio, goal, ok: goal === null || ratio >= goal, n };
}

function rate(work) {
  const start = process.hrtime.bigint();
  work();
  return Math.round((DECISIONS * 1e9) / Number(process.hrtime.bigint() - start));
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

function heap() {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  gc();
  gc();
  return process.memoryUsage().heapUsed;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const each of await run()) console.log(JSON.stringify(each));
}
