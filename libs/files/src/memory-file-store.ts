// Files in memory: for tests.
import { expectKey, type Bytes, type FileStore } from './port.js';

export class MemoryFileStore implements FileStore {
  private readonly files = new Map<string, readonly Uint8Array[]>();

  async put(key: string, bytes: Bytes): Promise<void> {
    expectKey(key);
    const parts: Uint8Array[] = [];
    for await (const part of bytes) parts.push(part.slice());
    this.files.set(key, parts);
  }

  get(key: string): Promise<Bytes | null> {
    const parts = this.files.get(key);
    return Promise.resolve(parts === undefined ? null : stream(parts));
  }

  remove(key: string): Promise<void> {
    this.files.delete(key);
    return Promise.resolve();
  }
}

async function* stream(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}
