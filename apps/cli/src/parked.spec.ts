// `frontdesk parked` on a real PostgreSQL: what it shows, and that nothing changes without --yes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabaseIfMissing, startEmbeddedPostgres, type EmbeddedPostgres } from '@frontdesk/embedded-postgres';
import { CreateParked1764200000000 } from '@frontdesk/nest';
import { Client } from 'pg';
import { runCli } from './program.js';
import { capturedTerminal } from './testing/captured-terminal.js';

const EVENT = { type: 'conversation.message_added', body: '{"text":"Hello"}' };

let dir: string;
let server: EmbeddedPostgres;
let client: Client;
let url: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'frontdesk-parked-'));
  server = await startEmbeddedPostgres({ dir });
  await createDatabaseIfMissing(server.url(), 'frontdesk');
  url = server.url('frontdesk');
  client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE SCHEMA assignment_queue; SET search_path = assignment_queue');
  await new CreateParked1764200000000().up({ query: (sql: string) => client.query(sql) } as never);
}, 60_000);

afterAll(async () => {
  await client?.end();
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

beforeEach(async () => {
  await client.query('TRUNCATE parked RESTART IDENTITY');
  const insert = `INSERT INTO parked (consumer, status, writer, topic, partition, seq, kafka_offset, subjects, type, record, bytes,
    error, attempts) VALUES ('assignment-queue', $1, 'conversation', 'conversation.events', 7, $2, $3, '{w/c1}', $4, $5, $6, $7, $8)`;
  const event = [EVENT.type, JSON.stringify(EVENT), null];
  await client.query(insert, ['parked', 41, null, ...event, 'TypeError', 8]);
  await client.query(insert, ['held', 42, null, ...event, 'held', 0]);
  await client.query(insert, ['parked', null, 99, null, null, Buffer.from([0x82, 0xff]), 'without a key', 0]);
});

async function said(...args: readonly string[]) {
  const terminal = capturedTerminal();
  const code = await runCli(['parked', ...args, '--database-url', url], { terminal, env: {} });
  return { code, printed: terminal.printed.join('\n'), said: terminal.said.join('\n') };
}

const statuses = async () =>
  (await client.query<{ status: string }>('SELECT status FROM parked ORDER BY id')).rows.map(({ status }) => status);

describe('frontdesk parked', () => {
  it('lists what is parked, with its place, error and attempts', async () => {
    const { code, printed } = await said('list');
    expect(code).toBe(0);
    expect(printed).toMatch(/assignment_queue:1 +parked +assignment-queue +conversation\.events +7#41/);
    expect(printed).toMatch(/assignment_queue:3 +parked .* 7@99 +\(bytes\)/);
    const json = JSON.parse((await said('list', '--json')).printed) as { name: string; attempts: number }[];
    expect(json.map(({ name, attempts }) => [name, attempts])).toEqual([
      ['assignment_queue:1', 8],
      ['assignment_queue:2', 0],
      ['assignment_queue:3', 0],
    ]);
  });

  it('shows one with all it holds', async () => {
    expect(JSON.parse((await said('show', 'assignment_queue:1')).printed)).toMatchObject({
      record: EVENT,
      bytes: null,
    });
    expect(JSON.parse((await said('show', 'assignment_queue:3')).printed)).toMatchObject({
      record: null,
      bytes: 'gv8=',
    });
  });

  it('changes nothing until --yes is said', async () => {
    const { code, printed } = await said('replay', 'assignment_queue:1');
    expect([code, printed.trim()]).toEqual([
      0,
      'assignment_queue:1 (conversation.message_added, TypeError) would be: replay. Say --yes.',
    ]);
    await said('discard', 'assignment_queue:3');
    expect(await statuses()).toEqual(['parked', 'held', 'parked']);
    await said('replay', 'assignment_queue:1', '--yes');
    await said('discard', 'assignment_queue:3', '--yes');
    expect(await statuses()).toEqual(['replay', 'held', 'discarded']);
    expect((await said('show', 'assignment_queue:3')).printed).toContain('"bytes": null');
  });

  it.each([
    ['what is only held', ['replay', 'assignment_queue:2', '--yes'], 2, /only held/],
    ['bytes that are no event', ['replay', 'assignment_queue:3', '--yes'], 2, /can't be replayed/],
    ['a name that is none', ['show', '12'], 2, /conversation:12/],
    ['a number that is not there', ['discard', 'assignment_queue:99', '--yes'], 4, /Nothing is parked/],
    ['a service that is not there', ['show', 'presence:1'], 4, /No database was named/],
  ])('refuses %s', async (_, args, code, sentence) => {
    const answer = await said(...args);
    expect([answer.code, answer.said]).toEqual([code, expect.stringMatching(sentence)]);
    expect(await statuses()).toEqual(['parked', 'held', 'parked']);
  });
});
