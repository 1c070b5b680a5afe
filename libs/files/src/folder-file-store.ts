// Files in a folder, of this machine or shared by several: written beside, made durable, then moved to their place, so
// that nobody ever reads half of one.
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expectKey, type Bytes, type FileStore } from './port.js';

export class FolderFileStore implements FileStore {
  constructor(private readonly folder: string) {}

  async put(key: string, bytes: Bytes): Promise<void> {
    const [folder, place] = this.placeOf(key);
    await mkdir(folder, { recursive: true });
    const draft = `${place}.${randomBytes(6).toString('hex')}.part`;
    try {
      await written(draft, bytes);
      await rename(draft, place);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await made(folder);
  }

  async get(key: string): Promise<Bytes | null> {
    const [, place] = this.placeOf(key);
    try {
      const file = await open(place, 'r');
      return file.createReadStream();
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.placeOf(key)[1], { force: true });
  }

  /** Not all in one folder: the end of a key is what differs most. */
  private placeOf(key: string): readonly [folder: string, place: string] {
    expectKey(key);
    const folder = join(this.folder, key.slice(-2));
    return [folder, join(folder, key)];
  }
}

async function written(path: string, bytes: Bytes): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const part of bytes) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The name of a new file is durable with its folder only. */
async function made(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
