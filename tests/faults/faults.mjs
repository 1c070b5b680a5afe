// What goes wrong: processes killed or frozen, the broker, the database and Redis killed and brought back. And what an
// orchestrator does about it: who has died is started again.
import { setTimeout as sleep } from 'node:timers/promises';

const RESTART_AFTER_MS = 1_000;
const PAUSE_MS = [2_000, 8_000];

/** How often each stands in a bag. A bag is emptied in a drawn order before the next one: no kind is left to luck. */
const KINDS = [
  ['kill -9', 5],
  ['SIGSTOP', 3],
  ['broker kill', 1],
  ['Postgres kill', 1],
  ['Redis FLUSHALL', 1],
  ['Redis kill', 1],
];
const BAG = KINDS.flatMap(([kind, parts]) => Array.from({ length: parts }, () => kind));

/** Where several processes share one work, there the mistakes are. */
const WEIGHTS = { 'assignment-queue': 3, conversation: 4, gateway: 3, presence: 2, submission: 2, settings: 1 };

export class Faults {
  counts = Object.fromEntries(KINDS.map(([kind]) => [kind, 0]));
  /** What was done and when, for whoever reads a failed run. */
  diary = [];
  /** Ends that nobody asked for. */
  crashes = [];
  #frozen = new Set();
  #killed = new Set();
  #busy = new Set();
  #under = [];
  #stopped = false;
  /** To begin with one of each: also a short run has seen them all. */
  #bag = KINDS.map(([kind]) => kind);
  #supervising;

  /** @param {import('../../deploy/native/distributed.mjs').DistributedProduct} product */
  constructor(product, dice, say = () => undefined) {
    this.product = product;
    this.dice = dice;
    this.say = say;
    this.victims = product.processes.flatMap((one) => Array.from({ length: WEIGHTS[one.service] ?? 0 }, () => one));
    this.#supervising = this.#supervise();
  }

  /**
   * Draws faults for so long, and until enough has been seen, at most twice as long; some begin while another lasts.
   * @param {() => boolean} enough
   */
  async run(ms, enough) {
    for (const from = Date.now(); ;) {
      const passed = Date.now() - from;
      if (passed >= 2 * ms || (passed >= ms && enough())) break;
      const kind = this.#draw();
      const doing = this.#begin(kind);
      if (doing === null) this.#bag.push(kind);
      else {
        this.counts[kind]++;
        const caught = doing.catch((error) => this.crashes.push(`${kind}: ${error.message}`));
        this.#under.push(caught);
      }
      const [drawn, left] = [this.dice.between(...PAUSE_MS), from + ms - Date.now()];
      // Looked at again when the time is over, not a pause later.
      await sleep(left > 0 ? Math.min(drawn, left) : drawn);
    }
    await Promise.all(this.#under);
  }

  /** Everything runs again and is ready. */
  async heal(withinMs = 180_000) {
    for (const one of this.#frozen) one.signal('SIGCONT');
    for (const end = Date.now() + withinMs; ; await sleep(250)) {
      const ready = await Promise.all(this.product.processes.map((one) => one.ready()));
      const waiting = this.product.processes.filter((_, i) => !ready[i]);
      if (waiting.length === 0) return;
      if (Date.now() > end) throw new Error(`not ready again: ${waiting.map(({ name }) => name).join(', ')}`);
    }
  }

  async stop() {
    this.#stopped = true;
    await this.#supervising;
  }

  #draw() {
    if (this.#bag.length === 0) this.#bag = [...BAG];
    return this.#bag.splice(Math.floor(this.dice.next() * this.#bag.length), 1)[0];
  }

  /** null: what it is about is in the middle of another fault. */
  #begin(kind) {
    const { kafka, postgres, redis } = this.product;
    switch (kind) {
      case 'kill -9':
        return this.#kill();
      case 'SIGSTOP':
        return this.#freeze();
      case 'broker kill':
        return this.#alone(kind, kafka);
      case 'Postgres kill':
        return this.#alone(kind, postgres);
      case 'Redis kill':
        return this.#alone('Redis kill', redis);
      default:
        return this.#busy.has(redis) ? null : (this.#note(kind), redis.flushAll());
    }
  }

  #kill() {
    const victim = this.dice.pick(this.victims);
    if (!victim.running || this.#frozen.has(victim)) return null;
    this.#note(`kill -9 ${victim.name}`);
    this.#killed.add(victim);
    return victim.kill9();
  }

  #freeze() {
    const victim = this.dice.pick(this.victims);
    const ms = this.dice.between(5_000, 20_000);
    if (!victim.running || this.#frozen.has(victim)) return null;
    this.#note(`SIGSTOP ${victim.name} for ${(ms / 1000).toFixed(1)} s`);
    this.#frozen.add(victim);
    victim.signal('SIGSTOP');
    return sleep(ms).then(() => {
      victim.signal('SIGCONT');
      this.#frozen.delete(victim);
      this.#note(`SIGCONT ${victim.name}`);
    });
  }

  #alone(kind, server) {
    const ms = this.dice.between(500, 4_000);
    if (this.#busy.has(server)) return null;
    this.#busy.add(server);
    this.#note(`${kind}, back after ${(ms / 1000).toFixed(1)} s`);
    return (async () => {
      await server.kill9();
      await sleep(ms);
      await this.#back(kind, server);
      this.#note(`${kind}: back`);
      this.#busy.delete(server);
    })();
  }

  /** On a machine that is busy a server may need more than one start. */
  async #back(kind, server) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await server.restart();
      } catch (error) {
        this.#note(`${kind}: start ${attempt} failed: ${error.message.slice(0, 200)}`);
        if (attempt === 5) throw error;
      }
    }
  }

  async #supervise() {
    while (!this.#stopped) {
      for (const one of this.product.processes.filter(({ running }) => !running)) {
        if (!this.#killed.delete(one)) {
          this.crashes.push(`${one.name} ended by itself: ${one.said().slice(-600)}`);
          this.#note(`${one.name} ENDED BY ITSELF`);
        }
        setTimeout(() => void one.begin(), RESTART_AFTER_MS);
      }
      await sleep(RESTART_AFTER_MS + 250);
    }
  }

  #note(what) {
    const line = `${new Date().toISOString().slice(11, 23)} ${what}`;
    this.diary.push(line);
    this.say(line);
  }
}
