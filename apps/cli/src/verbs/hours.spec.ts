// The verbs of opening hours against an interface that answers as the product does.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { runCli } from '../program.js';
import { capturedTerminal } from '../testing/captured-terminal.js';

let server: Server;
let folder: string;
let asked: { readonly path: string; readonly body: unknown }[];
let answer: { readonly status: number; readonly body: object };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-cli-hours-'));
  writeFileSync(join(folder, 'holidays.ics'), 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
  server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      asked.push({ path: request.url ?? '', body: text === '' ? null : (JSON.parse(text) as unknown) });
      reply.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function frontdesk(...args: readonly string[]) {
  const terminal = capturedTerminal();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const code = await runCli(args, { terminal, env: { FRONTDESK_URL: url, FRONTDESK_API_KEY: 'k' } });
  return { code, out: terminal.printed, said: terminal.said };
}

const christmas = { name: 'Christmas', from: '2026-12-25', to: '2026-12-26', intervals: [], yearly: true, uid: 'c' };
const imported = { version: 3, added: [christmas], changed: [], removed: [], unchanged: 2, notes: [] };

it('H1c explains the hours at an instant, of a group', async () => {
  answer = { status: 200, body: { sentence: 'Closed at 2026-12-25 10:00 +01:00 (Christmas).', own: false } };
  const { code, out, said } = await frontdesk('hours', 'explain', '--at', '2026-12-25T10:00', '--group', 'sales');
  expect(asked).toEqual([{ path: '/v1/settings/hours/explain?at=2026-12-25T10%3A00&group=sales', body: null }]);
  expect({ code, out, said }).toEqual({
    code: 0,
    out: ['Closed at 2026-12-25 10:00 +01:00 (Christmas).'],
    said: ['sales has the hours of the workspace.'],
  });
});

it('H1c says how an instant is written when it is none', async () => {
  const errors = [{ pointer: '/at', code: 'not_a_time', message: 'Write it like 2026-12-24T15:00.' }];
  answer = { status: 422, body: { detail: 'This is no time.', errors } };
  const { code, said } = await frontdesk('hours', 'explain', '--at', 'noon');
  expect([code, said]).toEqual([1, ['This is no time.\n  /at: Write it like 2026-12-24T15:00.']]);
});

it('H1b only says what an import would change, until it is told to', async () => {
  answer = { status: 200, body: { ...imported, dryRun: true } };
  const dry = await frontdesk('hours', 'import', join(folder, 'holidays.ics'));
  expect(dry).toEqual({
    code: 3,
    out: ['+ 2026-12-25 to 2026-12-26, every year: Christmas (closed)\n= 2 as they are'],
    said: ['Nothing was changed: add --yes.'],
  });
  answer = { status: 200, body: { ...imported, dryRun: false } };
  const real = await frontdesk('hours', 'import', join(folder, 'holidays.ics'), '--yes', '--reason', 'Yearly');
  expect([real.code, real.said]).toEqual([0, ['Done: the hours are version 3 now.']]);
  const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
  expect(asked.map(({ body }) => body)).toEqual([
    { calendar, dryRun: true },
    { calendar, dryRun: false, reason: 'Yearly' },
  ]);
});

it('H1b a file that is not there asks nobody anything', async () => {
  expect((await frontdesk('hours', 'import', join(folder, 'nothing.ics'))).code).toBe(2);
  expect(asked).toEqual([]);
});
