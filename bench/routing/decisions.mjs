// Decisions per second at full size, beside the bare structures in the same run; and what one waiting visitor weighs.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { positionOf, step } from '@frontdesk/routing';
import { Bare } from './bare.mjs';
import { closed, connected, fill, requested, staffed, AGENTS, WAITING } from './world.mjs';

const DECISIONS = 100_000;
const ROUNDS = 3;
const GOAL_RATIO = 0.25;
const GOAL_BYTES = 1_500;

export async function run() {
  return [...mixed(), ...choices(), positions(), bytes()];
}

/** Half arrivals that wait, half closes that serve the next one who waits. */
function mixed() {
  const state = staffed();
  const assigned = fill(state, WAITING + 3 * AGENTS, 10_000);
  const bare = new Bare();
  let next = WAITING + 3 * AGENTS;
  let at = 200_000;
  const engineRound = () => {
    // Made before the clock starts: parsing is not deciding.
    const requests = Array.from({ length: DECISIONS / 2 }, (_, i) => requested(next + i));
    for (const { data } of requests)
      step(state, { type: 'visitor_connected', data: { visitorId: data.visitorId } }, at);
    next += requests.length;
    return rate(() => {
      for (const request of requests) {
        step(state, request, ++at);
        const events = step(state, closed(assigned[served++]), ++at);
        assigned.push(events[1].data.conversationId);
      }
    });
  };
  let served = 0;
  let n = WAITING;
  const bareRound = () =>
    rate(() => {
      for (let i = 0; i < DECISIONS / 2; i++) {
        bare.arrive(n++, ++at);
        bare.close(n, ++at);
      }
    });
  return compare('routing.decisions', engineRound, bareRound);
}

/** Half arrivals that find one of 7,500 free agents, half closes: the cost of the choice itself. */
function choices() {
  const state = staffed();
  const assigned = fill(state, AGENTS, 10_000);
  let next = AGENTS;
  let served = 0;
  let at = 200_000;
  const requests = (count) => Array.from({ length: count }, (_, i) => requested(next + i));
  const round = () => {
    const arriving = requests(DECISIONS / 2);
    next += arriving.length;
    return rate(() => {
      for (const request of arriving) {
        step(state, closed(assigned[served++]), ++at);
        assigned.push(step(state, request, ++at)[0].data.conversationId);
      }
    });
  };
  round();
  return [figure('routing.choices', median([round(), round(), round()]), '1/s', null, null, DECISIONS)];
}

function positions() {
  const state = staffed();
  const open = WAITING + 3 * AGENTS;
  fill(state, open, 10_000);
  const ids = Array.from({ length: DECISIONS }, (_, i) => `conversation-${3 * AGENTS + ((i * 7919) % WAITING)}`);
  const round = () => rate(() => ids.forEach((id) => positionOf(state, id)));
  round();
  return figure('routing.positions', median([round(), round(), round()]), '1/s', null, null, DECISIONS);
}

/** Heap per visitor who waits: place, timer, identities, connection. */
function bytes() {
  const state = staffed();
  fill(state, 3 * AGENTS, 10_000);
  const before = heap();
  for (let n = 3 * AGENTS; n < 3 * AGENTS + WAITING; n++) {
    step(state, connected(n), 200_000);
    step(state, requested(n), 200_000);
  }
  const value = Math.round((heap() - before) / WAITING);
  // Asked after the measurement, so that the state cannot be collected before it.
  const ok = positionOf(state, `conversation-${3 * AGENTS + WAITING - 1}`) !== null && value <= GOAL_BYTES;
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
