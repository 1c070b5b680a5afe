// A demo agent: comes online, answers who was given to them, and closes when it is done.
import type { ConversationEvent, ConversationList, MyPresence, ServerFrame } from '@frontdesk/contracts';
import { randomUUID } from 'node:crypto';
import type { Dice } from '../dice.js';
import type { Api } from './api.js';
import { pause } from './mailbox.js';
import { answersTo, goodbye } from './phrases.js';
import { Socket } from './socket.js';

export interface AgentOptions {
  readonly api: Api;
  readonly sub: string;
  readonly dice: Dice;
  readonly over: AbortSignal;
  readonly tell: (who: string, what: string) => void;
}

interface Chat {
  readonly visitor: string;
  opening: string;
  answered: number;
  /** A reply is being thought about: further words are answered with it. */
  busy: boolean;
}

const THINK_MS = 4_000;
/** The socket says what changed; this is for what it could not say while it was away. */
const LOOK_EVERY_MS = 15_000;

export class Agent {
  private readonly chats = new Map<string, Chat>();
  /** Conversations that were there before: somebody at the workbench has them. */
  private readonly others = new Set<string>();
  private wasOnline = false;
  private readonly socket: Socket;
  private look: NodeJS.Timeout | undefined;

  private constructor(
    private readonly options: AgentOptions,
    private readonly api: Api,
  ) {
    const frame = (one: ServerFrame) => {
      if (one.type === 'changed' && one.what === 'inbox') void this.lookIntoInbox();
    };
    this.socket = new Socket(api, { event: (id, event) => this.hear(id, event), frame });
  }

  static async arrive(options: AgentOptions): Promise<Agent> {
    const { access_token } = await options.api.post<{ access_token: string }>('/demo-issuer/token', {
      sub: options.sub,
    });
    const agent = new Agent(options, options.api.as(access_token));
    await agent.socket.open();
    const { intent } = await agent.api.get<MyPresence>('/v1/presence/me');
    agent.wasOnline = intent === 'online';
    for (const { conversationId } of await agent.inbox()) agent.others.add(conversationId);
    if (!agent.wasOnline) await agent.api.put('/v1/presence/me', { status: 'online' });
    options.tell(options.sub, 'is online');
    agent.look = setInterval(() => void agent.lookIntoInbox(), LOOK_EVERY_MS);
    await agent.lookIntoInbox();
    return agent;
  }

  /** Nobody is left behind with an agent who has gone. */
  async leave(): Promise<void> {
    clearInterval(this.look);
    if (!this.wasOnline) await this.api.put('/v1/presence/me', { status: 'offline' }).catch(() => undefined);
    await this.lookIntoInbox();
    for (const [conversationId, chat] of this.chats) await this.close(conversationId, chat);
    this.socket.close();
    this.options.tell(this.options.sub, 'goes home');
  }

  private async lookIntoInbox(): Promise<void> {
    for (const { conversationId, visitor } of await this.inbox()) {
      if (this.chats.has(conversationId) || this.others.has(conversationId)) continue;
      this.chats.set(conversationId, { visitor: visitor.name, opening: '', answered: 0, busy: false });
      this.socket.subscribe(conversationId);
    }
  }

  private async inbox(): Promise<ConversationList['data']> {
    const mine = this.api.get<ConversationList>('/v1/conversations?view=mine&state=open');
    return mine.then(
      ({ data }) => data,
      () => [],
    );
  }

  private hear(conversationId: string, event: ConversationEvent): void {
    const chat = this.chats.get(conversationId);
    if (chat === undefined) return;
    if (event.type === 'conversation.closed') {
      this.chats.delete(conversationId);
      this.socket.unsubscribe(conversationId);
    } else if (event.type === 'conversation.message_added' && event.data.author.kind === 'visitor') {
      chat.opening ||= event.data.text;
      void this.reply(conversationId, chat, event.sequence);
    } else if (event.type === 'conversation.message_added') {
      // Also what a person at the workbench said as this agent.
      chat.answered++;
    }
  }

  private async reply(conversationId: string, chat: Chat, upTo: number): Promise<void> {
    if (chat.busy) return;
    chat.busy = true;
    const { dice, over } = this.options;
    await this.api.post(`/v1/conversations/${conversationId}/read`, { upTo }).catch(() => undefined);
    this.socket.typing(conversationId, '…');
    const goOn = await pause(THINK_MS * (0.5 + dice.next()), over);
    const answer = answersTo(chat.opening)[chat.answered];
    if (goOn && this.chats.has(conversationId)) {
      await this.say(conversationId, chat, answer ?? goodbye(dice));
      if (answer === undefined) await this.close(conversationId, chat);
    }
    chat.busy = false;
  }

  private async say(conversationId: string, { visitor }: Chat, text: string): Promise<void> {
    this.options.tell(this.options.sub, `to ${visitor}: “${text}”`);
    const message = { clientMessageId: randomUUID(), text };
    await this.api.post(`/v1/conversations/${conversationId}/messages`, message).catch(() => undefined);
  }

  private async close(conversationId: string, { visitor }: Chat): Promise<void> {
    await this.api.post(`/v1/conversations/${conversationId}/close`).catch(() => undefined);
    this.options.tell(this.options.sub, `closes the conversation with ${visitor}`);
  }
}
