// The connection's life against a socket that the test plays.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Connection, type ConnectionStatus, type SocketLike } from './connection.js';

class FakeSocket {
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  readonly sent: string[] = [];
  closed = false;
  readyState = 1;

  send(text: string): void {
    this.sent.push((JSON.parse(text) as { type: string }).type);
  }
  close(): void {
    this.closed = true;
  }
  greet(): void {
    this.onopen?.call(this as never, {} as Event);
    this.say({ type: 'welcome', connectionId: 'x', heartbeatMs: 10_000 });
  }
  say(frame: object): void {
    this.onmessage?.call(this as never, { data: JSON.stringify(frame) } as MessageEvent);
  }
  fall(code = 1006): void {
    this.onclose?.call(this as never, { code } as CloseEvent);
  }
}

let sockets: FakeSocket[];
let statuses: ConnectionStatus[];
let frames: string[];
let polls: number;
let reachable: boolean;
const newest = (): FakeSocket => sockets.at(-1) as FakeSocket;
const last = (): ConnectionStatus | undefined => statuses.at(-1);

async function started(): Promise<Connection> {
  const connection = new Connection({
    ticket: async () => 'ticket',
    openSocket: () => {
      sockets.push(new FakeSocket());
      return newest() as unknown as SocketLike;
    },
    welcome: () => void frames.push('welcome'),
    frame: (frame) => void frames.push(frame.type),
    poll: async () => {
      polls += 1;
      if (!reachable) throw new Error('offline');
    },
    status: (status) => void statuses.push(status),
  });
  connection.start();
  await jest.advanceTimersByTimeAsync(0);
  return connection;
}

beforeEach(() => {
  jest.useFakeTimers();
  [sockets, statuses, frames, polls, reachable] = [[], [], [], 0, true];
});
afterEach(() => void jest.useRealTimers());

describe('the connection', () => {
  it('says hello, is greeted, and beats', async () => {
    await started();
    newest().greet();
    expect(statuses).toEqual(['connecting', 'online']);
    expect(frames).toEqual(['welcome']);
    newest().say({ type: 'beat' });
    await jest.advanceTimersByTimeAsync(20_000);
    expect(newest().sent).toEqual(['hello', 'beat', 'beat']);
  });

  it('takes silence for a dead line', async () => {
    await started();
    newest().greet();
    await jest.advanceTimersByTimeAsync(25_000);
    expect(last()).toBe('reconnecting');
    expect(sockets[0]?.closed).toBe(true);
  });

  it('comes back quickly after an announced restart', async () => {
    await started();
    newest().greet();
    newest().fall(1012);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(sockets).toHaveLength(2);
    newest().greet();
    expect(last()).toBe('online');
    expect(polls).toBe(0);
  });

  it('asks by HTTP while no socket can be had, and stops when one is there', async () => {
    await started();
    newest().fall();
    await jest.advanceTimersByTimeAsync(1_000);
    newest().fall();
    await jest.advanceTimersByTimeAsync(0);
    expect(last()).toBe('polling');
    reachable = false;
    await jest.advanceTimersByTimeAsync(3_000);
    expect(last()).toBe('reconnecting');
    reachable = true;
    await jest.advanceTimersByTimeAsync(3_000);
    expect(last()).toBe('polling');
    newest().greet();
    const before = polls;
    await jest.advanceTimersByTimeAsync(9_000);
    expect(polls).toBe(before);
    expect(last()).toBe('online');
  });

  it('tries at once when nudged, and proves a line that merely looks alive', async () => {
    const connection = await started();
    newest().greet();
    connection.lost();
    expect(last()).toBe('reconnecting');
    connection.nudge();
    await jest.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(2);
    newest().greet();
    connection.nudge();
    expect(newest().sent).toEqual(['hello', 'beat']);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(last()).toBe('reconnecting');
  });

  it('sends nothing over a socket that is closing, and says so', async () => {
    const connection = await started();
    newest().greet();
    newest().readyState = 2;
    expect(connection.send({ type: 'beat' })).toBe(false);
    expect(newest().sent).toEqual(['hello']);
  });

  it('hears nothing from a socket that was given up', async () => {
    const connection = await started();
    const old = newest();
    old.greet();
    connection.stop();
    old.say({ type: 'beat' });
    old.fall();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(statuses).toEqual(['connecting', 'online', 'idle']);
    expect(frames).toEqual(['welcome']);
  });
});
