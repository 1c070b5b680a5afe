// Files in memory and in a folder keep the contract.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { FolderFileStore, MemoryFileStore } from './index.js';
import { FILES_CONTRACT } from './testing/index.js';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-files-'));
  folders.push(folder);
  return folder;
}

describe('files in memory', () => {
  for (const { name, run } of FILES_CONTRACT) test(name, () => run(new MemoryFileStore()));
});

describe('files in a folder', () => {
  for (const { name, run } of FILES_CONTRACT) test(name, async () => run(new FolderFileStore(await newFolder())));

  test('F7b leave no draft behind when they break off', async () => {
    const folder = await newFolder();
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('half'));
      throw new Error('cut');
    };
    await expect(new FolderFileStore(folder).put('key-1', bytes())).rejects.toThrow('cut');
    expect(await readdir(join(folder, '-1'))).toEqual([]);
  });
});
