// The service with an engine that decides what a test says next: what the chapters of its spec talk to.
import type { ConversationView, Problem, RoutingEvent, VisitorSession } from '@frontdesk/contracts';
import type { StoredRecord } from '@frontdesk/journal';
import type { ServicePorts } from '@frontdesk/nest';
import type { Deciding } from './decisions.js';
import { serveConversations, until, type Answer, type Served } from './served-conversations.js';

export class ScriptedEngine {
  /** What it decides about who asks; null: nothing yet. */
  answer: Deciding = () => null;
  private served: Served | null = null;

  async open(): Promise<void> {
    const env = { FRONTDESK_DECISION_WAIT_MS: '400' };
    this.served = await serveConversations((conversationId, visitorId) => this.answer(conversationId, visitorId), env);
    const { save, ports } = this.served;
    await save('agents', 'ana', {
      ...{ name: 'Ana', email: '', limit: 1, groupIds: ['support'], role: 'agent' },
      picture: 'https://shop.example/ana.jpg',
    });
    const offer = { enabled: true, text: 'Leave us a message.' };
    const words = { enabled: true, outOfHours: offer, nobodyOnline: offer, queueFull: offer, queueTimeout: offer };
    await save('submission', null, words);
    const kept = `SELECT 1 FROM setting WHERE kind = 'submission'`;
    await until(async () => (await ports('conversation').db.query<unknown[]>(kept)).length === 1);
  }

  async close(): Promise<void> {
    await this.served?.stop();
  }

  /** It stops and starts again on the same data; the engine is not there afterwards. */
  readonly restart = (): Promise<void> => this.there().restart();

  readonly call = <Body>(
    method: 'GET' | 'POST',
    path: string,
    token: string | null,
    body?: unknown,
    key?: string,
  ): Promise<Answer<Body>> =>
    this.there().call<Body>(method, path, {
      token,
      body,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });

  readonly session = (token?: string): Promise<Answer<VisitorSession>> =>
    this.call<VisitorSession>('POST', '/v1/visitor-sessions', null, { site: 'demo', ...(token ? { token } : {}) });

  readonly start = (token: string, key: string, body: object = {}): Promise<Answer<ConversationView & Problem>> =>
    this.call<ConversationView & Problem>('POST', '/v1/conversations', token, body, key);

  readonly person = (sub: string, role: string, workspace = 'demo'): Promise<string> =>
    this.there().person(sub, role, workspace);

  readonly write: Served['write'] = (...what) => this.there().write(...what);

  readonly decide = (...events: readonly RoutingEvent[]): Promise<void> =>
    this.write('assignment-queue', 'assignment.decisions', 'assignment.decided', {
      input: { type: 'tick', data: {} },
      events,
    });

  /** Every record of routing inputs that this service wrote. */
  readonly inputs = (): Promise<readonly StoredRecord[]> => this.there().inputs();

  readonly ports = (service: string): ServicePorts => this.there().ports(service);

  readonly get: Served['get'] = (what) => this.there().get(what);

  private there(): Served {
    if (this.served === null) throw new Error('the service has not been started');
    return this.served;
  }
}
