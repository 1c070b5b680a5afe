// A client that does not give up: the other gateway, once more, with the same key. What it was promised it remembers.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

const PATIENCE_MS = 120_000;
const ONE_TRY_MS = 15_000;
const AGAIN_MS = 250;

/** An answer that no further try would change. */
export class Refused extends Error {
  constructor(what, status, problem) {
    super(`${what}: ${status} ${problem?.code ?? ''} ${problem?.detail ?? ''}`);
    this.status = status;
    this.code = problem?.code;
  }
}

export class Client {
  token = null;

  /** @param {Pick<import('./edge.mjs').Edge, 'next' | 'lost'>} edge */
  constructor(edge) {
    this.edge = edge;
    this.url = edge.next();
  }

  /** Another gateway from now on. */
  turn() {
    this.url = this.edge.next();
  }

  get = (path) => this.ask('GET', path);
  post = (path, body = {}, key = randomUUID()) => this.ask('POST', path, body, key);

  /** Tries until there is an answer; throws Refused for what is our own fault. */
  async ask(method, path, body, key, headers) {
    let last;
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(AGAIN_MS)) {
      try {
        const answer = await this.#once(method, path, body, key, headers);
        if (answer.ok) return answer.body;
        last = new Refused(`${method} ${path}`, answer.status, answer.body);
        if (answer.status < 500 && answer.status !== 429) throw last;
      } catch (error) {
        if (error instanceof Refused) throw error;
        last = error;
      }
      this.turn();
    }
    throw new Error(`${method} ${path} was not answered within ${PATIENCE_MS / 1000} s`, { cause: last });
  }

  async #once(method, path, body, key, headers) {
    const { url } = this;
    // To begin with one that is known to be silent would be to wait for it.
    if (this.edge.lost(url).aborted) throw new Error(`${url} does not live`);
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
        ...headers,
      },
      signal: AbortSignal.any([AbortSignal.timeout(ONE_TRY_MS), this.edge.lost(url)]),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { ok: response.ok, status: response.status, body: text === '' ? null : parsed(text) };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

/** A socket that comes back, at whichever gateway lives, and goes on after the last event it was given. */
export class Line {
  #socket = null;
  #beats = null;
  #closed = false;
  #welcome = false;
  /** Events by conversation, as they came. */
  events = new Map();
  reconnects = -1;
  #running;

  /** @param {Client} client */
  constructor(client) {
    this.client = client;
    this.#running = this.#run();
  }

  follow(conversationId) {
    if (this.events.has(conversationId)) return;
    this.events.set(conversationId, []);
    // Before the welcome it would be asked for twice, and rightly be given twice.
    if (this.#welcome) this.#subscribe(conversationId);
  }

  async close() {
    this.#closed = true;
    this.#socket?.close();
    await this.#running;
  }

  async #run() {
    while (!this.#closed) {
      await this.#live().catch(() => undefined);
      this.client.turn();
      if (!this.#closed) await sleep(AGAIN_MS);
    }
  }

  async #live() {
    const { ticket } = await this.client.post('/v1/realtime/tickets');
    if (this.#closed) return;
    const socket = new WebSocket(`${this.client.url.replace(/^http/, 'ws')}/v1/realtime`, { handshakeTimeout: 5_000 });
    this.#socket = socket;
    let heard = Date.now();
    socket.on('open', () => this.#send({ type: 'hello', ticket }));
    socket.on('message', (raw) => {
      heard = Date.now();
      this.#take(JSON.parse(raw.toString('utf8')));
    });
    socket.on('error', () => undefined);
    const watch = setInterval(() => {
      // A frozen gateway keeps its connections: silence is how its clients notice.
      if (Date.now() - heard > 6_000) socket.terminate();
    }, 500);
    await new Promise((done) => socket.once('close', done));
    this.#welcome = false;
    clearInterval(watch);
    clearInterval(this.#beats);
  }

  #take(frame) {
    if (frame.type === 'welcome') {
      this.#welcome = true;
      this.reconnects++;
      this.#beats = setInterval(() => this.#send({ type: 'beat' }), Math.min(2_000, frame.heartbeatMs));
      for (const conversationId of this.events.keys()) this.#subscribe(conversationId);
    }
    if (frame.type === 'events') this.events.get(frame.conversationId)?.push(...frame.events);
  }

  #subscribe(conversationId) {
    const after = this.events.get(conversationId)?.at(-1)?.sequence ?? 0;
    this.#send({ type: 'subscribe', conversationId, after });
  }

  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}
