// What both benches of the bus send: records of about 300 bytes over all lanes, on a topic of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARTITIONS } from '@frontdesk/journal';
import { ensureTopics, openKafka } from '@frontdesk/bus-kafka';
import { startKafka } from '../../deploy/native/kafka.mjs';

export const TOPIC = 'bench.events';
const SERVICE = 'bench';
const body = JSON.stringify({ conversation: 'conversation-1', agent: 'agent-17', text: 'x'.repeat(220) });
const meta = { actor: 'agent-17', correlationId: '0190e1c2-7c3a-7000-8000-000000000000', causationId: null };

/** The nth record of all; it stands in lane n mod 64. */
export function recordAt(n) {
  const partition = n % PARTITIONS;
  const id = `0190e1c2-7c3a-7000-8000-${String(n).padStart(12, '0')}`;
  return {
    ...{ lane: { service: SERVICE, topic: TOPIC, partition }, seq: Math.floor(n / PARTITIONS) + 1, id, key: id },
    ...{ workspace: 'w1', type: 'bench.noted', stream: id, streamVersion: 1, at: 1_800_000_000_000, meta, body },
    ...{ epoch: null, hash: null },
  };
}

export async function onBroker(work) {
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-bench-bus-'));
  const broker = await startKafka({ dir });
  const kafka = openKafka({ brokers: broker.brokers, clientId: 'bench' });
  const admin = kafka.admin();
  await admin.connect();
  let made = 0;
  /** A fresh topic; answers its prefix. */
  const topic = async () => {
    const prefix = `b${++made}.`;
    await ensureTopics(admin, [TOPIC], { prefix });
    return prefix;
  };
  try {
    return await work({ kafka, topic });
  } finally {
    await admin.disconnect();
    await broker.kill9();
    rmSync(dir, { recursive: true, force: true });
  }
}

const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** Rates by turns, so that a slow moment of the machine strikes both; the first turn warms up. */
export async function compare({ name, rounds, raw, ours, goal }) {
  const rates = { raw: [], ours: [] };
  for (let round = 0; round <= rounds; round++) {
    const [one, other] = [await raw(), await ours()];
    if (round === 0) continue;
    rates.raw.push(one);
    rates.ours.push(other);
  }
  const [value, limit] = [median(rates.ours), median(rates.raw)];
  const ratio = value / limit;
  const figures = { value: Math.round(value), unit: 'records/s', limit: Math.round(limit), ratio, goal };
  return [{ name, ...figures, ok: ratio >= goal, n: rounds }];
}
