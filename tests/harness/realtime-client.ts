// The socket as a client sees it: ticket, hello, beats, and every frame kept so that a test can wait for one.
import type { ClientFrame, ConversationEvent, ServerFrame } from '@frontdesk/contracts';
import { WebSocket } from 'ws';
import type { Api } from './api.js';

const WAITS_MS = 5_000;

export type FrameOf<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>;

export class RealtimeClient {
  readonly frames: ServerFrame[] = [];
  /** How the server, or the line, ended it; null while it lives. */
  ended: { readonly code: number; readonly reason: string } | null = null;
  private readonly watchers = new Set<() => void>();
  private beats: NodeJS.Timeout | undefined;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (raw: Buffer) => this.take(JSON.parse(raw.toString('utf8')) as ServerFrame));
    socket.on('close', (code, reason) => {
      clearInterval(this.beats);
      this.ended = { code, reason: reason.toString('utf8') };
    });
    socket.on('error', () => undefined);
  }

  /** Open, greeted and, until it is closed, beating. */
  static async open(api: Api, { beating = true }: { readonly beating?: boolean } = {}): Promise<RealtimeClient> {
    const { ticket } = await api.post<{ ticket: string }>('/v1/realtime/tickets');
    const socket = new WebSocket(`${api.url.replace(/^http/, 'ws')}/v1/realtime`);
    const client = new RealtimeClient(socket);
    await new Promise<void>((done, fail) => socket.once('open', done).once('error', fail));
    client.send({ type: 'hello', ticket });
    const { heartbeatMs } = await client.frame('welcome');
    if (beating) client.beats = setInterval(() => client.send({ type: 'beat' }), heartbeatMs);
    return client;
  }

  send(frame: ClientFrame): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  follow(conversationId: string, after = 0): void {
    this.send({ type: 'subscribe', conversationId, after });
  }

  /** The first frame of this type, come or still coming, that the test accepts. */
  frame<Type extends ServerFrame['type']>(
    type: Type,
    accept: (frame: FrameOf<Type>) => boolean = () => true,
    withinMs = WAITS_MS,
  ): Promise<FrameOf<Type>> {
    const find = () =>
      this.frames.find((frame): frame is FrameOf<Type> => frame.type === type && accept(frame as FrameOf<Type>));
    return this.until(find, `a frame "${type}"`, withinMs);
  }

  /** The first event of this type, come or still coming, in any conversation that is followed. */
  event<Type extends ConversationEvent['type']>(
    type: Type,
    accept: (event: Extract<ConversationEvent, { type: Type }>) => boolean = () => true,
    withinMs = WAITS_MS,
  ): Promise<Extract<ConversationEvent, { type: Type }>> {
    type Wanted = Extract<ConversationEvent, { type: Type }>;
    const find = () => this.events().find((event): event is Wanted => event.type === type && accept(event as Wanted));
    return this.until(find, `an event "${type}"`, withinMs);
  }

  events(conversationId?: string): readonly ConversationEvent[] {
    return this.frames.flatMap((frame) =>
      frame.type === 'events' && (conversationId ?? frame.conversationId) === frame.conversationId ? frame.events : [],
    );
  }

  /** A goodbye. */
  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise((done) => this.socket.once('close', done));
    this.socket.close();
    await closed;
  }

  /** The cable is pulled: no goodbye. */
  cut(): void {
    this.socket.terminate();
  }

  private take(frame: ServerFrame): void {
    this.frames.push(frame);
    for (const look of [...this.watchers]) look();
  }

  private until<T>(find: () => T | undefined, what: string, withinMs: number): Promise<T> {
    return new Promise((done, fail) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        this.watchers.delete(look);
        act();
      };
      const timer = setTimeout(() => {
        const seen = JSON.stringify(this.frames.slice(-5));
        settle(() => fail(new Error(`${what} did not come within ${withinMs / 1000} s; the last were ${seen}`)));
      }, withinMs);
      const look = () => {
        const found = find();
        if (found !== undefined) settle(() => done(found));
      };
      this.watchers.add(look);
      look();
    });
  }
}
