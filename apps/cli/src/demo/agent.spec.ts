// Demo agents leave a person's chats alone, and nobody behind with an agent who has gone.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClientFrame, ServerFrame } from '@frontdesk/contracts';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { Dice } from '../dice.js';
import { Agent } from './agent.js';
import { Api } from './api.js';

/** As much of the product as an agent of the demo meets. */
class Reception {
  readonly mine: string[] = [];
  readonly said: string[] = [];
  intent = 'offline';
  private sockets: WebSocket[] = [];
  private readonly server: Server;
  private readonly realtime: WebSocketServer;
  private heard: () => void = () => undefined;

  constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request).then((answer) => response.end(JSON.stringify(answer)));
    });
    this.realtime = new WebSocketServer({ server: this.server });
    this.realtime.on('connection', (socket) => {
      this.sockets.push(socket);
      socket.on('message', (raw: Buffer) => this.hear(socket, JSON.parse(raw.toString('utf8')) as ClientFrame));
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    this.realtime.close();
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** The agent's list has changed; resolves when it follows the conversation. */
  async assign(conversationId: string): Promise<void> {
    this.mine.push(conversationId);
    const followed = new Promise<void>((done) => (this.heard = done));
    for (const socket of this.sockets) socket.send(JSON.stringify({ type: 'changed', what: 'inbox' }));
    await followed;
  }

  private hear(socket: WebSocket, frame: ClientFrame): void {
    const welcome: ServerFrame = { type: 'welcome', connectionId: 'one', heartbeatMs: 60_000 };
    if (frame.type === 'hello') socket.send(JSON.stringify(welcome));
    if (frame.type !== 'subscribe') return;
    this.said.push(`follow ${frame.conversationId}`);
    this.heard();
  }

  private async answer(request: IncomingMessage): Promise<unknown> {
    const { method, url = '' } = request;
    let body = '';
    for await (const part of request) body += String(part);
    if (url === '/demo-issuer/token') return { access_token: 'token' };
    if (url === '/v1/realtime/tickets') return { ticket: 'ticket' };
    if (url.startsWith('/v1/conversations?'))
      return { data: this.mine.map((conversationId) => ({ conversationId, visitor: { name: 'Mia' } })) };
    if (url === '/v1/presence/me' && method === 'GET') return { intent: this.intent };
    this.said.push(`${method} ${url} ${body}`);
    return {};
  }
}

let reception: Reception;
let url: string;

beforeEach(async () => {
  reception = new Reception();
  url = await reception.open();
});

afterEach(() => reception.close());

const arrive = (): Promise<Agent> =>
  Agent.arrive({
    ...{ api: new Api(url), sub: 'ana', dice: new Dice(1), over: new AbortController().signal },
    tell: () => undefined,
  });

const ONLINE = 'PUT /v1/presence/me {"status":"online"}';
const OFFLINE = 'PUT /v1/presence/me {"status":"offline"}';

describe('a demo agent', () => {
  it('takes up what is assigned to it, and closes it before it goes home', async () => {
    const ana = await arrive();
    await reception.assign('c1');
    await ana.leave();
    expect(reception.said).toEqual([ONLINE, 'follow c1', OFFLINE, 'POST /v1/conversations/c1/close {}']);
  });

  it('neither follows nor closes what somebody at the workbench has already', async () => {
    reception.mine.push('theirs');
    const ana = await arrive();
    await reception.assign('c1');
    await ana.leave();
    expect(reception.said.filter((said) => said.includes('theirs'))).toEqual([]);
    expect(reception.said).toContain('POST /v1/conversations/c1/close {}');
  });

  it('stays online after it has gone where a person was online before it came', async () => {
    reception.intent = 'online';
    const ana = await arrive();
    await ana.leave();
    expect(reception.said).toEqual([]);
  });
});
