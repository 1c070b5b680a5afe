// One living connection to /v1/realtime: ticket, hello, beats, resubscription, return with jitter. Knows no React and no
// browser: socket, clock and chance are given to it.
//
//   connecting ──welcome──▶ live ──lost──▶ waiting ──delay──▶ connecting …        stop() ──▶ stopped
import type { ClientFrame, ServerFrame } from '@frontdesk/contracts';
import { backoffMs } from './backoff';

export type ConnectionState = 'connecting' | 'live' | 'waiting' | 'stopped';

export interface Socket {
  /** False: it is not open any more, whatever was heard of it. */
  send: (text: string) => boolean;
  close: () => void;
}

export interface SocketHandlers {
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

export interface SocketPorts {
  readonly ticket: () => Promise<string>;
  readonly open: (handlers: SocketHandlers) => Socket;
  readonly random: () => number;
  /** Answers a function that cancels. */
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** Whether the page was used since it was last asked. */
  readonly active: () => boolean;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onState: (state: ConnectionState) => void;
}

/** Without a welcome within this time the attempt has failed: a half-open connection never tells. */
const WELCOME_WITHIN_MS = 10_000;

export class SocketSession {
  /** As the server names this connection; undefined before it has. */
  connectionId: string | undefined;
  private state: ConnectionState = 'stopped';
  private socket: Socket | undefined;
  /** Counts attempts and connections: what an older one still says is not heard. */
  private generation = 0;
  private attempt = 0;
  private unansweredBeats = 0;
  private cancelTimer: () => void = () => undefined;
  private readonly subscriptions = new Map<string, () => number>();

  constructor(private readonly ports: SocketPorts) {}

  start(): void {
    if (this.state === 'stopped') void this.connect();
  }

  stop(): void {
    this.drop();
    this.enter('stopped');
  }

  /** The network or the page came back: no reason to sit out the delay. */
  hurry(): void {
    if (this.state === 'waiting') void this.connect();
  }

  /** `after` is asked again at every reconnect: the events since then are what is missing. */
  subscribe(conversationId: string, after: () => number): void {
    this.subscriptions.set(conversationId, after);
    this.send({ type: 'subscribe', conversationId, after: after() });
  }

  unsubscribe(conversationId: string): void {
    this.subscriptions.delete(conversationId);
    this.send({ type: 'unsubscribe', conversationId });
  }

  /** False when there is no connection to send it over. */
  send(frame: ClientFrame): boolean {
    if (this.state !== 'live' || this.socket === undefined) return false;
    return this.socket.send(JSON.stringify(frame));
  }

  /** A sign of life, and of activity if there was any. */
  beat(): void {
    this.send(this.ports.active() ? { type: 'beat', active: true } : { type: 'beat' });
  }

  /** The app is put away: its socket may be taken from it, but whoever has it can be reached. */
  toBackground(): void {
    this.send({ type: 'beat', background: true });
  }

  toForeground(): void {
    this.send({ type: 'beat', active: true });
  }

  private async connect(): Promise<void> {
    const generation = this.drop();
    this.enter('connecting');
    let ticket: string;
    try {
      ticket = await this.ports.ticket();
    } catch {
      if (generation === this.generation) this.comeBackLater();
      return;
    }
    if (generation !== this.generation) return;
    const mine = (run: () => void): void => {
      if (generation === this.generation) run();
    };
    this.cancelTimer = this.ports.after(WELCOME_WITHIN_MS, () => {
      mine(() => {
        this.comeBackLater();
      });
    });
    const socket = this.ports.open({
      onOpen: () => {
        mine(() => {
          socket.send(JSON.stringify({ type: 'hello', ticket } satisfies ClientFrame));
        });
      },
      onText: (text) => {
        mine(() => {
          this.receive(text);
        });
      },
      onClose: () => {
        mine(() => {
          this.comeBackLater();
        });
      },
    });
    this.socket = socket;
  }

  private receive(text: string): void {
    const frame = parseFrame(text);
    if (frame === undefined) return;
    this.unansweredBeats = 0;
    if (frame.type === 'welcome') {
      this.connectionId = frame.connectionId;
      this.welcome(frame.heartbeatMs);
    }
    this.ports.onFrame(frame);
  }

  private welcome(heartbeatMs: number): void {
    this.attempt = 0;
    this.cancelTimer();
    this.enter('live');
    for (const [conversationId, after] of this.subscriptions) {
      this.send({ type: 'subscribe', conversationId, after: after() });
    }
    this.beatEvery(heartbeatMs);
  }

  private beatEvery(heartbeatMs: number): void {
    this.cancelTimer = this.ports.after(heartbeatMs, () => {
      if (this.unansweredBeats >= 2) {
        this.comeBackLater();
        return;
      }
      this.unansweredBeats += 1;
      this.beat();
      this.beatEvery(heartbeatMs);
    });
  }

  private comeBackLater(): void {
    this.drop();
    this.enter('waiting');
    const delay = backoffMs(this.attempt, this.ports.random());
    this.attempt += 1;
    this.cancelTimer = this.ports.after(delay, () => void this.connect());
  }

  private drop(): number {
    this.cancelTimer();
    this.cancelTimer = () => undefined;
    this.unansweredBeats = 0;
    this.generation += 1;
    const { socket } = this;
    this.socket = undefined;
    socket?.close();
    return this.generation;
  }

  private enter(state: ConnectionState): void {
    if (this.state === state) return;
    this.state = state;
    this.ports.onState(state);
  }
}

function parseFrame(text: string): ServerFrame | undefined {
  try {
    return JSON.parse(text) as ServerFrame;
  } catch {
    return undefined;
  }
}
