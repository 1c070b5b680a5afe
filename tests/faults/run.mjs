// The fault run: visitors and agents on the distributed product, calm at first, then while things break; then quiet, and
// the log says whether anything was lost.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client.mjs';
import { dice } from './dice.mjs';
import { Faults } from './faults.mjs';
import { judge } from './judge.mjs';
import { AgentAtWork, Visit } from './people.mjs';

export const REPLICAS = { 'assignment-queue': 3, conversation: 2, gateway: 2 };
/** Short times, so that a fault of seconds is an outage and not a hiccup. */
export const ENV = { FRONTDESK_HEARTBEAT_MS: '2000', FRONTDESK_LEASE_MS: '8000', FRONTDESK_CLOSE_GRACE_MS: '1000' };
const AGENTS = ['ana', 'ben'];
/** Room for so many that there is always somebody who talks. */
const LIMIT = 8;

/**
 * @param {{product: import('../../deploy/native/distributed.mjs').DistributedProduct, seed: number, calmMs: number,
 *   faultsMs: number, everyMs: number, say?: (line: string) => void}} options everyMs: between two arrivals
 */
export async function faultRun({ product, seed, calmMs, faultsMs, everyMs, say = () => undefined }) {
  const chance = dice(seed);
  const { gateways } = product;
  await prepare(gateways);
  const agents = AGENTS.map((sub) => new AgentAtWork(gateways, sub));
  await Promise.all(agents.map((agent) => agent.start()));
  const visits = [];
  const going = [];
  let open = true;
  const arriving = (async () => {
    for (; open; await sleep(everyMs * (0.5 + Math.random()))) {
      const visit = new Visit({ gateways, name: `Visitor ${visits.length + 1}`, dice: chance });
      visits.push(visit);
      going.push(visit.run());
    }
  })();
  await sleep(calmMs);
  const faultsFrom = Date.now();
  // Dice of their own: how many visitors came in between must not change what breaks.
  const faults = new Faults(product, dice(seed + 1), say);
  await faults.run(faultsMs);
  const faultsTo = Date.now();
  say('no more faults; waiting for quiet');
  open = false;
  await arriving;
  await faults.heal();
  await Promise.all(going);
  const left = await quiet(gateways);
  await Promise.all(agents.map((agent) => agent.stop()));
  await sleep(2_000);
  await faults.stop();
  const judged = await judge({ product, visits, agents, left });
  const during = ({ startedAt }) => startedAt >= faultsFrom && startedAt <= faultsTo;
  // Who was still being answered when the first fault came was not without faults.
  const before = ({ startedAt, startMs }) => startMs !== null && startedAt + startMs < faultsFrom;
  return {
    ...judged,
    seed,
    faults: faults.counts,
    diary: faults.diary,
    crashes: faults.crashes,
    calm: spread(visits.filter(before)),
    broken: spread(visits.filter(during)),
    acknowledged: [...visits.map((one) => one.acknowledged), ...agents.map(({ replies }) => replies)].flat().length,
    reconnects: visits.reduce((sum, { line }) => sum + Math.max(0, line?.reconnects ?? 0), 0),
  };
}

async function prepare(gateways) {
  const ada = new Client(gateways);
  ada.token = (await ada.post('/demo-issuer/token', { sub: 'ada' })).access_token;
  for (const end = Date.now() + 60_000; ; await sleep(250)) {
    const known = await ada.get('/v1/settings/agents/ben').catch(() => null);
    if (known !== null) break;
    if (Date.now() > end) throw new Error('the demo workspace did not come');
  }
  for (const sub of AGENTS) await setLimit(ada, sub);
  for (const end = Date.now() + 60_000; ; await sleep(250)) {
    const { groups, agents } = await ada.get('/v1/board');
    const ready = agents.filter(({ agentId, limit }) => AGENTS.includes(agentId) && limit === LIMIT);
    if (groups.length > 0 && ready.length === AGENTS.length) return;
    if (Date.now() > end) throw new Error('the agents did not come onto the board');
  }
}

async function setLimit(ada, sub) {
  const path = `/v1/settings/agents/${sub}`;
  const { document, version } = await ada.get(path);
  await ada.ask('PUT', path, { ...document, limit: LIMIT }, undefined, { 'if-match': `"${version}"` });
}

/** Nobody waits, nobody is being served: what stays is somebody's place or slot that was never given back. */
async function quiet(gateways, withinMs = 60_000) {
  const ada = new Client(gateways);
  ada.token = (await ada.post('/demo-issuer/token', { sub: 'ada' })).access_token;
  for (const end = Date.now() + withinMs; ; await sleep(500)) {
    const { waiting, agents } = await ada.get('/v1/board');
    const { data } = await ada.get('/v1/conversations?view=all&state=open');
    const loaded = agents.filter(({ load }) => load > 0);
    if (waiting === 0 && data.length === 0 && loaded.length === 0) return { slots: [], open: [] };
    if (Date.now() < end) continue;
    const open = `${data.length} conversations are open`;
    return {
      slots: [
        ...(waiting > 0 ? [`${waiting} still wait at the end, and ${open}`] : []),
        ...loaded.map(({ agentId, load }) => `${agentId} still holds ${load} slots at the end, and ${open}`),
      ],
      // Of visitors who gave up asking: nothing is lost, and yet somebody was not served.
      open: data.map(({ conversationId, outcome }) => `${conversationId} is still open at the end, ${outcome}`),
    };
  }
}

function spread(visits) {
  const times = visits.flatMap(({ startMs }) => (startMs === null ? [] : [startMs])).sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? null;
  return { n: times.length, p50: at(0.5), p99: at(0.99) };
}

/** @param {Awaited<ReturnType<typeof faultRun>>} report */
export function pageOf(report) {
  const { lost, doubled, overLimit, other, calm, broken } = report;
  const ms = (value) => (value === null ? '–' : `${Math.round(value)} ms`);
  const rows = [
    ['seed', report.seed],
    ...Object.entries(report.faults).map(([kind, n]) => [kind, n]),
    ['processes that ended by themselves', report.crashes.length],
    ['sockets that came back', report.reconnects],
    ['acknowledged messages', report.acknowledged],
    ['arrivals', report.arrivals],
    ...Object.entries(report.outcomes).map(([outcome, n]) => [`  ${outcome}`, n]),
    ['conservation: remainder', report.remainder],
    ['verify: records, decisions, differences', `${report.records}, ${report.decisions}, ${report.differences}`],
    ['Kafka against journal: records, differences', `${report.compared.records}, ${report.compared.differences}`],
    ['start to answer without faults', `p50 ${ms(calm.p50)}, p99 ${ms(calm.p99)} (n ${calm.n})`],
    ['start to answer with faults', `p50 ${ms(broken.p50)}, p99 ${ms(broken.p99)} (n ${broken.n})`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  const found = [...lost, ...doubled, ...overLimit, ...other, ...report.crashes].slice(0, 40);
  const sum = `lost ${lost.length}, doubled ${doubled.length}, over limit ${overLimit.length}, other findings ${other.length}`;
  return [...table, ...found, sum].join('\n');
}

export const isSound = ({ lost, doubled, overLimit, other }) =>
  lost.length + doubled.length + overLimit.length + other.length === 0;
