// Visitors who come, ask, say more and leave; agents who answer and close. Everything they were promised is kept, to be
// held against the log afterwards.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Line, Refused } from './client.mjs';

const WAITS_FOR_AGENT_MS = 45_000;

/** One visit, from the first click to the goodbye. */
export class Visit {
  conversationId = null;
  outcome = null;
  /** How long the start took, with all its tries. */
  startMs = null;
  startedAt = 0;
  /** Texts that were acknowledged. */
  acknowledged = [];
  receipt = null;
  trouble = null;
  line = null;

  /** @param {{gateways: readonly string[], name: string, dice: ReturnType<typeof import('./dice.mjs').dice>}} options */
  constructor({ gateways, name, dice }) {
    this.client = new Client(gateways);
    this.name = name;
    this.wish = dice.next();
    this.talks = 1 + Math.floor(dice.next() * 3);
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
    for (const end = Date.now() + this.patienceMs; Date.now() < end; await sleep(500)) {
      const { outcome, state } = await this.view();
      this.outcome = outcome;
      if (state === 'closed') return false;
      if (outcome === 'assigned') return true;
    }
    return false;
  }

  async #talk() {
    for (let i = 1; i <= this.talks; i++) {
      const text = `${this.name} says ${i}`;
      const clientMessageId = randomUUID();
      try {
        await this.client.post(`/v1/conversations/${this.conversationId}/messages`, { clientMessageId, text });
      } catch (error) {
        // An agent has closed it meanwhile: a refusal, so nothing was promised.
        if (error instanceof Refused && error.code === 'conversation_closed') return;
        throw error;
      }
      this.acknowledged.push(text);
      await sleep(300 + 700 * this.wish);
    }
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

/** Online, and stays it; answers every conversation once and closes it a little later. */
export class AgentAtWork {
  #stopped = false;
  #answered = new Set();
  #running = null;
  replies = new Map();
  trouble = [];

  constructor(gateways, sub) {
    this.client = new Client(gateways);
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
    await Promise.all(data.map((one) => this.#serve(one)));
  }

  async #serve({ conversationId, assignedAt }) {
    try {
      if (!this.#answered.has(conversationId)) {
        this.#answered.add(conversationId);
        const text = `${this.sub} answers ${conversationId}`;
        const body = { clientMessageId: randomUUID(), text };
        await this.client.post(`/v1/conversations/${conversationId}/messages`, body);
        this.replies.set(conversationId, text);
      }
      if (Date.now() - Date.parse(assignedAt) > 5_000)
        await this.client.post(`/v1/conversations/${conversationId}/close`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
}
