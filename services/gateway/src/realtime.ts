// /v1/realtime: sockets with a ticket, each one a lease of presence. What they carry is read from the log.
import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { CLOSE_CODES, type ClientFrame, type ConnectionAbout } from '@frontdesk/contracts';
import type { Clock } from '@frontdesk/engine';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { WebSocket } from 'ws';
import { connectionAbout } from './connection-about.js';
import { readFrame } from './frames.js';
import { Session } from './session.js';
import { Sessions } from './sessions.js';
import { mayConnect } from './socket-origin.js';
import { Tickets } from './tickets.js';

const MAX_FRAME_BYTES = 32 * 1024;
/** More frames than this in ten seconds is not a person. */
const MAX_FRAMES = 300;
const WINDOW_MS = 10_000;
const POLICY_VIOLATION = 1008;

@WebSocketGateway({ path: '/v1/realtime', maxPayload: MAX_FRAME_BYTES })
export class RealtimeGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Tickets) private readonly tickets: Tickets,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {
    ports.health.onDrain(() => {
      for (const { socket } of this.sessions.all()) sendElsewhere(socket);
    });
  }

  handleConnection(socket: WebSocket, request?: IncomingMessage): void {
    const { clock, health, instance, tuning } = this.ports;
    if (health.draining) return sendElsewhere(socket);
    const about = connectionAbout(request?.headers['user-agent'], instance);
    let session: Session | null = null;
    let greeting: Promise<void> | null = null;
    const flood = floodGate(clock);
    const cancel = clock.at(clock.now() + tuning.helloMs, () =>
      socket.close(CLOSE_CODES.helloTimeout, 'say hello with a ticket first'),
    );
    const onText = async (text: string): Promise<void> => {
      // Frames that came while the ticket was being looked at wait for it, in their order.
      if (session === null && greeting !== null) await greeting;
      if (session !== null) return this.onFrame(session, text);
      greeting = this.greet(socket, text, about, request).then((greeted) => {
        session = greeted;
        cancel();
      });
      await greeting;
    };
    socket.on('message', (raw: Buffer) => {
      if (!flood()) return socket.close(POLICY_VIOLATION, 'too many frames');
      onText(raw.toString('utf8')).catch((error: unknown) => this.ports.alarm('a frame was not taken', error));
    });
    socket.on('close', () => {
      cancel();
      if (session) this.goodbye(session);
    });
    // A broken socket also closes; without a listener it would end the process.
    socket.on('error', () => undefined);
  }

  private async greet(
    socket: WebSocket,
    text: string,
    about: ConnectionAbout,
    request?: IncomingMessage,
  ): Promise<Session | null> {
    const frame = readFrame(text);
    const principal = frame?.type === 'hello' ? await this.tickets.take(frame.ticket) : null;
    if (principal && this.ports.health.draining) return (sendElsewhere(socket), null);
    if (!principal || socket.readyState !== socket.OPEN) {
      socket.close(CLOSE_CODES.ticketRefused, 'the ticket is unknown, used or too old');
      return null;
    }
    if (!(await mayConnect(this.ports, principal, request))) {
      socket.close(CLOSE_CODES.originRefused, 'pages of this origin may not connect');
      return null;
    }
    const { ids, tuning, peers, alarm } = this.ports;
    const session = new Session(socket, principal, ids.next(), about, this.ports);
    this.sessions.add(session);
    peers.presence
      ?.opened(principal, session.connectionId, about)
      .catch((error: unknown) => alarm('a connection was not noted', error));
    session.send({ type: 'welcome', connectionId: session.connectionId, heartbeatMs: tuning.heartbeatMs });
    return session;
  }

  private onFrame(session: Session, text: string): void {
    const frame = readFrame(text);
    switch (frame?.type) {
      case 'subscribe':
        return session.subscribe(frame.conversationId, frame.after);
      case 'unsubscribe':
        return session.unsubscribe(frame.conversationId);
      case 'typing':
        return void this.sessions.typing(session, frame.conversationId, frame.text);
      case 'beat':
        return void this.beat(session, frame);
      default:
        session.problem('unknown_frame', 'This frame is not one of the protocol; docs/integrating.md names them.');
    }
  }

  private async beat(session: Session, { active = false, background }: Beat): Promise<void> {
    const { presence } = this.ports.peers;
    try {
      const { principal, connectionId, about } = session;
      if (background) await presence?.opened(principal, connectionId, { ...about, kind: 'background' });
      // Somebody looks at it again: from now on it counts as any other.
      else if (active && session.background) await presence?.opened(principal, connectionId, about);
      session.background = background ?? (session.background && !active);
      const known = (await presence?.beat(session.principal, session.connectionId, active)) ?? true;
      // The lease was flushed or reaped while the socket lived: the socket is the better witness.
      if (!known) await presence?.opened(session.principal, session.connectionId, session.about);
      session.send({ type: 'beat' });
    } catch (error) {
      this.ports.alarm('a beat was not noted', error);
    }
  }

  private goodbye(session: Session): void {
    session.end();
    this.sessions.remove(session);
    const { peers, alarm } = this.ports;
    peers.presence
      ?.closed(session.principal, session.connectionId)
      .catch((error: unknown) => alarm('a goodbye was not noted', error));
  }
}

type Beat = Extract<ClientFrame, { type: 'beat' }>;

/** Each is told a moment of its own, so that all of them together do not fall upon the next process at once. */
function sendElsewhere(socket: WebSocket): void {
  socket.close(CLOSE_CODES.restart, `restarting; come back in ${randomInt(100, 2_000)} ms`);
}

/** False once somebody sends more frames than a person would. */
function floodGate(clock: Clock): () => boolean {
  let frames = 0;
  let windowEnds = 0;
  return () => {
    const now = clock.now();
    if (now > windowEnds) [frames, windowEnds] = [0, now + WINDOW_MS];
    return ++frames <= MAX_FRAMES;
  };
}
