// B14: the configuration as a file, with the real command against the running product.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { QueueDocument } from '@frontdesk/contracts';
import { parse, stringify } from 'yaml';
import { api, tokenOf, type Api } from '../harness/api.js';
import { runtimeWanted, startOn, type RunningProduct } from '../harness/runtimes.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(120_000);

const MAIN = resolve(import.meta.dirname, '../../dist/frontdesk.js');

let product: RunningProduct;
let ada: Api;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-config-'));
  product = await startOn(runtimeWanted());
  ada = api(product.url, await tokenOf(product.url, 'ada'));
});

afterAll(async () => {
  await product.remove();
  rmSync(folder, { recursive: true, force: true });
});

const frontdesk = (...args: readonly string[]) => {
  const env = { ...process.env, FRONTDESK_URL: product.url, FRONTDESK_API_KEY: ada.token ?? '', NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'config', ...args], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
};

type File = { queue: QueueDocument; agents: Record<string, unknown>; settingsVersion?: number };
const write = (name: string, file: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof file === 'string' ? file : stringify(file));
  return path;
};
const exported = (): File => parse(frontdesk('export').stdout) as File;

describe('B14a B14b B14c frontdesk config', () => {
  it('what was exported asks for nothing, as YAML and as JSON', () => {
    const yaml = write('whole.yaml', frontdesk('export').stdout);
    expect(frontdesk('plan', yaml)).toEqual({ status: 0, stdout: '', stderr: 'Nothing to do.\n' });
    const json = write('whole.json', frontdesk('export', '--json').stdout);
    expect(frontdesk('apply', json, '--yes')).toEqual({ status: 0, stdout: '', stderr: 'Nothing to do.\n' });
    expect(parse(readFileSync(yaml, 'utf8'))).toEqual(JSON.parse(readFileSync(json, 'utf8')));
  });

  it('says what it would change, changes it only when told to, and then asks for nothing', async () => {
    const file = exported();
    const path = write('more.yaml', { ...file, queue: { ...file.queue, maxLength: 31 } });
    const dry = frontdesk('apply', path);
    expect(dry.stdout).toBe('~ queue\n    /maxLength: 20 → 31\n');
    expect(dry).toMatchObject({ status: 3, stderr: '1 document would be changed.\nNothing was changed: add --yes.\n' });
    expect(frontdesk('plan', path).status).toBe(3);
    expect(exported()).toEqual(file);
    const done = frontdesk('apply', path, '--yes', '--reason', 'Autumn');
    expect(done.stderr).toMatch(/^1 document changed; the settings are version \d+ now\.\n$/);
    const history = await ada.get<{ data: { reason: string }[] }>('/v1/settings/queue/history');
    expect(history.data[0]).toMatchObject({ reason: 'Autumn', changed: ['/maxLength'] });
    expect(frontdesk('apply', path, '--yes')).toMatchObject({ status: 0, stderr: 'Nothing to do.\n' });
  });

  it('refuses a file of older settings, and one with faults, and changes nothing', async () => {
    const file = exported();
    await ada.change<QueueDocument>('queue', { maxLength: 12 });
    const stale = frontdesk(
      'apply',
      write('stale.yaml', { ...file, queue: { ...file.queue, maxLength: 13 } }),
      '--yes',
    );
    expect(stale).toMatchObject({ status: 1, stdout: '' });
    expect(stale.stderr).toMatch(/made from settings version \d+, but there is \d+ now/);
    const wrong = { ...file, agents: { ...file.agents, zoe: { name: 'Zoe' } }, settingsVersion: undefined };
    const faulty = frontdesk('apply', write('faulty.yaml', wrong), '--yes');
    expect(faulty).toMatchObject({ status: 1, stdout: '' });
    expect(faulty.stderr).toContain('\n  /agents/zoe/email: is required\n');
    expect(exported().queue.maxLength).toBe(12);
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ['no file', ['plan'], 2, /missing required argument/],
    ['a file that is not there', ['plan', 'nowhere.yaml'], 2, /nowhere\.yaml can't be read/],
    ['an address that is none', ['export', '--url', 'localhost'], 2, /use an address like/],
    ['nobody at the address', ['export', '--url', 'http://127.0.0.1:9'], 5, /does not answer/],
    ['a key that is none', ['export', '--key', 'x'], 1, /./],
  ])('%s: a sentence and an exit code', (_, args, status, says) => {
    const answer = frontdesk(...args);
    expect(answer.status).toBe(status);
    expect(answer.stderr).toMatch(says);
    expect(answer.stderr).not.toMatch(/\n\s+at /);
  });

  it('a file that is no YAML is told where', () => {
    const answer = frontdesk('plan', write('broken.yaml', 'queue: {\n  enabled: true\nagents: ['));
    expect(answer.status).toBe(1);
    expect(answer.stderr).toMatch(/broken\.yaml can't be read: .*line \d/);
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('config', product);
  });
});
