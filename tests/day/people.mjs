// The day's staff and visitors: they work by the plan and the fast clock, over HTTP and sockets, as pages would.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { Client, Refused } from '../faults/client.mjs';
import { oneAddress } from '../faults/edge.mjs';

const LOOK_EVERY_MS = 5_000;

/** A page that is open: it beats, and hands on what it is told. */
export class Page {
  #socket = null;
  #beating = null;
  #open = true;
  #running;

  /** @param {{ client: Client, clock: ReturnType<typeof import('./fast-clock.mjs').fastClock>, onFrame?: (frame: object) => void }} options */
  constructor({ client, clock, onFrame = () => undefined }) {
    Object.assign(this, { client, clock, onFrame });
    this.following = null;
    this.ready = new Promise((done) => (this.welcomed = done));
    this.#running = this.#run();
  }

  follow(conversationId) {
    this.following = conversationId;
    this.#send({ type: 'subscribe', conversationId, after: 0 });
  }

  async close() {
    this.#open = false;
    this.#socket?.close();
    await this.#running;
  }

  async #run() {
    for (; this.#open; await new Promise((done) => setTimeout(done, 50))) await this.#live().catch(() => undefined);
  }

  async #live() {
    const { ticket } = await this.client.post('/v1/realtime/tickets');
    if (!this.#open) return;
    const socket = (this.#socket = new WebSocket(`${this.client.url.replace(/^http/, 'ws')}/v1/realtime`));
    socket.on('open', () => this.#send({ type: 'hello', ticket }));
    socket.on('error', () => undefined);
    socket.on('message', (raw) => this.#take(JSON.parse(raw.toString('utf8'))));
    await new Promise((done) => socket.once('close', done));
    this.#beating?.();
  }

  #take(frame) {
    if (frame.type === 'welcome') {
      this.#beat(frame.heartbeatMs);
      if (this.following) this.follow(this.following);
      this.welcomed();
    }
    this.onFrame(frame);
  }

  #beat(everyMs) {
    this.#beating = this.clock.at(this.clock.now() + everyMs / 2, () => {
      this.#send({ type: 'beat' });
      this.#beat(everyMs);
    });
  }

  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}

/** Online by the shift, busy in the break; what they say is told to them by the visit they are in. */
export class Agent {
  constructor({ url, token, shift, clock, isAsked }) {
    this.client = new Client(oneAddress(url));
    this.client.token = token;
    Object.assign(this, { shift, clock, isAsked, answered: new Set(), looking: null });
  }

  /** @param {number} opening the instant at which the day begins */
  async work(opening) {
    const { from, breakFrom, breakTo, to } = this.shift;
    const until = (ms) => this.clock.sleepUntil(opening + ms);
    await until(from);
    this.page = new Page({ client: this.client, clock: this.clock, onFrame: (frame) => this.#take(frame) });
    await this.page.ready;
    await this.#status('online');
    await until(breakFrom);
    await this.#status('busy');
    await until(breakTo);
    await this.#status('online');
    await until(to);
    await this.#status('busy');
  }

  /** Goes home once nobody is left to talk to. */
  async leave() {
    await this.#status('offline');
    await this.page.close();
  }

  #take(frame) {
    if (frame.type !== 'changed' || frame.what !== 'queue' || !this.isAsked) return;
    this.looking ??= this.#lookAtDesk().finally(() => (this.looking = null));
  }

  /** Most offers are accepted, some are declined, and some nobody answers. */
  async #lookAtDesk() {
    const { offers } = (await unlessRefused(this.client.get('/v1/queue/desk'))) ?? { offers: [] };
    for (const { conversationId, offerId } of offers) {
      if (this.answered.has(offerId)) continue;
      this.answered.add(offerId);
      const wish = (this.answered.size * 7 + this.shift.limit) % 10;
      if (wish === 0) continue;
      const word = wish === 1 ? 'reject' : 'accept';
      await unlessRefused(this.client.post(`/v1/conversations/${conversationId}/offer/${word}`, { offerId }));
    }
    await this.clock.sleep(LOOK_EVERY_MS);
  }

  #status = (status) => this.client.ask('PUT', '/v1/presence/me', { status });

  say(conversationId, text) {
    return spoken(this.client, conversationId, text);
  }

  close(conversationId) {
    return unlessRefused(this.client.post(`/v1/conversations/${conversationId}/close`));
  }
}

/** One visit: asks, waits as long as planned, talks as long as planned, or goes. */
export class Stay {
  conversationId = null;
  agentId = null;
  /** Texts that were acknowledged, by whomever. */
  acknowledged = [];
  startMs = null;
  end = 'unfinished';
  trouble = null;

  constructor({ url, plan, token, name, clock, agents }) {
    this.client = new Client(oneAddress(url));
    Object.assign(this, { plan, kept: token, name, clock, agents });
    this.assigned = new Promise((done) => (this.taken = done));
    this.over = new Promise((done) => (this.ended = done));
  }

  async run() {
    try {
      await this.#come();
      const agentId = await Promise.race([this.assigned, this.over, this.#patience()]);
      await (typeof agentId === 'string' ? this.#talk() : this.#go());
    } catch (error) {
      this.trouble = error;
    } finally {
      await this.page?.close();
    }
  }

  async #come() {
    const body = { site: 'demo', ...(this.kept && { token: this.kept }) };
    const session = await this.client.post('/v1/visitor-sessions', body);
    this.client.token = session.token;
    this.page = new Page({ client: this.client, clock: this.clock, onFrame: (frame) => this.#take(frame) });
    await this.page.ready;
    const text = `${this.name} asks`;
    const from = performance.now();
    const { groupId, language } = this.plan;
    const view = await this.client.post('/v1/conversations', { text, groupId, language });
    this.startMs = performance.now() - from;
    this.conversationId = view.conversationId;
    this.acknowledged.push(text);
    this.page.follow(view.conversationId);
  }

  #take(frame) {
    if (frame.type !== 'events') return;
    for (const { type, data } of frame.events) {
      if (type === 'conversation.assigned') this.taken((this.agentId = data.agentId));
      if (type === 'conversation.closed') this.ended(null);
      if (type === 'conversation.submission_offered') this.ended(null);
    }
  }

  async #patience() {
    await this.clock.sleep(this.plan.patienceMs);
    return null;
  }

  /** Whoever has it by now: an agent who was slow has lost it to another. */
  get #agent() {
    return this.agents.get(this.agentId);
  }

  async #talk() {
    const { talkMs, messages } = this.plan;
    for (let i = 1; i <= messages; i++) {
      await this.clock.sleep(talkMs / (2 * messages));
      await this.#heard(this.#agent.say(this.conversationId, `${this.name} is answered ${i}`));
      await this.clock.sleep(talkMs / (2 * messages));
      await this.#heard(spoken(this.client, this.conversationId, `${this.name} says ${i}`));
    }
    this.end = 'served';
    if (this.plan.visitor % 4 === 0 || (await this.#agent.close(this.conversationId)) === null) await this.#go();
  }

  async #heard(saying) {
    const text = await saying;
    if (text !== null) this.acknowledged.push(text);
  }

  async #go() {
    const { state } = await this.client.post(`/v1/conversations/${this.conversationId}/close`);
    if (this.end === 'unfinished') this.end = `left (${state})`;
  }
}

/** null: it was closed or given to another agent meanwhile, so nothing was promised. */
async function spoken(client, conversationId, text) {
  const body = { clientMessageId: randomUUID(), text };
  const said = await unlessRefused(client.post(`/v1/conversations/${conversationId}/messages`, body));
  return said === null ? null : text;
}

async function unlessRefused(asking) {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof Refused && error.status < 500) return null;
    throw error;
  }
}
