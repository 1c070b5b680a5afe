// A person of the house without a browser: signed in, connected on request, with the calls that a desk needs.
import { randomUUID } from 'node:crypto';
import type {
  Board,
  ConversationEvent,
  ConversationEvents,
  ConversationList,
  ConversationView,
  EffectiveStatus,
  MyPresence,
  QueueList,
} from '@frontdesk/contracts';
import { api, tokenOf, type Api } from './api.js';
import { RealtimeClient } from './realtime-client.js';

export class StaffClient {
  socket: RealtimeClient | null = null;

  private constructor(
    readonly api: Api,
    readonly sub: string,
  ) {}

  static async signIn(url: string, sub: string): Promise<StaffClient> {
    return new StaffClient(api(url, await tokenOf(url, sub)), sub);
  }

  /** An agent at work: connected, with this status. */
  static async atWork(url: string, sub: string, status: EffectiveStatus = 'online'): Promise<StaffClient> {
    const agent = await StaffClient.signIn(url, sub);
    await agent.connect();
    await agent.status(status);
    return agent;
  }

  async connect(options?: { readonly beating?: boolean }): Promise<RealtimeClient> {
    return (this.socket = await RealtimeClient.open(this.api, options));
  }

  status(status: EffectiveStatus): Promise<MyPresence> {
    return this.api.put('/v1/presence/me', { status });
  }

  async inbox(view: 'mine' | 'all' = 'mine', state: 'open' | 'closed' = 'open'): Promise<readonly ConversationView[]> {
    return (await this.api.get<ConversationList>(`/v1/conversations?view=${view}&state=${state}`)).data;
  }

  async queue(): Promise<QueueList['data']> {
    return (await this.api.get<QueueList>('/v1/queue')).data;
  }

  board(): Promise<Board> {
    return this.api.get('/v1/board');
  }

  reply(conversationId: string, text: string): Promise<ConversationEvent> {
    return this.api.post(`/v1/conversations/${conversationId}/messages`, { clientMessageId: randomUUID(), text });
  }

  async events(conversationId: string): Promise<readonly ConversationEvent[]> {
    return (await this.api.get<ConversationEvents>(`/v1/conversations/${conversationId}/events`)).data;
  }

  close(conversationId: string): Promise<ConversationView> {
    return this.api.post(`/v1/conversations/${conversationId}/close`);
  }

  take(conversationId: string): Promise<unknown> {
    return this.api.post(`/v1/queue/${conversationId}/pull`);
  }

  async goodbye(): Promise<void> {
    await this.socket?.close();
    this.socket = null;
  }
}

/** Distributed, what the demo sets up reaches the other services a moment after their start. */
export async function demoIsThere(url: string, withinMs = 30_000): Promise<void> {
  const looksIn = async () =>
    (await (await StaffClient.signIn(url, 'sue')).board()).agents.map(({ agentId }) => agentId);
  for (const end = Date.now() + withinMs; ; await new Promise((done) => setTimeout(done, 50))) {
    const agents = await looksIn().catch((): string[] => []);
    if (['ana', 'ben', 'sue'].every((one) => agents.includes(one))) return;
    if (Date.now() > end) throw new Error(`the demo workspace did not come within ${withinMs / 1000} s`);
  }
}
