// The command line on a real PostgreSQL in a data folder, as the product leaves one behind.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkLog } from '@frontdesk/checker';
import { createDatabaseIfMissing, startEmbeddedPostgres, type EmbeddedPostgres } from '@frontdesk/embedded-postgres';
import type { StoredRecord } from '@frontdesk/journal';
import type { Reason } from '@frontdesk/routing';
import { createPostgresJournal, migrateJournal } from '@frontdesk/journal-postgres';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { schemaOf } from './database/open-log.js';
import type { Explained } from './explain/explain.js';
import { exportDatabase, rebuildCheck, verifyDatabase, type VerifyReport } from './index.js';
import { runCli } from './program.js';
import { capturedTerminal } from './testing/captured-terminal.js';
import { liveADay, SERVICES } from './testing/live-a-day.js';
import { seededDay } from './testing/seeded-day.js';

let data: string;
let server: EmbeddedPostgres;
let pool: Pool;
let url: string;
let lane: string;

/** A server that stops may still speak to a connection that is saying goodbye. */
function open(connectionString: string): Pool {
  const opened = new Pool({ connectionString });
  return opened.on('error', () => undefined).on('connect', (client) => void client.on('error', () => undefined));
}

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'frontdesk-cli-'));
  server = await startEmbeddedPostgres({ dir: join(data, 'postgres') });
  await createDatabaseIfMissing(server.url(), 'frontdesk');
  url = server.url('frontdesk');
  pool = open(url);
  const journals = new Map();
  for (const service of SERVICES) {
    await migrateJournal(pool, schemaOf(service));
    journals.set(service, createPostgresJournal({ pool, schema: schemaOf(service), service }));
  }
  await liveADay(journals, seededDay(11, 150));
  const first = await pool.query<{ partition: number }>('SELECT partition FROM assignment_queue.record LIMIT 1');
  lane = `assignment-queue/assignment.decisions/${first.rows[0]?.partition}`;
}, 60_000);

afterAll(async () => {
  await pool.end();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
});

async function frontdesk(...args: string[]) {
  const terminal = capturedTerminal();
  const code = await runCli(args, { terminal, env: { DATABASE_URL: url } });
  return { code, out: terminal.printed, said: terminal.said, text: terminal.text() };
}

const json = async <T>(...args: string[]): Promise<T> => {
  const { code, out, said } = await frontdesk(...args, '--json');
  expect({ code, said }).toEqual({ code: 0, said: [] });
  return JSON.parse(out.join('\n')) as T;
};

/** Does something to the log for the time of the work, as no verb of the product could. */
async function tampered(sql: string, undo: string, values: unknown[], work: () => Promise<void>): Promise<void> {
  expect((await pool.query(sql, values)).rowCount).toBe(1);
  await work().finally(() => pool.query(undo));
}

describe('K2 frontdesk verify', () => {
  it('finds 0 differences on a log as it was written', async () => {
    const { code, text } = await frontdesk('verify');
    expect(text).toContain(': 0 differences');
    expect(code).toBe(0);
    const report = await json<VerifyReport>('verify');
    expect(report).toMatchObject({ differences: [], lanes: [{ lane }], checker: { ledgers: [{ remainder: 0 }] } });
    expect(report.decisions).toBeGreaterThan(100);
  });

  it('exits with 3 and names the record that was changed behind its back', async () => {
    const { rows } = await pool.query<{ seq: string; body: string }>(
      `SELECT seq, body FROM assignment_queue.record WHERE body LIKE '%"cause":"freed"%' ORDER BY seq LIMIT 1`,
    );
    const { seq, body } = rows[0] as { seq: string; body: string };
    const forged = body.replace(/"agentId":"\w+","arrivedAt"/, '"agentId":"mallory","arrivedAt"');
    const undo = `UPDATE assignment_queue.record SET body = '${body.replaceAll("'", "''")}' WHERE seq = ${seq}`;
    await tampered('UPDATE assignment_queue.record SET body = $1 WHERE seq = $2', undo, [forged, seq], async () => {
      const { code, text } = await frontdesk('verify');
      expect(code).toBe(3);
      expect(text).toContain(`hash  ${lane}/${seq}`);
      expect(text).toContain(`decision  ${lane}/${seq}`);
      expect(text).toMatch(/assigned c\d+ → mallory/);
      expect((await verifyDatabase(url)).differences.map(({ where }) => where)).toContain(`${lane}/${seq}`);
    });
    expect((await frontdesk('verify')).code).toBe(0);
  });
});

describe('K2 frontdesk verify FILE', () => {
  it('proves an exported log without a database, and names what somebody changed in it', async () => {
    const out = join(data, 'verified.jsonl');
    await frontdesk('events', 'export', '--out', out);
    expect(await frontdesk('verify', out)).toMatchObject({ code: 0, text: expect.stringContaining(': 0 differences') });
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    const at = lines.findIndex((line) => line.includes('\\"cause\\":\\"freed\\"'));
    const { seq } = JSON.parse(lines[at] as string) as StoredRecord;
    writeFileSync(out, lines.map((line, i) => (i === at ? line.replace('freed', 'fried') : line)).join('\n'));
    const changed = await frontdesk('verify', out);
    expect(changed.code).toBe(3);
    expect(changed.text).toContain(`hash  ${lane}/${seq}`);
    writeFileSync(out, [...lines.slice(0, at), 'no record', ...lines.slice(at + 1)].join('\n'));
    const gone = await frontdesk('verify', out);
    expect(gone.code).toBe(3);
    expect(gone.text).toContain(`line ${at + 1}`);
    expect(gone.text).toContain('sequence');
  });

  it('says what is missing', async () => {
    const empty = join(data, 'empty.jsonl');
    writeFileSync(empty, '\n');
    expect(await frontdesk('verify', empty)).toMatchObject({
      ...{ code: 2, said: [expect.stringMatching(/holds no record of a log; .*events export/)] },
    });
    expect(await frontdesk('verify', join(data, 'gone.jsonl'))).toMatchObject({ code: 2 });
    expect(await frontdesk('verify', empty, '--data', data)).toMatchObject({ code: 2 });
  });
});

describe('K3 frontdesk rebuild --check', () => {
  it('gives the same state from the journal alone as from snapshot and tail', async () => {
    const { code, text } = await frontdesk('rebuild', '--check');
    expect(text).toContain('All states are equal.');
    expect(code).toBe(0);
    const report = await rebuildCheck(url);
    expect(report).toMatchObject({ equal: true, lanes: [{ lane, snapshotSeq: expect.any(Number) }] });
  });

  it('exits with 3 when a snapshot tells another story', async () => {
    const { rows } = await pool.query<{ seq: string; body: string; hash: string }>(
      'SELECT seq, body, hash FROM assignment_queue.snapshot ORDER BY seq DESC LIMIT 1',
    );
    const { seq, body, hash } = rows[0] as { seq: string; body: string; hash: string };
    const forged = body.replace(/"arrivals":\d+/, '"arrivals":9999');
    const values = [forged, createHash('sha256').update(forged).digest('hex'), seq];
    const undo = `UPDATE assignment_queue.snapshot SET body = '${body}', hash = '${hash}' WHERE seq = ${seq}`;
    await tampered(
      'UPDATE assignment_queue.snapshot SET body = $1, hash = $2 WHERE seq = $3',
      undo,
      values,
      async () => {
        const { code, text } = await frontdesk('rebuild', '--check');
        expect(text).toContain('DIFFERENT');
        expect(code).toBe(3);
      },
    );
  });
});

describe('K1 frontdesk events', () => {
  it('exports every record of every service once, in an order in which the checker finds nothing', async () => {
    const out = join(data, 'export.jsonl');
    const { code, said } = await frontdesk('events', 'export', '--out', out);
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    const { rows } = await pool.query<{ count: string }>(
      `SELECT sum(n)::text AS count FROM (${SERVICES.map((s) => `SELECT count(*) n FROM ${schemaOf(s)}.record`).join(' UNION ALL ')}) x`,
    );
    expect({ code, said }).toEqual({ code: 0, said: [`${lines.length} records in ${out}`] });
    expect(String(lines.length)).toBe(rows[0]?.count);
    const times = lines.map((line) => (JSON.parse(line) as StoredRecord).at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect((await checkLog(lines)).findings).toEqual([]);
    const again: string[] = [];
    for await (const line of exportDatabase(url)) again.push(line);
    expect(again).toEqual(lines);
  });

  it('tails what is asked for, and shows what tail names', async () => {
    const tail = await frontdesk('events', 'tail', '-n', '3', '--type', 'conversation', '--json');
    const records = tail.out.map((line) => JSON.parse(line) as StoredRecord);
    expect(records.map(({ type }) => type)).toEqual(Array(3).fill('conversation.requested'));
    const [one] = records as [StoredRecord];
    const position = `${one.lane.service}/${one.lane.topic}/${one.lane.partition}/${one.seq}`;
    expect(await json('events', 'show', position)).toEqual(one);
    expect((await frontdesk('events', 'tail', '--conversation', one.stream ?? '')).text).toContain(
      'assignment.decided',
    );
  });

  it('follows what comes, until it is told to stop', async () => {
    const terminal = capturedTerminal();
    const stop = new AbortController();
    const running = runCli(['events', 'tail', '-n', '0', '--follow', '--topic', 'settings.events'], {
      ...{ terminal, env: { DATABASE_URL: url }, signal: stop.signal },
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const journal = createPostgresJournal({ pool, schema: 'settings', service: 'settings' });
    const meta = { actor: 'test', correlationId: 'test', causationId: null };
    const common = { id: 'note', topic: 'settings.events', key: 'other', workspace: 'other', at: Date.now(), meta };
    await journal.append({ records: [{ ...common, type: 'settings.noted', stream: 'note', data: {} }] });
    for (let n = 0; n < 100 && terminal.printed.length === 0; n++) await new Promise((r) => setTimeout(r, 50));
    stop.abort();
    expect(await running).toBe(0);
    expect(terminal.text()).toContain('settings.noted');
  });
});

describe('K1 frontdesk state and explain', () => {
  it('tell of the same moment by position and by time', async () => {
    const byPosition = await json<{ position: string; at: string }>('state', '--at', '60');
    expect(byPosition.position).toBe(`${lane}/60`);
    const byTime = await json<{ position: string; at: string }>('state', '--at', byPosition.at);
    // Several may have been decided in the same millisecond: then it is the last of them.
    expect(byTime.at).toBe(byPosition.at);
    expect((await frontdesk('state', '--at', '60')).text).toMatch(/agent +status +load/);
  });

  it('explain what was decided, in sentences', async () => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT substring(body from '"cause":"freed","conversationId":"([^"]+)"') AS id FROM assignment_queue.record
       WHERE body LIKE '%"cause":"freed"%' LIMIT 1`,
    );
    const { code, text } = await frontdesk('explain', rows[0]?.id ?? '');
    expect(code).toBe(0);
    expect(text).toMatch(/queued .*waits at place \d+/);
    expect(text).toMatch(/assigned .*when capacity became free/);
    const full = await frontdesk('explain', rows[0]?.id ?? '', '--table');
    expect(full.text).toMatch(/agent +status +load +not taken/);
  });

  it('D6b the full table at each decision, folded from the log, begins with whom the record names', async () => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT DISTINCT substring(body from '"conversationId":"([^"]+)"') AS id FROM assignment_queue.record
       WHERE body LIKE '%"type":"assigned"%' LIMIT 12`,
    );
    const seen = new Set<string>();
    for (const { id } of rows) {
      const { decisions } = await json<Explained>('explain', id, '--table');
      for (const { candidates, record } of decisions) {
        if (candidates === undefined || !('reason' in record.data)) continue;
        seen.add(record.type);
        const { reason } = record.data as { reason: Reason };
        const free = candidates.filter(({ notTaken }) => notTaken === null).map(({ agentId }) => agentId);
        if (reason.tieBreak !== 'named' && reason.candidates.length > 0)
          expect(free.slice(0, 6)).toEqual(reason.candidates.map(({ agentId }) => agentId));
        expect(candidates.filter(({ notTaken }) => notTaken === 'full')).toHaveLength(reason.excluded.full);
      }
    }
    expect(seen).toContain('assigned');
    expect(seen).toContain('queued');
  });
});

describe('exit codes', () => {
  it.each([
    [2, ['nonsense']],
    [2, ['events', 'show', 'nowhere']],
    [2, ['state', '--at', 'yesterday']],
    [2, ['rebuild']],
    [2, ['rebuild', '--check', '--write']],
    [2, ['rebuild', '--from', 'kafka', '--write']],
    [4, ['events', 'show', 'settings/settings.events/63/1']],
    [4, ['explain', 'c0']],
    [4, ['state', '--workspace', 'elsewhere']],
    [4, ['state', '--at', '999999']],
    [5, ['verify', '--database-url', 'postgres://postgres@127.0.0.1:1/frontdesk']],
    [4, ['verify', '--data', '/nowhere']],
  ])('%i for frontdesk %j, with one clear sentence', async (expected, args) => {
    const { code, out, said } = await frontdesk(...args);
    expect(code).toBe(expected);
    expect(out).toEqual([]);
    expect(said.join('\n').length).toBeGreaterThan(10);
    expect(said.join('\n')).not.toContain('    at ');
  });

  it('0 for help', async () => {
    expect(await frontdesk('--help')).toMatchObject({ code: 0, text: expect.stringContaining('frontdesk verify') });
  });
});

describe('a data folder', () => {
  it('is read beside the running product, and when nothing runs its database is started for the command', async () => {
    const run = async () => {
      const terminal = capturedTerminal();
      const code = await runCli(['rebuild', '--check', '--data', data], { terminal, env: {} });
      return { code, started: terminal.said.length > 0, text: terminal.text() };
    };
    expect(await run()).toMatchObject({ code: 0, started: false });
    await pool.end();
    await server.stop();
    const stopped = await run();
    expect(stopped).toMatchObject({ code: 0, started: true, text: expect.stringContaining('All states are equal.') });
    server = await startEmbeddedPostgres({ dir: join(data, 'postgres') });
    expect(server.attached).toBe(false);
    pool = open(server.url('frontdesk'));
  }, 60_000);
});
