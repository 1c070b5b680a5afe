// A realtime connection: ticket, hello, beats, and every event of the subscribed conversations once, across reconnects.
import { type ClientFrame, type ConversationEvent, type ServerFrame } from '@frontdesk/contracts';
import { WebSocket } from 'ws';
import type { Api } from './api.js';

export interface SocketEars {
  event(conversationId: string, event: ConversationEvent): void;
  /** Anything else: positions, typing, changes. */
  frame?(frame: ServerFrame): void;
}

const AGAIN_MS = 1_000;

export class Socket {
  private socket: WebSocket | null = null;
  private beat: NodeJS.Timeout | undefined;
  private again: NodeJS.Timeout | undefined;
  private closed = false;
  /** Sequence up to which each conversation was heard. */
  private readonly heard = new Map<string, number>();

  constructor(
    private readonly api: Api,
    private readonly ears: SocketEars,
  ) {}

  /** Resolves with the first welcome. */
  async open(): Promise<void> {
    const { ticket } = await this.api.post<{ ticket: string }>('/v1/realtime/tickets');
    await new Promise<void>((resolve, reject) => {
      const socket = new WebSocket(`${this.api.origin.replace(/^http/, 'ws')}/v1/realtime`);
      this.socket = socket;
      socket.on('open', () => this.send({ type: 'hello', ticket }));
      socket.on('message', (raw: Buffer) => {
        const frame = JSON.parse(raw.toString('utf8')) as ServerFrame;
        this.hear(frame);
        if (frame.type === 'welcome') resolve();
      });
      socket.on('error', reject);
      socket.on('close', () => {
        reject(new Error('the socket closed before its welcome'));
        this.comeBack();
      });
    });
  }

  subscribe(conversationId: string): void {
    const after = this.heard.get(conversationId) ?? 0;
    this.heard.set(conversationId, after);
    this.send({ type: 'subscribe', conversationId, after });
  }

  unsubscribe(conversationId: string): void {
    this.heard.delete(conversationId);
    this.send({ type: 'unsubscribe', conversationId });
  }

  typing(conversationId: string, text: string): void {
    this.send({ type: 'typing', conversationId, text });
  }

  /** For good. */
  close(): void {
    this.closed = true;
    clearTimeout(this.again);
    clearInterval(this.beat);
    this.socket?.close();
  }

  private hear(frame: ServerFrame): void {
    if (frame.type === 'welcome') {
      clearInterval(this.beat);
      this.beat = setInterval(() => this.send({ type: 'beat' }), frame.heartbeatMs);
      for (const conversationId of this.heard.keys()) this.subscribe(conversationId);
    }
    if (frame.type !== 'events') return this.ears.frame?.(frame);
    for (const event of frame.events) {
      const heard = this.heard.get(frame.conversationId);
      if (heard === undefined || event.sequence <= heard) continue;
      this.heard.set(frame.conversationId, event.sequence);
      this.ears.event(frame.conversationId, event);
    }
  }

  private send(frame: ClientFrame): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  private comeBack(): void {
    clearInterval(this.beat);
    if (this.closed) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => void this.open().catch(() => this.comeBack()), AGAIN_MS);
  }
}
