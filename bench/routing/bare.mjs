// The limit: the same inputs on nothing but the structures (a ranked list per queue and one of agents, one heap, one map
// to find a conversation by its id), as if a decision were only these: no events, no reasons, no rules, no visitors.
import { Deadlines } from '../../libs/routing/dist/deadlines.js';
import { RankedList } from '../../libs/routing/dist/ranked-list.js';
import { AGENTS, GROUPS, LIMIT, MAX_WAIT_MS, WAITING, requested } from './world.mjs';

const byTurn = (a, b) => b.priority - a.priority || a.arrivedAt - b.arrivedAt || a.seq - b.seq;
const byLoad = (a, b) => a.load * b.limit - b.load * a.limit || a.idleSince - b.idleSince || a.seq - b.seq;

export class Bare {
  seq = 0;
  queues = new Map(
    Array.from({ length: GROUPS }, (_, i) => [`group-${i}`, new RankedList(byTurn, (each) => each.live)]),
  );
  agents = new RankedList(byLoad);
  deadlines = new Deadlines();
  byId = new Map();

  /** Every agent is full; as many wait as in the engine's world. Answers the held conversations. */
  fill() {
    const held = [];
    for (let i = 0; i < AGENTS * LIMIT; i++) {
      const { conversationId, groupId } = requested(i).data;
      this.byId.set(conversationId, { agent: { load: LIMIT, limit: LIMIT, idleSince: i, seq: i }, groupId });
      held.push(conversationId);
    }
    for (let n = 0; n < WAITING; n++) this.arrive(requested(AGENTS * LIMIT + n).data, n);
    return held;
  }

  /** An arrival that waits: its rank, its place, its timer. */
  arrive({ conversationId, groupId, priority }, at) {
    if (this.byId.has(conversationId)) return;
    const queue = this.queues.get(groupId);
    const entry = { conversationId, priority, arrivedAt: at, seq: ++this.seq, live: true, timer: null };
    queue.rankOf(entry);
    queue.insert(entry);
    entry.timer = this.deadlines.add('timeout', conversationId, at + MAX_WAIT_MS);
    this.byId.set(conversationId, entry);
  }

  /** A close that serves the next: the agent is eligible, is chosen, and the head leaves queue and heap. */
  close(conversationId, at) {
    const { agent, groupId } = this.byId.get(conversationId);
    this.byId.delete(conversationId);
    agent.idleSince = at;
    agent.load--;
    this.agents.insert(agent);
    const queue = this.queues.get(groupId);
    const head = queue.firstReady();
    const chosen = this.agents.first();
    queue.remove(head);
    this.deadlines.cancel(head.timer);
    this.agents.remove(chosen);
    chosen.load++;
    this.byId.set(head.conversationId, { agent: chosen, groupId });
    return head.conversationId;
  }
}
