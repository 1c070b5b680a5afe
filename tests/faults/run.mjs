// The fault run: visitors and agents on the distributed product, calm at first, then while things break; then quiet, and
// the log says whether anything was lost.
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client.mjs';
import { dice } from './dice.mjs';
import { Edge } from './edge.mjs';
import { Faults } from './faults.mjs';
import { judge } from './judge.mjs';
import { AgentAtWork, Pace, Visit } from './people.mjs';
import { shortfalls, wantedOf } from './report.mjs';

export const REPLICAS = { 'assignment-queue': 3, conversation: 2, gateway: 2 };
/** Short times, so that a fault of seconds is an outage and not a hiccup. */
export const ENV = { FRONTDESK_HEARTBEAT_MS: '2000', FRONTDESK_LEASE_MS: '8000', FRONTDESK_CLOSE_GRACE_MS: '1000' };
const AGENTS = ['ana', 'ben'];
/** Room for so many that there is always somebody who talks. */
const LIMIT = 16;
/** Messages a second: above what is wanted, for the outages between. */
const PER_SECOND = 25;

/** Between two arrivals, on average. */
const EVERY_MS = 1_100;
const TOLD_EVERY_MS = 30_000;

/**
 * @param {{product: import('../../deploy/native/distributed.mjs').DistributedProduct, seed: number, calmMs: number,
 *   faultsMs: number, everyMs?: number, quietMs?: number, wanted?: ReturnType<typeof wantedOf>, say?: (line: string) => void}} options
 *   everyMs: between two arrivals; quietMs: how long it is waited until nobody waits or is served any more;
 *   wanted: what it must have seen, where that is not what its minutes promise
 */
export async function faultRun({ product, quietMs = 60_000, ...options }) {
  const { seed, calmMs, faultsMs, everyMs = EVERY_MS, say = () => undefined } = options;
  const { wanted = wantedOf(faultsMs) } = options;
  const chance = dice(seed);
  const [edge, pace] = [new Edge(product.gateways), new Pace(PER_SECOND)];
  await prepare(edge);
  const agents = AGENTS.map((sub) => new AgentAtWork(edge, pace, sub));
  await Promise.all(agents.map((agent) => agent.start()));
  const visits = [];
  const going = [];
  let open = true;
  const arriving = (async () => {
    for (; open; await sleep(everyMs * (0.5 + Math.random()))) {
      const visit = new Visit({ edge, pace, name: `Visitor ${visits.length + 1}`, dice: chance });
      visits.push(visit);
      going.push(visit.run());
    }
  })();
  const told = setInterval(
    () => say(`so far ${visits.length} arrivals, ${acknowledgedBy(visits, agents)} acknowledged messages`),
    TOLD_EVERY_MS,
  ).unref();
  await sleep(calmMs);
  const faultsFrom = Date.now();
  // Dice of their own: how many visitors came in between must not change what breaks.
  const faults = new Faults(product, dice(seed + 1), say);
  const seen = () => ({ faults: faults.counts, acknowledged: acknowledgedBy(visits, agents), arrivals: visits.length });
  await faults.run(faultsMs, () => shortfalls({ ...seen(), wanted }).length === 0);
  const faultsTo = Date.now();
  say('no more faults; waiting for quiet');
  clearInterval(told);
  open = false;
  await arriving;
  await faults.heal();
  for (const visit of visits) visit.hurry();
  await Promise.all(going);
  const left = await quiet(edge, quietMs);
  await Promise.all(agents.map((agent) => agent.stop()));
  await sleep(2_000);
  await faults.stop();
  edge.stop();
  const judged = await judge({ product, visits, agents, left });
  return {
    ...judged,
    ...paces(visits, faultsFrom, faultsTo),
    seed,
    load: loadavg()[1],
    wanted,
    faults: faults.counts,
    diary: faults.diary,
    crashes: faults.crashes,
    acknowledged: acknowledgedBy(visits, agents),
    reconnects: visits.reduce((sum, { line }) => sum + Math.max(0, line?.reconnects ?? 0), 0),
  };
}

const acknowledgedBy = (visits, agents) =>
  [...visits.map((one) => one.acknowledged), ...agents.map(({ replies }) => replies)].flat().length;

/** How long starts and messages took, without faults and with them. */
function paces(visits, from, to) {
  const starts = visits.flatMap(({ startMs: ms, startedAt: at }) => (ms === null ? [] : [{ at, ms }]));
  const messages = visits.flatMap(({ said }) => said);
  const during = ({ at }) => at >= from && at <= to;
  // Who was still being answered when the first fault came was not without faults.
  const before = ({ at, ms }) => at + ms < from;
  const both = (all) => ({ calm: spread(all.filter(before)), broken: spread(all.filter(during)) });
  return { starts: both(starts), messages: both(messages) };
}

function spread(samples) {
  const times = samples.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? null;
  return { n: times.length, p50: at(0.5), p99: at(0.99) };
}

async function prepare(edge) {
  const ada = new Client(edge);
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
async function quiet(edge, withinMs) {
  const ada = new Client(edge);
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
