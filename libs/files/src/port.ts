// Where the bytes of files are kept: outside of the log, under a key that nobody chooses who uploads.
import { assert } from '@frontdesk/kernel';

export type Bytes = AsyncIterable<Uint8Array>;

export interface FileStore {
  /**
   * Keeps all of it, or nothing: when it resolves the bytes are durable, when it rejects (also because `bytes` does)
   * there is nothing under the key, or what was there before. The same key again replaces.
   */
  put(key: string, bytes: Bytes): Promise<void>;
  /** Null: there is nothing under this key. */
  get(key: string): Promise<Bytes | null>;
  /** What is not there is removed already. */
  remove(key: string): Promise<void>;
}

/** No key ever leads out of its folder or bucket. */
export function expectKey(key: string): void {
  assert(/^[A-Za-z0-9_-]{4,100}$/.test(key), 'the key of a file has letters, digits, - and _ alone');
}
