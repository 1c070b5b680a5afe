// Chapter: sockets that speak wrongly.
import { describe, expect, it } from '@jest/globals';
import type { WebSocket } from 'ws';
import { RealtimeClient } from '../../harness/realtime-client.js';
import { endOf, type WrongAsker } from './wrong-asker.js';

export function sockets(asker: WrongAsker): void {
  describe('a socket', () => {
    const hello = (ticket: unknown) => JSON.stringify({ type: 'hello', ticket });
    const ticketOf = async () =>
      (await asker.there.visitor.api.post<{ ticket: string }>('/v1/realtime/tickets')).ticket;

    it.each<[string, () => Promise<string> | string]>([
      ['an unknown ticket', () => hello('x'.repeat(32))],
      ['a ticket that is no text', () => hello({ $ne: 1 })],
      ['no ticket', () => JSON.stringify({ type: 'hello' })],
      ['something else than hello', () => JSON.stringify({ type: 'subscribe', conversationId: 'x', after: 0 })],
      ['no JSON', () => 'hello'],
      [
        'a ticket used before',
        async () => {
          const ticket = await ticketOf();
          const first = asker.socket();
          first.once('open', () => first.send(hello(ticket)));
          await new Promise((welcomed) => first.once('message', welcomed));
          first.close();
          return hello(ticket);
        },
      ],
    ])('with %s is closed with 4401', async (_, first) => {
      const text = await first();
      const socket = asker.socket();
      socket.once('open', () => socket.send(text));
      expect(await endOf(socket)).toMatchObject({ code: 4401 });
    });

    it('without hello is closed with 4408', async () => {
      expect(await asker.there.silent).toMatchObject({ code: 4408 });
    });

    it('hears of a frame that is none, and goes on', async () => {
      const client = await RealtimeClient.open(asker.there.visitor.api);
      client.send({ type: 'dance' } as never);
      expect((await client.frame('problem')).code).toBe('unknown_frame');
      client.follow(asker.there.visitor.conversationId);
      expect((await client.event('conversation.requested')).sequence).toBe(1);
      await client.close();
    });

    it.each([
      [
        'with too many frames',
        (socket: WebSocket) => Array.from({ length: 310 }, () => socket.send('{"type":"beat"}')),
        1008,
      ],
      ['with a frame too large', (socket: WebSocket) => socket.send('x'.repeat(40_000)), 1009],
    ])('%s is closed', async (_, flood, code) => {
      const ticket = await ticketOf();
      const socket = asker.socket();
      socket.on('open', () => socket.send(hello(ticket)));
      socket.once('message', () => void flood(socket));
      expect(await endOf(socket)).toMatchObject({ code });
    });

    it('A1b can not follow what belongs to another workspace', async () => {
      for (const who of [asker.there.ownerElsewhere, asker.there.visitorElsewhere.api]) {
        const socket = await RealtimeClient.open(who);
        socket.follow(asker.there.visitor.conversationId);
        expect((await socket.frame('problem')).code).toBe('not_found');
        expect(socket.events()).toEqual([]);
      }
    });

    it('on another path is none', async () => {
      const socket = asker.socket('/v1/nothing');
      const error = await new Promise<Error>((failed) => socket.once('error', failed));
      expect(error.message).toMatch(/40[04]|socket hang up/);
    });
  });
}
