// The product's data folder: held by one process at a time, and of a format that this program knows.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockFolder } from './folder-lock.js';
import { readFormat, writeFormat, type FormatState } from './format.js';

/** Raised when the folder's layout changes in a way that an older program would misread. */
const FORMAT = 1;

export interface AcquireOptions {
  readonly format?: number;
}

export interface DataFolder {
  readonly dir: string;
  /** Where PostgreSQL keeps its files: apart from ours, because it may belong to another user. */
  readonly postgresDir: string;
  readonly format: FormatState;
  /** To be called once a fresh folder is filled, or an older one is migrated. */
  readonly markCurrent: () => void;
  readonly release: () => void;
}

export async function acquireDataFolder(path: string, options: AcquireOptions = {}): Promise<DataFolder> {
  const dir = resolve(path);
  const wanted = options.format ?? FORMAT;
  mkdirSync(dir, { recursive: true });
  const release = await lockFolder(dir);
  try {
    const format = readFormat(dir, wanted);
    return { dir, postgresDir: join(dir, 'postgres'), format, markCurrent: () => writeFormat(dir, wanted), release };
  } catch (error) {
    release();
    throw error;
  }
}
