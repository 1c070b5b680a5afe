// What every store of files must do, as cases that any test runner can run: `test(name, () => run(store))`.
import assert from 'node:assert/strict';
import type { Bytes, FileStore } from '../port.js';

export interface FilesCase {
  readonly name: string;
  /** @param store empty */
  run(store: FileStore): Promise<void>;
}

const KEY = '01950000-0000-7000-8000-0000000000f1';
const OTHER = '01950000-0000-7000-8000-0000000000f2';

async function* parts(...all: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of all) yield await Promise.resolve(Buffer.from(part));
}

async function* broken(...all: readonly string[]): AsyncGenerator<Uint8Array> {
  yield* parts(...all);
  throw new Error('the line is cut');
}

async function read(bytes: Bytes | null): Promise<Buffer | null> {
  if (bytes === null) return null;
  const found: Uint8Array[] = [];
  for await (const part of bytes) found.push(part);
  return Buffer.concat(found);
}
const textOf = async (store: FileStore, key = KEY) => (await read(await store.get(key)))?.toString('utf8') ?? null;

export const FILES_CONTRACT: readonly FilesCase[] = [
  {
    name: 'F7b what was put is what is got, byte by byte, however it came',
    async run(store) {
      const all = Uint8Array.from({ length: 256 }, (_, i) => i);
      await store.put(KEY, parts(all.subarray(0, 1), all.subarray(1, 200), all.subarray(200)));
      assert.deepEqual(await read(await store.get(KEY)), Buffer.from(all));
      assert.deepEqual(await read(await store.get(KEY)), Buffer.from(all));
    },
  },
  {
    name: 'F7b more than fits into one part',
    async run(store) {
      const size = 17 * 1024 * 1024;
      const block = Buffer.alloc(1024 * 1024, 'x');
      await store.put(KEY, parts(...Array.from({ length: 17 }, () => block)));
      assert.equal((await read(await store.get(KEY)))?.length, size);
    },
  },
  {
    name: 'F7b nothing at all is a file, too',
    async run(store) {
      await store.put(KEY, parts());
      assert.equal(await textOf(store), '');
    },
  },
  {
    name: 'F7b what was never put is not there, and a neighbour does not count',
    async run(store) {
      assert.equal(await store.get(KEY), null);
      await store.put(KEY, parts('mine'));
      assert.equal(await store.get(OTHER), null);
    },
  },
  {
    name: 'F7b what breaks off leaves nothing',
    async run(store) {
      await assert.rejects(store.put(KEY, broken('half')), /the line is cut/);
      assert.equal(await store.get(KEY), null);
      const much = 'x'.repeat(9 * 1024 * 1024);
      await assert.rejects(store.put(KEY, broken(much, much)), /the line is cut/);
      assert.equal(await store.get(KEY), null);
    },
  },
  {
    name: 'F7b what breaks off leaves what was there before',
    async run(store) {
      await store.put(KEY, parts('before'));
      await assert.rejects(store.put(KEY, broken('after')));
      assert.equal(await textOf(store), 'before');
      await store.put(KEY, parts('after'));
      assert.equal(await textOf(store), 'after');
    },
  },
  {
    name: 'F7b removed is gone, twice is once',
    async run(store) {
      await store.put(KEY, parts('gone'));
      await store.remove(KEY);
      await store.remove(KEY);
      assert.equal(await store.get(KEY), null);
    },
  },
  {
    name: 'F7b no key leads elsewhere',
    async run(store) {
      for (const key of ['../secret', 'a/b/c/d', '.', '', 'x'.repeat(101), 'nul\u0000nul']) {
        await assert.rejects(store.put(key, parts('x')), /key/);
      }
    },
  },
];
