// One day drawn from a seed: who works when, who comes when, how long they talk and how long they are willing to wait.
import { dice } from '../faults/dice.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LONGEST_TALK = HOUR;
export const GROUPS = ['sales', 'service', 'support'];

/**
 * @param {{ seed: number, agents: number, visitors: number, hours: number, visits?: number }} options
 *   visits: how often each visitor comes, on average
 * @returns {{ shifts: Shift[], visits: Visit[], endsAt: number }} all times in ms after the opening
 *
 * @typedef {{ agentId: string, limit: number, groupIds: string[], from: number, breakFrom: number, breakTo: number, to: number,
 *   speaksGerman: boolean }} Shift
 * @typedef {{ visitor: number, at: number, groupId: string, talkMs: number, patienceMs: number, messages: number,
 *   language: string }} Visit
 */
export function planDay({ seed, agents, visitors, hours, visits = 2.5 }) {
  const chance = dice(seed);
  const length = hours * HOUR;
  const shifts = Array.from({ length: agents }, (_, i) => shiftOf(i, length, chance));
  const planned = [];
  const many = Math.round(visitors * visits);
  for (let i = 0; i < many; i++) planned.push(visitOf(i % visitors, arrivalIn(length, chance), chance));
  planned.sort((a, b) => a.at - b.at || a.visitor - b.visitor);
  return { shifts, visits: planned, endsAt: length };
}

function shiftOf(i, length, { next, between }) {
  const from = (i % 5) * 0.02 * length;
  const to = length * between(0.8, 1);
  const breakFrom = length * between(0.3, 0.6);
  const groupIds = GROUPS.filter((_, g) => g === i % GROUPS.length || next() < 0.3);
  const agentId = `agent-${String(i).padStart(3, '0')}`;
  return {
    agentId,
    limit: 1 + (i % 3),
    groupIds,
    speaksGerman: i % 2 === 0,
    from,
    breakFrom,
    breakTo: breakFrom + 0.05 * length,
    to,
  };
}

/** Two rushes a day, and now and then many at the same minute: arrivals come in bursts, not only by themselves. */
function arrivalIn(length, { next, between }) {
  const share = next();
  if (share < 0.2) return Math.floor(next() * 12) * (length / 12) + between(0, MINUTE);
  if (share < 0.6) return length * (next() < 0.5 ? between(0.1, 0.25) : between(0.6, 0.75));
  return length * between(0, 0.95);
}

function visitOf(visitor, at, { next, between, pick }) {
  const exponential = (mean) => -mean * Math.log(1 - next());
  const talkMs = Math.min(LONGEST_TALK, 2 * MINUTE + exponential(16 * MINUTE));
  const patienceMs = MINUTE + exponential(12 * MINUTE);
  const language = pick(['en', 'en', 'en', 'en', 'de', 'fr']);
  return { visitor, at, groupId: pick(GROUPS), talkMs, patienceMs, messages: Math.floor(between(1, 4)), language };
}
