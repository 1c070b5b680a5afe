// What a seal costs whoever waits for a decision: the longest wait while a lane's whole state is hashed and saved, on the
// real worker and a real PostgreSQL, beside the longest wait of as many decisions without a seal.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabaseIfMissing, startEmbeddedPostgres } from '@frontdesk/embedded-postgres';
import { LaneState, LaneWorker } from '@frontdesk/engine';
import { createPostgresJournal, migrateJournal } from '@frontdesk/journal-postgres';
import { routingCore } from '@frontdesk/routing';
import pg from 'pg';
import { figure, median, pause } from '../measure.mjs';
import { AGENTS, connected, fill, LIMIT, requested, staffed } from '../routing/world.mjs';

const SEALS = 9;
const MINUTE_MS = 60_000;
const INPUTS = { service: 'conversation', topic: 'assignment.inputs', partition: 0 };

export async function run() {
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-bench-seal-'));
  const server = await startEmbeddedPostgres({ dir });
  await createDatabaseIfMissing(server.url(), 'bench');
  // What a stopping server says to an idle connection is of no interest here.
  const pool = new pg.Pool({ connectionString: server.url('bench'), max: 4 }).on('error', () => undefined);
  try {
    await migrateJournal(pool, 'bench');
    const journal = createPostgresJournal({ pool, schema: 'bench', service: 'bench' });
    const figures = [];
    for (const [partition, waiting] of [10_000, 100_000].entries())
      figures.push(...(await pauses(journal, partition, waiting)));
    await journal.close();
    return figures;
  } finally {
    await pool.end();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function pauses(journal, partition, waiting) {
  const lane = { service: 'bench', topic: 'assignment.decisions', partition };
  const { ruleVersion, snapshotVersion: schemaVersion } = routingCore;
  const state = new LaneState(routingCore);
  const world = staffed();
  const open = LIMIT * AGENTS + waiting;
  fill(world, open, 10_000);
  state.keep('demo', world);
  await journal.acquire(lane, 'before');
  // The lane begins with this state: its worker takes it from here, as after any start.
  await journal.saveSnapshot({ lane, seq: 0, schemaVersion, ruleVersion, ...state.seal() });
  const bench = new Bench(journal, lane, open);
  await bench.worker.start();
  await bench.round(false);
  const [sealing, plain] = [[], []];
  for (let round = 0; round < SEALS; round++) {
    plain.push(await bench.round(false));
    sealing.push(await bench.round(true));
  }
  await bench.worker.stop();
  const name = `engine.seal_pause_${waiting / 1000}k_waiting`;
  const longest = { unit: 'ms max', goal: 50, goalIs: 'most', n: SEALS };
  const without = { name: `${name}_without`, value: median(plain), unit: 'ms max', n: SEALS };
  return [figure({ name, value: median(sealing), ...longest }), figure(without)];
}

/** Visitors arrive one after another; a seal is due when the clock is told that a minute has passed. */
class Bench {
  #now = 1_800_000_000_000;
  #ids = 0;
  #seq = 0;
  #saved = 0;

  constructor(journal, lane, arrivals) {
    this.arrivals = arrivals;
    const noting = { ...journal, saveSnapshot: (snapshot) => journal.saveSnapshot(snapshot).then(() => this.#saved++) };
    this.worker = new LaneWorker({
      ...{ core: routingCore, journal: noting, lane, consumer: `bench-${lane.partition}`, owner: 'bench', pause },
      clock: { now: () => this.#now, at: () => () => undefined },
      ids: { next: () => `id-${++this.#ids}` },
      alarm: (message, detail) => {
        throw new Error(message, { cause: detail });
      },
      sealEvery: 1,
    });
  }

  /** The longest that one arrival waited for its decision: until the snapshot is saved, or for as many arrivals. */
  async round(seals) {
    const saved = this.#saved;
    if (seals) this.#now += MINUTE_MS;
    let longest = 0;
    let arrivals = 0;
    while (seals ? this.#saved === saved || arrivals < 100 : arrivals < 200) {
      const before = performance.now();
      await this.worker.take(INPUTS, this.#arrival());
      longest = Math.max(longest, performance.now() - before);
      arrivals++;
    }
    return longest;
  }

  #arrival() {
    const n = this.arrivals++;
    const meta = { actor: 'bench', correlationId: 'bench', causationId: null };
    return [connected(n), requested(n)].map(({ type, data }) => ({
      ...{ lane: INPUTS, seq: ++this.#seq, id: `in-${this.#seq}`, key: 'demo', workspace: 'demo', type, meta },
      ...{ stream: null, streamVersion: null, at: this.#now, body: JSON.stringify(data), epoch: null, hash: null },
    }));
  }
}
