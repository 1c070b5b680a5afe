// A visitor without a browser: the calls that the widget makes, and nothing that it could not.
import { randomUUID } from 'node:crypto';
import type {
  ConversationEvent,
  ConversationEvents,
  ConversationView,
  LeaveSubmission,
  QueuePlace,
  StartConversation,
  SubmissionReceipt,
  VisitorSession,
} from '@frontdesk/contracts';
import { api, type Api } from './api.js';
import { RealtimeClient } from './realtime-client.js';

export class VisitorClient {
  conversation: ConversationView | null = null;
  socket: RealtimeClient | null = null;

  private constructor(
    readonly api: Api,
    readonly session: VisitorSession,
  ) {
    this.conversation = session.conversation;
  }

  /** A new visitor, or with the token of an earlier session the same one again. */
  static async open(
    url: string,
    { site = 'demo', token }: { site?: string; token?: string } = {},
  ): Promise<VisitorClient> {
    const session = await api(url).post<VisitorSession>('/v1/visitor-sessions', { site, ...(token && { token }) });
    return new VisitorClient(api(url, session.token), session);
  }

  /** The usual visitor: connected, and asking. */
  static async asking(url: string, start: StartConversation = { text: 'Hello?' }): Promise<VisitorClient> {
    const visitor = await VisitorClient.open(url);
    await visitor.connect();
    await visitor.start(start);
    return visitor;
  }

  get conversationId(): string {
    if (!this.conversation) throw new Error('this visitor has not started a conversation');
    return this.conversation.conversationId;
  }

  async start(body: StartConversation = {}, key: string = randomUUID()): Promise<ConversationView> {
    this.conversation = await this.api.post<ConversationView>('/v1/conversations', body, { 'idempotency-key': key });
    this.socket?.follow(this.conversation.conversationId);
    return this.conversation;
  }

  /** Opens the socket: from here on the visitor is there. */
  async connect(options?: { readonly beating?: boolean }): Promise<RealtimeClient> {
    this.socket = await RealtimeClient.open(this.api, options);
    if (this.conversation) this.socket.follow(this.conversation.conversationId);
    return this.socket;
  }

  say(text: string, clientMessageId: string = randomUUID()): Promise<ConversationEvent> {
    return this.api.post(`/v1/conversations/${this.conversationId}/messages`, { clientMessageId, text });
  }

  view(): Promise<ConversationView> {
    return this.api.get(`/v1/conversations/${this.conversationId}`);
  }

  async events(after = 0): Promise<readonly ConversationEvent[]> {
    return (await this.api.get<ConversationEvents>(`/v1/conversations/${this.conversationId}/events?after=${after}`))
      .data;
  }

  /** What was said, in order. */
  async transcript(): Promise<readonly string[]> {
    const events = await this.events();
    return events.flatMap((event) => (event.type === 'conversation.message_added' ? [event.data.text] : []));
  }

  place(): Promise<QueuePlace> {
    return this.api.get(`/v1/queue/${this.conversationId}`);
  }

  /** Ends the chat, or leaves the queue. */
  async end(): Promise<ConversationView> {
    this.conversation = await this.api.post<ConversationView>(`/v1/conversations/${this.conversationId}/close`);
    return this.conversation;
  }

  leaveMessage(body: LeaveSubmission, key: string = randomUUID()): Promise<SubmissionReceipt> {
    return this.api.post('/v1/submissions', body, { 'idempotency-key': key });
  }

  /** Closes the tab. */
  async goodbye(): Promise<void> {
    await this.socket?.close();
    this.socket = null;
  }
}
