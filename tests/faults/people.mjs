// Visitors who come, ask, say more and leave; agents who answer and close. Everything they were promised is kept, to be
// held against the log afterwards.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Line, Refused } from './client.mjs';

const WAITS_FOR_AGENT_MS = 45_000;
/** An outage that is longer than that is not made up for as a whole: it would be answered by a rush. */
const MADE_UP_FOR_MS = 30_000;
/** An agent closes what has lasted so long. */
const SERVED_MS = 30_000;
/** Messages that are under way at once, as of somebody who does not wait for the tick behind each. */
const [VISITOR_AT_ONCE, AGENT_AT_ONCE] = [6, 2];

/** So many messages a second of all people together: what an outage has held up is made up for afterwards. */
export class Pace {
  #next = performance.now();

  /** @param {number} perSecond */
  constructor(perSecond) {
    this.everyMs = 1_000 / perSecond;
  }

  async turns(n) {
    this.#next = Math.max(this.#next, performance.now() - MADE_UP_FOR_MS) + n * this.everyMs;
    const wait = this.#next - performance.now();
    if (wait > 0) await sleep(wait);
  }
}

/** One visit, from the first click to the goodbye. */
export class Visit {
  conversationId = null;
  outcome = null;
  /** How long the start took, with all its tries. */
  startMs = null;
  startedAt = 0;
  /** Texts that were acknowledged, and how long each took with all its tries. */
  acknowledged = [];
  said = [];
  receipt = null;
  trouble = null;
  line = null;
  #hurried = false;

  /** @param {{edge: import('./edge.mjs').Edge, pace: Pace, name: string,
   *   dice: ReturnType<typeof import('./dice.mjs').dice>}} options */
  constructor({ edge, pace, name, dice }) {
    this.client = new Client(edge);
    this.pace = pace;
    this.name = name;
    this.wish = dice.next();
    this.talks = 30 + Math.floor(dice.next() * 60);
    this.patienceMs = dice.between(4_000, WAITS_FOR_AGENT_MS);
  }

  async run() {
    try {
      await this.#come();
      if (this.outcome === 'assigned' || (await this.#isTaken())) await this.#talk();
      else if (this.wish < 0.5) await this.#leaveMessage();
      await this.#end();
    } catch (error) {
      this.trouble = error;
    } finally {
      await this.line?.close();
    }
  }

  /** Says and awaits no more than what is under way, and leaves. */
  hurry() {
    this.#hurried = true;
  }

  async #come() {
    const session = await this.client.post('/v1/visitor-sessions', { site: 'demo' });
    this.client.token = session.token;
    this.line = new Line(this.client);
    const from = performance.now();
    this.startedAt = Date.now();
    const text = `${this.name} asks`;
    const view = await this.client.post('/v1/conversations', { text });
    this.startMs = performance.now() - from;
    this.conversationId = view.conversationId;
    this.outcome = view.outcome;
    this.acknowledged.push(text);
    this.line.follow(this.conversationId);
  }

  view() {
    return this.client.get(`/v1/conversations/${this.conversationId}`);
  }

  async #isTaken() {
    const end = Date.now() + this.patienceMs;
    for (let i = 1; Date.now() < end && !this.#hurried; i++) {
      const { outcome, state } = await this.view();
      this.outcome = outcome;
      if (state === 'closed') return false;
      if (outcome === 'assigned') return true;
      // Who waits may write already; it is there for the agent.
      if (outcome === 'queued' && !(await this.#say(`${this.name} waits ${i}`))) return false;
      await sleep(500);
    }
    return false;
  }

  async #talk() {
    for (let i = 1; i <= this.talks && !this.#hurried; i += VISITOR_AT_ONCE) {
      await this.pace.turns(VISITOR_AT_ONCE);
      const texts = Array.from({ length: VISITOR_AT_ONCE }, (_, n) => `${this.name} says ${i + n}`);
      const taken = await Promise.all(texts.map((text) => this.#say(text)));
      if (taken.includes(false)) return;
    }
  }

  /** false: it has been closed meanwhile, a refusal, so nothing was promised. */
  async #say(text) {
    const [at, from] = [Date.now(), performance.now()];
    if (!(await sayOnce(this.client, this.conversationId, text))) return false;
    this.acknowledged.push(text);
    this.said.push({ at, ms: performance.now() - from });
    return true;
  }

  async #leaveMessage() {
    const { conversationId } = this;
    const body = { conversationId, email: 'visitor@example.com', text: `${this.name} leaves a message` };
    try {
      this.receipt = await this.client.post('/v1/submissions', body);
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
    }
  }

  async #end() {
    await this.client.post(`/v1/conversations/${this.conversationId}/close`);
  }
}

/** false: refused, because the conversation has ended or changed hands. */
async function sayOnce(client, conversationId, text) {
  try {
    await client.post(`/v1/conversations/${conversationId}/messages`, { clientMessageId: randomUUID(), text });
    return true;
  } catch (error) {
    if (error instanceof Refused && ['conversation_closed', 'not_the_owner'].includes(error.code)) return false;
    throw error;
  }
}

/** Online, and stays it; talks to everybody it is given, and closes what has lasted long enough. */
export class AgentAtWork {
  #stopped = false;
  #serving = new Map();
  #running = null;
  /** `[conversationId, text]` of what was acknowledged. */
  replies = [];
  trouble = [];

  constructor(edge, pace, sub) {
    this.client = new Client(edge);
    this.pace = pace;
    this.sub = sub;
  }

  async start() {
    const { access_token: token } = await this.client.post('/demo-issuer/token', { sub: this.sub });
    this.client.token = token;
    this.line = new Line(this.client);
    await this.client.ask('PUT', '/v1/presence/me', { status: 'online' });
    this.#running = this.#run();
  }

  async stop() {
    this.#stopped = true;
    await this.#running;
    await Promise.all(this.#serving.values());
    await this.line.close();
  }

  async #run() {
    while (!this.#stopped) {
      await this.#round().catch((error) => this.trouble.push(error));
      await sleep(700);
    }
  }

  async #round() {
    const { data } = await this.client.get('/v1/conversations?view=mine&state=open');
    for (const { conversationId, assignedAt } of data) {
      if (this.#serving.has(conversationId)) continue;
      const serving = this.#serve(conversationId, Date.parse(assignedAt))
        .catch((error) => this.trouble.push(error))
        .finally(() => this.#serving.delete(conversationId));
      this.#serving.set(conversationId, serving);
    }
  }

  async #serve(conversationId, assignedAt) {
    for (let i = 1; Date.now() - assignedAt < SERVED_MS && !this.#stopped; i++) {
      // The moment makes it the only one of its kind: after an outage the same conversation may be served once more.
      await this.pace.turns(AGENT_AT_ONCE);
      const said = `${this.sub} answers ${i} at ${Date.now()}`;
      const texts = Array.from({ length: AGENT_AT_ONCE }, (_, n) => `${said}, ${n + 1}`);
      const taken = await Promise.all(texts.map((text) => this.#reply(conversationId, text)));
      if (taken.includes(false)) return;
      await sleep(2_000);
    }
    try {
      await this.client.post(`/v1/conversations/${conversationId}/close`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  async #reply(conversationId, text) {
    if (!(await sayOnce(this.client, conversationId, text))) return false;
    this.replies.push([conversationId, text]);
    return true;
  }
}
