// The limit: the same mix on nothing but the structures (a ranked list per queue and for agents, one heap), as if every
// decision were only its tree and heap operations: no events, no reasons, no rules, no lookup by id.
import { Deadlines } from '../../libs/routing/dist/deadlines.js';
import { RankedList } from '../../libs/routing/dist/ranked-list.js';
import { AGENTS, WAITING } from './world.mjs';

const byTurn = (a, b) => b.priority - a.priority || a.arrivedAt - b.arrivedAt || a.seq - b.seq;
const byLoad = (a, b) => a.load * b.limit - b.load * a.limit || a.idleSince - b.idleSince || a.seq - b.seq;

export class Bare {
  constructor() {
    this.seq = 0;
    this.queues = Array.from({ length: 24 }, () => new RankedList(byTurn, (each) => each.live));
    this.agents = new RankedList(byLoad);
    this.deadlines = new Deadlines();
    this.full = [];
    for (let i = 0; i < AGENTS; i++) this.full.push({ load: 3, limit: 3, idleSince: i, seq: i });
    for (let n = 0; n < WAITING; n++) this.arrive(n, n);
  }

  /** An arrival that waits: its rank, its place, its timer. */
  arrive(n, at) {
    const queue = this.queues[(n * 7) % 24];
    const entry = { priority: n % 50 === 0 ? 1 : 0, arrivedAt: at, seq: ++this.seq, live: true, timer: null };
    queue.rankOf(entry);
    queue.insert(entry);
    entry.timer = this.deadlines.add('timeout', entry.seq, at + 3_600_000);
  }

  /** A close that serves the next: the agent becomes eligible, is chosen, and the head leaves queue and heap. */
  close(n, at) {
    const agent = this.full[n % AGENTS];
    agent.idleSince = at;
    agent.load--;
    this.agents.insert(agent);
    const queue = this.queues[(n * 7) % 24];
    const head = queue.firstReady();
    const chosen = this.agents.first();
    queue.remove(head);
    this.deadlines.cancel(head.timer);
    this.agents.remove(chosen);
    chosen.load++;
  }
}
