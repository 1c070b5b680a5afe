// What a request and its answer are after the gateway: the same, but for what belongs to one connection.
import { Replicas } from '@frontdesk/nest';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fastify as server, type FastifyInstance } from 'fastify';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { forwardPaths } from './forwarding.js';

const PATH = '/v1/conversations';
const FILE = Buffer.from([0, 255, 1, 254]);

let service: Server;
let gateway: FastifyInstance;
let seen: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string };

beforeAll(async () => {
  service = createServer(async (question, response) => {
    const { method, url, headers } = question;
    seen = { method, url, headers, body: await text(question) };
    if (url?.endsWith('/file')) {
      response.setHeader('content-disposition', 'attachment');
      response.end(FILE);
      return;
    }
    response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'], 'keep-alive': 'timeout=9', etag: '"7"' });
    response.end('{"ok":true}');
  });
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
  const replicas = new Replicas([`http://127.0.0.1:${(service.address() as AddressInfo).port}`]);
  gateway = server();
  forwardPaths(gateway, (name) => (name === 'conversation' ? replicas : null));
  await gateway.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await gateway.close();
  service.closeAllConnections();
  service.close();
});

/** By Node's own client, which may say whatever it likes. */
const asked = (path: string, headers: Record<string, string>, body?: string) =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>((done, fail) => {
    const { port } = gateway.server.address() as AddressInfo;
    const method = body === undefined ? 'GET' : 'POST';
    const asking = request({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    asking.on('error', fail);
    if (headers['expect'] === undefined) asking.end(body);
    else asking.on('continue', () => asking.end(body));
  });

test('a request goes on with its body, and with the address that was seen instead of the one that was claimed', async () => {
  const answer = await asked(
    `${PATH}?a=1`,
    { 'content-type': 'application/json', 'x-forwarded-for': '9.9.9.9', 'idempotency-key': 'k', te: 'trailers' },
    '{"text":"Grüße"}',
  );
  expect(answer).toMatchObject({ status: 201, headers: { 'set-cookie': ['a=1', 'b=2'], etag: '"7"' } });
  expect(answer.body.toString()).toBe('{"ok":true}');
  expect(answer.headers['keep-alive']).not.toBe('timeout=9');
  expect(seen).toMatchObject({ method: 'POST', url: `${PATH}?a=1`, body: '{"text":"Grüße"}' });
  expect(seen.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'idempotency-key': 'k' });
  expect(seen.headers['te']).toBeUndefined();
});

test('a client that asks whether it may go on, as curl does with a large body, is no trouble', async () => {
  const body = JSON.stringify({ text: 'x'.repeat(100_000) });
  const headers = { 'content-type': 'application/json', 'content-length': `${body.length}`, expect: '100-continue' };
  expect((await asked(PATH, headers, body)).status).toBe(201);
  expect(seen.body).toBe(body);
});

test('a file comes as it is', async () => {
  expect((await asked(`${PATH}/file`, {})).body).toEqual(FILE);
});
