// `frontdesk submissions export` against a product that answers as told.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runCli } from '../program.js';
import { EXIT } from '../terminal/exit.js';

const asked: string[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, reply) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    if (request.headers.authorization === 'Bearer no') {
      reply.writeHead(403, { 'content-type': 'application/problem+json' });
      reply.end(JSON.stringify({ detail: 'This key may not do that.' }));
    } else reply.end('receipt,text\r\nFD-1,Hello\r\n');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

async function run(...args: readonly string[]) {
  const printed: string[] = [];
  const said: string[] = [];
  const terminal = {
    print: (text: string) => Promise.resolve(void printed.push(text)),
    say: (text: string) => void said.push(text),
    status: () => undefined,
    paint: (_: unknown, text: string) => text,
    ended: false,
  };
  const code = await runCli(['submissions', 'export', '--url', url, ...args], { terminal, env: {} });
  return { code, printed: printed.join('\n'), said: said.join('\n') };
}

it('G4d prints what the product exports, as the filter asks', async () => {
  const { code, printed } = await run('--key', 'yes', '--status', 'all', '--q', 'green car', '--json');
  expect([code, printed]).toEqual([EXIT.ok, 'receipt,text\r\nFD-1,Hello']);
  expect(asked.at(-1)).toBe('GET /v1/submissions/export?format=json&status=all&q=green+car Bearer yes');
});

it('says why it is refused, what is missing, and what it does not know', async () => {
  expect(await run('--key', 'no')).toMatchObject({ code: EXIT.failed, said: expect.stringContaining('may not') });
  expect((await run()).code).toBe(EXIT.usage);
  expect((await run('--key', 'yes', '--format', 'pdf')).code).toBe(EXIT.usage);
});
