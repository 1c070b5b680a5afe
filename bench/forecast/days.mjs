// The forecast over simulated days (E4): how many of the waits were no longer than the p90 (and the p50) that was told
// on entry. Seeded days through the engine itself: Poisson arrivals and bursts, several staffings, shifts that change the
// slots, service times of different shapes, visitors who give up.
import { createRouting, forecast, nextDeadline, step } from '@frontdesk/routing';
import { figure } from '../measure.mjs';
import { dice } from './dice.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const queue = { enabled: true, maxLength: null, maxWaitMs: null, abandonAfterMs: 10 * HOUR };
const consequences = { full: 'message', timeout: 'message', outOfHours: 'message', nobodyOnline: 'queue' };
const SEEDS = [11, 23, 37, 41, 53, 67, 79];

/** Agents (limit 3 each) and the share of their capacity that is asked for; above 1 the queue grows until people leave. */
const STAFFINGS = [
  { agents: 4, use: 0.97 },
  { agents: 8, use: 1.0 },
  { agents: 16, use: 1.02 },
];

export async function run() {
  return ['poisson', 'bursty'].flatMap((arrivals) => {
    const days = STAFFINGS.flatMap((staffing) => SEEDS.map((seed) => day({ ...staffing, arrivals, seed })));
    const total = (name) => days.reduce((sum, each) => sum + each[name], 0);
    const shares = days.map(({ waits, within90 }) => within90 / waits);
    const least = arrivals === 'poisson' ? 0.85 : 0.8;
    const tell = (name, value, goal = null, goalIs = 'least') =>
      figure({ name: `forecast.${arrivals}.${name}`, value, unit: 'share', goal, goalIs, n: total('waits') });
    return [
      tell('p90_covers', total('within90') / total('waits'), least),
      tell('p90_covers_at_most', total('within90') / total('waits'), 0.95, 'most'),
      tell('p90_covers_worst_day', Math.min(...shares), least),
      tell('p90_covers_best_day', Math.max(...shares)),
      tell('p50_covers', total('within50') / total('waits')),
      { ...tell('days', days.length), unit: 'days' },
      { ...tell('waits_of_the_shortest_day', Math.min(...days.map(({ waits }) => waits))), unit: 'waits' },
    ];
  });
}

/** As long as it takes for so many waits to end with an agent, after one hour in which the engine learns. */
export function day({ agents, use, arrivals, seed }, enough = 1_100) {
  const roll = dice(seed * 7919 + agents);
  const state = createRouting();
  const open = new Map();
  const result = { waits: 0, within50: 0, within90: 0 };
  let learning = true;
  let now = HOUR;
  const tell = (input) => step(state, input, now).forEach(see);
  const see = ({ type, data }) => {
    if (type === 'queued') open.set(data.conversationId, forecast(state, 'g', data.position));
    if (type === 'abandoned') open.delete(data.conversationId);
    if (type !== 'assigned') return;
    later(now + serviceTime(roll), () => {
      tell({ type: 'conversation_closed', data: { conversationId: data.conversationId, by: 'agent' } });
    });
    const told = open.get(data.conversationId);
    open.delete(data.conversationId);
    if (!told || learning) return;
    result.waits++;
    if (data.waitedMs <= told.p50Ms) result.within50++;
    if (data.waitedMs <= told.p90Ms) result.within90++;
  };
  const agenda = new Agenda();
  const later = (at, act) => agenda.add(at, act);
  tell({
    type: 'strategy_configured',
    data: { settingsVersion: 1, method: 'saturation', directReturnMs: 0, detailed: true },
  });
  tell({ type: 'group_configured', data: { groupId: 'g', settingsVersion: 1, queue, consequences } });
  for (let i = 0; i < agents; i++) {
    const agentId = `a${i}`;
    tell({ type: 'agent_configured', data: { agentId, limit: 3, groupIds: ['g'] } });
    const status = (is) => tell({ type: 'agent_status', data: { agentId, status: is } });
    status('online');
    // A quarter of them take a break of half an hour, each at another time, again and again.
    const breaks = (at) => {
      later(at, () => status('busy'));
      later(at + 30 * MINUTE, () => status('online'));
      later(at + 4 * HOUR, () => breaks(now));
    };
    if (i % 4 === 0) breaks(now + (1 + roll() * 3) * HOUR);
  }
  const perMs = (agents * 3 * use) / MEAN_SERVICE;
  const gap = arrivals === 'poisson' ? () => -Math.log(1 - roll()) / perMs : bursts(roll, perMs);
  let n = 0;
  const arrive = () => {
    const conversationId = `c${n++}`;
    const visitorId = `v${n}`;
    const from = { channel: 'web', language: null, groupId: 'g', priority: 0, ruleId: null, settingsVersion: 1 };
    tell({ type: 'visitor_connected', data: { visitorId } });
    tell({ type: 'conversation_requested', data: { conversationId, visitorId, ...from } });
    // Patience: exponential, half an hour on average.
    if (open.has(conversationId)) {
      later(now - Math.log(1 - roll()) * 30 * MINUTE, () => {
        if (open.has(conversationId)) tell({ type: 'conversation_closed', data: { conversationId, by: 'visitor' } });
      });
    }
    later(now + gap(), arrive);
  };
  later(now + gap(), arrive);
  for (let next = agenda.take(); next !== undefined && result.waits < enough; next = agenda.take()) {
    now = Math.max(now, Math.round(next.at));
    learning = now < 2 * HOUR;
    for (let due = nextDeadline(state); due !== null && due <= now; due = nextDeadline(state)) {
      tell({ type: 'tick', data: {} });
    }
    next.act();
  }
  return result;
}

const MEAN_SERVICE = 8 * MINUTE;

/** Log-normal with the mean above and a coefficient of variation of 1: many short, few very long. */
function serviceTime(roll) {
  const sigma = Math.sqrt(Math.log(2));
  const normal = Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
  return Math.max(1_000, Math.round(MEAN_SERVICE * Math.exp(sigma * normal - (sigma * sigma) / 2)));
}

/** The same rate on average, in busy and quiet spells of five to one. */
function bursts(roll, perMs) {
  let left = 0;
  let busy = false;
  return () => {
    if (left-- <= 0) {
      busy = !busy;
      left = Math.ceil(-Math.log(1 - roll()) * (busy ? 25 : 5));
    }
    return -Math.log(1 - roll()) / (perMs * (busy ? 25 / 15 : 1 / 3));
  };
}

/** What is still to happen, the next first. */
class Agenda {
  heap = [];

  add(at, act) {
    const { heap } = this;
    let slot = heap.push({ at, act }) - 1;
    for (let up = (slot - 1) >> 1; slot > 0 && heap[up].at > heap[slot].at; up = (slot - 1) >> 1) {
      [heap[up], heap[slot]] = [heap[slot], heap[up]];
      slot = up;
    }
  }

  take() {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let slot = 0, next = 1; next < heap.length; next = 2 * slot + 1) {
      if (next + 1 < heap.length && heap[next + 1].at < heap[next].at) next++;
      if (heap[slot].at <= heap[next].at) break;
      [heap[slot], heap[next]] = [heap[next], heap[slot]];
      slot = next;
    }
    return first;
  }
}
