// The connection's life with a hand-driven clock and a scripted socket.
import type { ClientFrame, ServerFrame } from '@frontdesk/contracts';
import { type ConnectionState, type SocketHandlers, SocketSession } from './socket-session';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

function world() {
  let now = 0;
  let timers: Timer[] = [];
  const sent: ClientFrame[] = [];
  const states: ConnectionState[] = [];
  const frames: ServerFrame[] = [];
  const handlers: SocketHandlers[] = [];
  let ticketFails = false;
  let inUse = false;
  let closing = false;
  const session = new SocketSession({
    ticket: () => (ticketFails ? Promise.reject(new Error('down')) : Promise.resolve('t1')),
    open: (given) => {
      handlers.push(given);
      return { send: (text) => !closing && sent.push(JSON.parse(text) as ClientFrame) > 0, close: () => undefined };
    },
    random: () => 0.5,
    after: (delayMs, run) => {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    active: () => {
      const used = inUse;
      inUse = false;
      return used;
    },
    onFrame: (frame) => frames.push(frame),
    onState: (state) => states.push(state),
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i += 1) await Promise.resolve();
  };
  const pass = async (ms: number): Promise<void> => {
    const until = now + ms;
    for (;;) {
      const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      now = next.at;
      timers = timers.filter((timer) => timer !== next);
      next.run();
      await settle();
    }
    now = until;
  };
  const say = (frame: ServerFrame): void => {
    handlers.at(-1)?.onText(JSON.stringify(frame));
  };
  const welcomed = async (): Promise<void> => {
    await settle();
    handlers.at(-1)?.onOpen();
    say({ type: 'welcome', connectionId: 'c1', heartbeatMs: 15_000 });
  };
  const failTickets = (fails: boolean): void => {
    ticketFails = fails;
  };
  const use = (): void => {
    inUse = true;
  };
  const close = (): void => {
    closing = true;
  };
  return { session, sent, states, frames, handlers, pass, say, welcomed, settle, failTickets, use, close };
}

describe('SocketSession', () => {
  it('C7a says with a beat whether the page was used since the last one', async () => {
    const w = world();
    w.session.start();
    await w.welcomed();
    w.use();
    await w.pass(15_000);
    w.say({ type: 'beat' });
    await w.pass(15_000);
    expect(w.sent.slice(1)).toEqual([{ type: 'beat', active: true }, { type: 'beat' }]);
  });

  it('C6a knows what the server calls its connection', async () => {
    const w = world();
    w.session.start();
    await w.welcomed();
    expect(w.session.connectionId).toBe('c1');
  });

  it('says hello with the ticket and is live when welcomed', async () => {
    const w = world();
    w.session.start();
    await w.welcomed();
    expect(w.sent).toEqual([{ type: 'hello', ticket: 't1' }]);
    expect(w.states).toEqual(['connecting', 'live']);
  });

  it('does not count as sent what goes to a connection that is closing', async () => {
    const w = world();
    w.session.start();
    await w.welcomed();
    expect(w.session.send({ type: 'beat' })).toBe(true);
    w.close();
    expect(w.session.send({ type: 'beat' })).toBe(false);
  });

  it('subscribes again after a loss, from where the list then stands', async () => {
    const w = world();
    let last = 3;
    w.session.start();
    await w.welcomed();
    w.session.subscribe('k', () => last);
    last = 7;
    w.handlers[0]?.onClose();
    await w.pass(500);
    await w.welcomed();
    expect(w.sent.filter((frame) => frame.type === 'subscribe')).toEqual([
      { type: 'subscribe', conversationId: 'k', after: 3 },
      { type: 'subscribe', conversationId: 'k', after: 7 },
    ]);
    expect(w.states).toEqual(['connecting', 'live', 'waiting', 'connecting', 'live']);
  });

  it('does not hear an old connection', async () => {
    const w = world();
    w.session.start();
    await w.welcomed();
    w.handlers[0]?.onClose();
    w.handlers[0]?.onText(JSON.stringify({ type: 'changed', what: 'queue' }));
    w.handlers[0]?.onClose();
    expect(w.frames.map((frame) => frame.type)).toEqual(['welcome']);
  });

  it('beats, and gives up a connection that stopped answering', async () => {
    const w = world();
    w.session.start();
    await w.welcomed();
    await w.pass(15_000);
    w.say({ type: 'beat' });
    await w.pass(30_000);
    expect(w.states.at(-1)).toBe('live');
    await w.pass(15_000);
    expect(w.states.slice(2, 3)).toEqual(['waiting']);
    expect(w.sent.filter((frame) => frame.type === 'beat')).toHaveLength(3);
  });

  it('waits longer after each failure, and not at all when hurried', async () => {
    const w = world();
    w.failTickets(true);
    w.session.start();
    await w.settle();
    expect(w.states).toEqual(['connecting', 'waiting']);
    await w.pass(250 + 500);
    expect(w.states.filter((state) => state === 'connecting')).toHaveLength(3);
    w.failTickets(false);
    w.session.hurry();
    await w.welcomed();
    expect(w.states.at(-1)).toBe('live');
  });

  it('gives up an attempt that is never welcomed', async () => {
    const w = world();
    w.session.start();
    await w.settle();
    await w.pass(10_000);
    expect(w.states).toEqual(['connecting', 'waiting']);
  });

  it('stays stopped', async () => {
    const w = world();
    w.session.start();
    await w.welcomed();
    w.session.stop();
    w.handlers[0]?.onClose();
    await w.pass(60_000);
    expect(w.states.at(-1)).toBe('stopped');
    expect(w.session.send({ type: 'beat' })).toBe(false);
  });
});
