// Visitors and agents without a browser: the calls that their pages make.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';

const KEPT_OPEN = new Agent({ keepAlive: true });
const WAITS_MS = 10_000;

/** One call over a kept-open connection, as a browser makes it; anything but 2xx is an error. */
export function call(url, method, path, token = null, body = undefined, headers = {}) {
  const text = body === undefined ? null : JSON.stringify(body);
  const all = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(text === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    ...headers,
  };
  return new Promise((done, fail) => {
    const sent = request(url + path, { method, headers: all, agent: KEPT_OPEN }, (answer) => {
      let got = '';
      answer.setEncoding('utf8').on('data', (part) => (got += part));
      answer.on('end', () => {
        if (answer.statusCode >= 300) return fail(new Error(`${method} ${path}: ${answer.statusCode} ${got}`));
        done({ headers: answer.headers, body: got === '' ? null : JSON.parse(got) });
      });
    });
    sent.on('error', fail).end(text ?? undefined);
  });
}

/** Every frame that comes, and whoever waits for one. */
export class Socket {
  #waiting = new Set();

  static async open(url, token) {
    const { ticket } = (await call(url, 'POST', '/v1/realtime/tickets', token, {})).body;
    const self = new Socket();
    self.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/realtime`);
    self.socket.on('message', (raw) => self.#take(JSON.parse(raw)));
    await new Promise((done, fail) => self.socket.once('open', done).once('error', fail));
    const welcome = self.frame(({ type }) => type === 'welcome');
    self.send({ type: 'hello', ticket });
    const { heartbeatMs } = await welcome;
    self.beats = setInterval(() => self.send({ type: 'beat' }), heartbeatMs);
    return self;
  }

  send(frame) {
    this.socket.send(JSON.stringify(frame));
  }

  follow(conversationId) {
    this.send({ type: 'subscribe', conversationId, after: 0 });
  }

  /** Answers when the next frame that fits has come. Ask before you cause it. */
  frame(fits) {
    return new Promise((done, fail) => {
      const wait = { fits, done: (frame) => (clearTimeout(timer), done(frame)) };
      const timer = setTimeout(() => {
        this.#waiting.delete(wait);
        fail(new Error('a frame did not come'));
      }, WAITS_MS);
      this.#waiting.add(wait);
    });
  }

  event(conversationId, type) {
    return this.frame(
      (frame) =>
        frame.type === 'events' &&
        frame.conversationId === conversationId &&
        frame.events.some((event) => event.type === type),
    );
  }

  close() {
    clearInterval(this.beats);
    this.socket.close();
  }

  #take(frame) {
    for (const wait of this.#waiting) {
      if (!wait.fits(frame)) continue;
      this.#waiting.delete(wait);
      wait.done(frame);
    }
  }
}

export async function signIn(url, sub) {
  return (await call(url, 'POST', '/demo-issuer/token', null, { sub })).body.access_token;
}

/** A settings document, changed as its page would. */
export async function change(url, token, document, with_) {
  const { headers, body } = await call(url, 'GET', `/v1/settings/${document}`, token);
  const next = { ...body.document, ...with_ };
  await call(url, 'PUT', `/v1/settings/${document}`, token, next, { 'if-match': headers.etag });
}

export class Visitor {
  static async open(url) {
    const self = new Visitor();
    self.url = url;
    self.token = (await call(url, 'POST', '/v1/visitor-sessions', null, { site: 'demo' })).body.token;
    self.socket = await Socket.open(url, self.token);
    return self;
  }

  /** Asks for a chat and follows it. Answers the outcome. */
  async start() {
    const key = { 'idempotency-key': randomUUID() };
    const { body } = await call(this.url, 'POST', '/v1/conversations', this.token, { text: 'Hello' }, key);
    if (this.conversationId) this.socket.send({ type: 'unsubscribe', conversationId: this.conversationId });
    this.conversationId = body.conversationId;
    this.socket.follow(body.conversationId);
    return body.outcome;
  }
}
