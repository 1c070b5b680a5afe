// The number of the data folder's format: old programs must not touch a folder that a newer one has written.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'VERSION';

export type FormatState =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'current'; readonly format: number }
  | { readonly kind: 'needs_migration'; readonly found: number; readonly wanted: number };

export class FormatTooNew extends Error {
  constructor(dir: string, found: number, known: number) {
    super(
      `the data folder ${dir} has format ${found}, written by a newer Frontdesk; this one knows format ${known}. ` +
        'Start the newer version, or choose another folder. Nothing was changed.',
    );
    this.name = 'FormatTooNew';
  }
}

export function readFormat(dir: string, wanted: number): FormatState {
  const file = join(dir, FILE);
  if (!existsSync(file)) return { kind: 'fresh' };
  const text = readFileSync(file, 'utf8').trim();
  if (!/^\d+$/.test(text)) throw new Error(`${file} should hold the folder's format number, but holds "${text}"`);
  const found = Number(text);
  if (found > wanted) throw new FormatTooNew(dir, found, wanted);
  return found === wanted ? { kind: 'current', format: found } : { kind: 'needs_migration', found, wanted };
}

/** Written beside and renamed, so that a crash leaves the old number or the new one, never half of it. */
export function writeFormat(dir: string, format: number): void {
  const beside = join(dir, `${FILE}.${process.pid}`);
  writeFileSync(beside, `${format}\n`);
  renameSync(beside, join(dir, FILE));
}
