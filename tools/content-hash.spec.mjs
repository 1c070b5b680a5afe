// Staleness goes by content alone.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHash, filesOf, markOf } from './content-hash.mjs';

let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'frontdesk-hash-'));
  mkdirSync(join(dir, 'src/dist'), { recursive: true });
  writeFileSync(join(dir, 'src/a.ts'), 'one');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const hash = () => contentHash(filesOf(join(dir, 'src')));

describe('the hash of sources', () => {
  it('stays when files are only touched, or output is written', () => {
    const before = hash();
    utimesSync(join(dir, 'src/a.ts'), new Date(0), new Date(0));
    writeFileSync(join(dir, 'src/dist/a.js'), 'built');
    expect(hash()).toBe(before);
  });

  it('changes with a content, a new file, and a new name', () => {
    const seen = new Set([hash()]);
    writeFileSync(join(dir, 'src/a.ts'), 'two');
    seen.add(hash());
    writeFileSync(join(dir, 'src/b.ts'), '');
    seen.add(hash());
    rmSync(join(dir, 'src/b.ts'));
    writeFileSync(join(dir, 'src/c.ts'), '');
    seen.add(hash());
    expect(seen.size).toBe(4);
  });
});

describe('the mark of a build', () => {
  it('is what was written last, until it is cleared', () => {
    const mark = markOf(dir, 'server');
    expect(mark.read()).toBeUndefined();
    mark.write('x');
    expect(markOf(dir, 'server').read()).toBe('x');
    mark.clear();
    expect(mark.read()).toBeUndefined();
  });
});
