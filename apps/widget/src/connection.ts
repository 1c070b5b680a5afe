// Keeps one socket alive and says how it stands. When no socket can be had, it asks by HTTP until one can. It knows
// nothing of Preact or of the browser's events: those call nudge() and lost().
import type { ClientFrame, ServerFrame } from '@frontdesk/contracts';
import { backoff, restartDelay } from './backoff.js';

export type ConnectionStatus = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'polling';

export type SocketLike = Pick<
  WebSocket,
  'send' | 'close' | 'readyState' | 'onopen' | 'onmessage' | 'onclose' | 'onerror'
>;

/** `WebSocket.OPEN`, also where there is no WebSocket. */
const OPEN = 1;

export interface ConnectionDeps {
  ticket(): Promise<string>;
  openSocket(): SocketLike;
  /** The socket is greeted: subscribe to what matters and send what waits. */
  welcome(): void;
  frame(frame: ServerFrame): void;
  /** One round over HTTP; a rejection means that nothing gets through at all. */
  poll(): Promise<void>;
  status(status: ConnectionStatus): void;
}

const restart = 1012;
const greetingMs = 8_000;
const pollMs = 3_000;
const failuresBeforePolling = 2;

export class Connection {
  private socket: SocketLike | null = null;
  private status: ConnectionStatus = 'idle';
  /** Counts connects: what belongs to an earlier one has nothing to say any more. */
  private turn = 0;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private poller: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: ConnectionDeps) {}

  start(): void {
    if (this.status !== 'idle') return;
    this.say('connecting');
    void this.connect();
  }

  stop(): void {
    this.drop();
    clearTimeout(this.poller);
    this.poller = undefined;
    this.attempt = 0;
    this.say('idle');
  }

  send(frame: ClientFrame): boolean {
    // One that is closing has not told us yet: what is sent to it is lost, so it counts as not sent.
    if (this.status !== 'online' || this.socket?.readyState !== OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** The network came back or the page is looked at again: try now, and prove a socket that merely looks alive. */
  nudge(): void {
    if (this.status === 'idle') return;
    if (this.status === 'online') {
      this.send({ type: 'beat' });
      this.expectWithin(5_000);
    } else if (this.retry !== undefined) {
      void this.connect();
    }
  }

  /** The browser says that the network is gone: no need to wait for a missed beat. */
  lost(): void {
    if (this.status !== 'idle') this.failed(0);
  }

  private async connect(): Promise<void> {
    this.drop();
    const turn = this.turn;
    this.expectWithin(greetingMs);
    try {
      const ticket = await this.deps.ticket();
      if (turn !== this.turn) return;
      const socket = this.deps.openSocket();
      this.socket = socket;
      socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', ticket } satisfies ClientFrame));
      socket.onmessage = (event: MessageEvent<string>) => this.received(turn, event.data);
      socket.onclose = (event: CloseEvent) => turn === this.turn && this.failed(event.code);
    } catch {
      if (turn === this.turn) this.failed(0);
    }
  }

  private received(turn: number, text: string): void {
    if (turn !== this.turn) return;
    const frame = JSON.parse(text) as ServerFrame;
    if (frame.type === 'welcome') this.greeted(frame.heartbeatMs);
    else this.deps.frame(frame);
    // Anything that arrives proves the line; only silence longer than two beats does not.
    if (this.status === 'online') this.expectWithin(this.silenceMs);
  }

  private silenceMs = 60_000;

  private greeted(heartbeatMs: number): void {
    this.attempt = 0;
    this.silenceMs = heartbeatMs * 2.5;
    clearTimeout(this.poller);
    this.poller = undefined;
    this.beat = setInterval(() => this.send({ type: 'beat' }), heartbeatMs);
    this.say('online');
    this.deps.welcome();
  }

  private failed(code: number): void {
    this.drop();
    this.attempt += 1;
    if (this.status !== 'polling') this.say('reconnecting');
    const delay = code === restart && this.attempt === 1 ? restartDelay() : backoff(this.attempt);
    this.retry = setTimeout(() => void this.connect(), delay);
    if (this.attempt >= failuresBeforePolling && this.poller === undefined) this.pollAfter(0);
  }

  private pollAfter(delay: number): void {
    this.poller = setTimeout(() => {
      void this.deps
        .poll()
        .then(
          () => this.poller !== undefined && this.say('polling'),
          () => this.poller !== undefined && this.say('reconnecting'),
        )
        .then(() => this.poller !== undefined && this.pollAfter(pollMs));
    }, delay);
  }

  private expectWithin(ms: number): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.failed(0), ms);
  }

  private drop(): void {
    this.turn += 1;
    clearTimeout(this.retry);
    clearTimeout(this.watchdog);
    clearInterval(this.beat);
    this.retry = undefined;
    const socket = this.socket;
    this.socket = null;
    if (socket !== null) socket.onclose = null;
    socket?.close();
  }

  private say(status: ConnectionStatus): void {
    if (status === this.status) return;
    this.status = status;
    this.deps.status(status);
  }
}
