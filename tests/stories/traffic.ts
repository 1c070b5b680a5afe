// Visitors and agents who do not give up: each thing is tried with the same key until it is acknowledged, and only what
// was acknowledged is remembered. Whatever the product is put through meanwhile, all of that must be there, once.
import { randomUUID } from 'node:crypto';
import type { ConversationEvent, ConversationList, ConversationView, SubmissionReceipt } from '@frontdesk/contracts';
import { WebSocket } from 'ws';
import { api, ApiProblem, tokenOf, type Api } from '../harness/api.js';
import type { Product } from '../harness/product.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { ask } from './database.js';
import type { Dice } from './dice.js';
import { pause } from './processes.js';

const AGAIN_MS = 100;

interface Said {
  readonly conversationId: string;
  readonly sequence: number;
}

export class Traffic {
  /** Conversation → its visitor. */
  readonly started = new Map<string, string>();
  /** clientMessageId → where it stands. */
  readonly said = new Map<string, Said>();
  /** Receipt → its text, which is its alone. */
  readonly left = new Map<string, string>();
  readonly closed = new Set<string>();
  /** Answers that nobody should get: neither done, nor refused with a reason, nor "not now". */
  readonly faults: string[] = [];
  retries = 0;
  private stopping = false;
  private readonly running: Promise<void>[] = [];
  private readonly sockets = new Set<WebSocket>();

  constructor(
    private readonly product: Pick<Product, 'url' | 'dataDir'>,
    private readonly dice: Dice,
  ) {}

  get acknowledged(): number {
    return this.started.size + this.said.size + this.left.size + this.closed.size;
  }

  async begin({ visitors, agents }: { visitors: number; agents: readonly string[] }): Promise<void> {
    for (const sub of agents) {
      const agent = api(this.product.url, await tokenOf(this.product.url, sub));
      this.running.push(this.stayConnected(agent), this.work(agent));
      await this.surely(() => agent.put('/v1/presence/me', { status: 'online' }));
    }
    for (let i = 0; i < visitors; i++) this.running.push(this.visit());
  }

  /** Everybody finishes what they are at. */
  async end(): Promise<void> {
    this.stopping = true;
    for (const socket of this.sockets) socket.close();
    await Promise.all(this.running);
  }

  private async visit(): Promise<void> {
    while (!this.stopping) {
      const visitor = await this.surely(() => VisitorClient.open(this.product.url));
      if (visitor === null) continue;
      await this.visitOnce(visitor);
    }
  }

  private async visitOnce(visitor: VisitorClient): Promise<void> {
    const key = randomUUID();
    const view = await this.surely(() => visitor.start({ text: 'Is anybody there?' }, key));
    if (view === null) return;
    const { conversationId } = view;
    this.started.set(conversationId, visitor.session.visitorId);
    this.said.set(key, { conversationId, sequence: 2 });
    for (let i = this.dice.below(8); i > 0; i--) await this.say(visitor.api, conversationId);
    if (this.dice.next() < 0.3) await this.leave(visitor, view);
    if (this.dice.next() < 0.5) await this.close(visitor.api, conversationId);
  }

  private async say(who: Api, conversationId: string): Promise<void> {
    const clientMessageId = randomUUID();
    const text = `Words ${clientMessageId}`;
    const event = await this.surely(() =>
      who.post<ConversationEvent>(`/v1/conversations/${conversationId}/messages`, { clientMessageId, text }),
    );
    if (event) this.said.set(clientMessageId, { conversationId, sequence: event.sequence });
  }

  /** Without a conversation, or in exchange for the place in the queue. */
  private async leave(visitor: VisitorClient, { conversationId, state }: ConversationView): Promise<void> {
    const [key, text] = [randomUUID(), `Call me back ${randomUUID()}`];
    const exchange = state !== 'assigned' && this.dice.next() < 0.5;
    const body = { email: 'mia@example.com', text, ...(exchange && { conversationId }) };
    const receipt = await this.surely<SubmissionReceipt>(() => visitor.leaveMessage(body, key));
    if (receipt) this.left.set(receipt.receiptId, text);
  }

  private async close(who: Api, conversationId: string): Promise<void> {
    const view = await this.surely(() => who.post<ConversationView>(`/v1/conversations/${conversationId}/close`));
    if (view) this.closed.add(conversationId);
  }

  /** An agent answers whoever is there, and makes room. */
  private async work(agent: Api): Promise<void> {
    while (!this.stopping) {
      const list = await this.surely(() => agent.get<ConversationList>('/v1/conversations?view=mine'));
      for (const { conversationId } of list?.data ?? []) {
        if (this.dice.next() < 0.5) await this.say(agent, conversationId);
        if (this.dice.next() < 0.5) await this.close(agent, conversationId);
      }
      await pause(20);
    }
  }

  /** A page that is open: when its socket breaks, it opens another. */
  private async stayConnected(who: Api): Promise<void> {
    while (!this.stopping) {
      const ticket = await this.surely(() => who.post<{ ticket: string }>('/v1/realtime/tickets'));
      if (ticket === null || this.stopping) continue;
      const socket = new WebSocket(`${this.product.url.replace(/^http/, 'ws')}/v1/realtime`);
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('open', () => socket.send(JSON.stringify({ type: 'hello', ticket: ticket.ticket })));
      const beat = setInterval(() => {
        if (socket.readyState === WebSocket.OPEN) socket.send('{"type":"beat"}');
      }, 10_000);
      const closed = new Promise((done) => socket.once('close', done));
      await closed;
      clearInterval(beat);
      this.sockets.delete(socket);
      await pause(AGAIN_MS);
    }
  }

  /** Again and again until it is acknowledged; null: refused for a reason that a person would understand. */
  private async surely<T>(request: () => Promise<T>): Promise<T | null> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await request();
      } catch (error) {
        if (error instanceof ApiProblem && error.status !== 503) return this.refused(error);
        this.retries++;
        // The product is gone for good, or was asked to stop: nothing is acknowledged any more.
        if (this.stopping && attempt > 100) return null;
        await pause(AGAIN_MS);
      }
    }
  }

  private refused(error: ApiProblem): null {
    // The other side may have closed meanwhile, or somebody else have taken it.
    if (error.code !== 'conversation_closed' && error.code !== 'not_the_owner') this.faults.push(error.message);
    return null;
  }

  /** What was acknowledged and is not there exactly once, where it was said to be. */
  async missing(): Promise<readonly string[]> {
    // Taken before the look: what is acknowledged during it may or may not be seen.
    const started = [...this.started];
    const said = [...this.said];
    const left = [...this.left];
    const closed = [...this.closed];
    const facts = await ask<{ type: string; stream: string; version: number; data: Record<string, string> }>(
      this.product,
      'conversation',
      `SELECT type, stream, stream_version AS version, body::jsonb AS data FROM conversation.record
       WHERE stream IS NOT NULL UNION ALL
       SELECT type, stream, stream_version, body::jsonb FROM submission.record WHERE type = 'submission.received'`,
    );
    const found = new Map<string, number>();
    const count = (what: string) => found.set(what, (found.get(what) ?? 0) + 1);
    for (const { type, stream, version, data } of facts) {
      if (type === 'conversation.requested') {
        count(`started ${stream} ${data['visitorId']}`);
        count(`visitor ${data['visitorId']}`);
      }
      if (type === 'conversation.message_added') {
        count(`said ${data['clientMessageId']} ${stream} ${version}`);
        count(`words ${data['clientMessageId']}`);
      }
      if (type === 'submission.received') {
        count(`left ${data['receiptId']} ${data['text']}`);
        count(`text ${data['text']}`);
      }
      if (type === 'conversation.closed') count(`closed ${stream}`);
    }
    const expected = [
      ...started.flatMap(([id, visitor]) => [`started ${id} ${visitor}`, `visitor ${visitor}`]),
      ...said.flatMap(([id, at]) => [`said ${id} ${at.conversationId} ${at.sequence}`, `words ${id}`]),
      ...left.flatMap(([receipt, text]) => [`left ${receipt} ${text}`, `text ${text}`]),
      ...closed.map((id) => `closed ${id}`),
    ];
    const lost = expected
      .filter((what) => found.get(what) !== 1)
      .map((what) => `${what}: ${found.get(what) ?? 0} times`);
    // Also of what was never acknowledged nothing may be there twice: it was sent again with the same key.
    const twice = [...found].filter(([, times]) => times > 1).map(([what, times]) => `${what}: ${times} times`);
    return [...new Set([...lost, ...twice])];
  }
}
