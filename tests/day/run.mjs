// A whole day of a busy reception through the real services in one process, on a clock that runs fast; at its end the
// log says whether anybody was lost, doubled or over a limit.
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkLog } from '@frontdesk/checker';
import { exportDatabase, verifyDatabase } from '@frontdesk/cli';
import { Client } from '../faults/client.mjs';
import { oneAddress } from '../faults/edge.mjs';
import { environmentOf, fastClock } from './fast-clock.mjs';
import { furnish, MOST_WHO_ARE_ASKED } from './house.mjs';
import { Agent, Stay } from './people.mjs';
import { planDay } from './plan.mjs';
import { openStaffOffice } from './staff-office.mjs';

const MINUTE = 60_000;

/**
 * @param {{ seed: number, agents: number, visitors: number, hours: number, speed: number, visits?: number,
 *   say?: (line: string) => void }} options speed: how many times as fast as the wall's clock
 */
export async function liveADay({ speed, say = () => undefined, ...size }) {
  const plan = planDay(size);
  const office = await openStaffOffice();
  const startsAt = Date.now();
  const clock = fastClock({ startsAt, speed });
  const product = await startProduct({ startsAt, speed, issuer: office.issuer });
  try {
    await furnish(product.url, office, { ...plan, seed: size.seed });
    say(`${plan.visits.length} visits, ${plan.shifts.length} agents, ${size.hours} h at ${speed} times the speed`);
    const day = await live({ plan, product, office, clock, say });
    await quiet(product.url, await office.tokenOf('ada', 'admin'));
    await day.goHome();
    return { ...(await judge(product.databaseUrl(), day.stays)), seed: size.seed, ...speedOf(day.stays) };
  } finally {
    await product.remove();
    office.close();
  }
}

/** Times of leases and waits are the day's; those of machines (a decision, a ticket) are stretched by the speed. */
async function startProduct({ startsAt, speed, issuer }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'frontdesk-day-'));
  const machine = (ms) => String(Math.min(86_400_000, Math.round(ms * speed)));
  const env = {
    ...{ PORT: '0', FRONTDESK_DATA: dataDir, LOG_LEVEL: 'error', PATH: process.env.PATH, NODE_ENV: 'production' },
    ...{ FRONTDESK_DECISION_WAIT_MS: machine(3_000), FRONTDESK_HEARTBEAT_MS: machine(5_000) },
    ...{ FRONTDESK_LEASE_MS: machine(20_000), FRONTDESK_CLOSE_GRACE_MS: machine(100) },
    // One machine is the address of all of them, and its minutes are short.
    ...{ FRONTDESK_FLOOD_ADDRESS: '0', FRONTDESK_RATE_WORKSPACE: '0' },
    ...{ FRONTDESK_REAP_EVERY_MS: machine(1_000), FRONTDESK_POSITION_EVERY_MS: machine(2_000) },
    ...{ FRONTDESK_CHANGED_EVERY_MS: machine(250), ...environmentOf({ startsAt, speed }) },
  };
  const child = fork(join(import.meta.dirname, 'product.mjs'), [JSON.stringify(issuer)], { env });
  const ended = new Promise((done) => child.once('close', done));
  const url = await new Promise((done, fail) => {
    child.once('message', (message) => done(message.url));
    child.once('close', (code) => fail(new Error(`the product ended with ${code} while it was starting`)));
  });
  return {
    url,
    databaseUrl: () => {
      const [, , , port] = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
      return `postgres://postgres@127.0.0.1:${port}/frontdesk`;
    },
    remove: async () => {
      if (child.connected) child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function live({ plan, product: { url }, office, clock, say }) {
  const agents = new Map();
  for (const shift of plan.shifts) {
    const token = await office.tokenOf(shift.agentId, 'agent');
    const isAsked = plan.shifts.length <= MOST_WHO_ARE_ASKED;
    agents.set(shift.agentId, new Agent({ url, token, shift, clock, isAsked }));
  }
  const opening = clock.now();
  const working = [...agents.values()].map((agent) => agent.work(opening));
  const stays = [];
  const going = [];
  const tokens = new Map();
  const busy = new Set();
  for (const visit of plan.visits) {
    await clock.sleepUntil(opening + visit.at);
    // One conversation at a time for each visitor: who is still here does not come again.
    if (busy.has(visit.visitor)) continue;
    busy.add(visit.visitor);
    const name = `Visitor ${visit.visitor} at ${visit.at.toFixed(0)}`;
    const stay = new Stay({ url, plan: visit, token: tokens.get(visit.visitor), name, clock, agents });
    stays.push(stay);
    going.push(
      stay.run().finally(() => {
        tokens.set(visit.visitor, stay.client.token);
        busy.delete(visit.visitor);
      }),
    );
    if (stays.length % 500 === 0) say(progress(stays.length, plan, clock.now() - opening));
  }
  await Promise.all(going);
  await Promise.all(working);
  return { stays, goHome: () => Promise.all([...agents.values()].map((agent) => agent.leave())) };
}

const progress = (come, { visits, endsAt }, passedMs) =>
  `${come} of ${visits.length} visits, ${Math.round(passedMs / MINUTE)} of ${Math.round(endsAt / MINUTE)} minutes`;

async function quiet(url, token, withinMs = 60_000) {
  const admin = new Client(oneAddress(url));
  admin.token = token;
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(250)) {
    const { waiting, agents } = await admin.get('/v1/board');
    if (waiting === 0 && agents.every(({ load }) => load === 0)) return;
  }
}

async function judge(databaseUrl, stays) {
  const checked = await checkLog(exportDatabase(databaseUrl));
  const report = await verifyDatabase(databaseUrl);
  const said = new Map();
  for await (const line of exportDatabase(databaseUrl)) {
    const { type, body } = JSON.parse(line);
    if (type === 'conversation.message_added') count(said, JSON.parse(body).text);
  }
  const violations = [
    ...checked.findings.map(({ law, where, text }) => `${law} ${where}: ${text}`),
    ...report.differences.map(({ kind, where, text }) => `${kind} ${where}: ${text}`),
    ...stays.flatMap(({ name, trouble }) => (trouble ? [`${name}: ${trouble.message}`] : [])),
    ...stays.flatMap(({ acknowledged }) =>
      acknowledged.flatMap((text) =>
        said.get(text) === 1 ? [] : [`"${text}" stands there ${said.get(text) ?? 0} times`],
      ),
    ),
  ];
  const ledger = checked.ledgers.find(({ workspace }) => workspace === 'demo');
  const { arrivals = 0, outcomes = {}, remainder = NaN } = ledger ?? {};
  return { violations, arrivals, outcomes, remainder, records: report.records, decisions: report.decisions };
}

function count(many, key) {
  many.set(key, (many.get(key) ?? 0) + 1);
}

/** Start to answer, in the wall's milliseconds: sending, deciding, committing and answering. */
function speedOf(stays) {
  const times = stays.flatMap(({ startMs }) => (startMs === null ? [] : [startMs])).sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? null;
  return { n: times.length, p50: at(0.5), p99: at(0.99) };
}

/** @param {Awaited<ReturnType<typeof liveADay>>} report */
export function pageOf({ seed, arrivals, outcomes, remainder, records, decisions, violations, n, p50, p99 }) {
  const rows = [
    ['seed', seed],
    ['arrivals', arrivals],
    ...Object.entries(outcomes).map(([outcome, many]) => [`  ${outcome}`, many]),
    ['records, decisions decided again', `${records}, ${decisions}`],
    ['start to decision', `p50 ${p50?.toFixed(1)} ms, p99 ${p99?.toFixed(1)} ms (n ${n})`],
    ['conservation remainder', remainder],
    ['violations', violations.length],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`), ...violations.slice(0, 40)].join('\n');
}

export const isSound = ({ violations, remainder }) => violations.length === 0 && remainder === 0;
