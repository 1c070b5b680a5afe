// The folder of a test run is gone when the run is, also when it could not tidy up by itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const place = mkdtempSync(join(tmpdir(), 'scratch-'));
afterAll(() => rmSync(place, { recursive: true }));

/** What a program says that uses a scratch folder below `place`. */
function say(expression) {
  const program = `import { useScratch } from ${JSON.stringify(join(import.meta.dirname, 'scratch.mjs'))};
    import { existsSync } from 'node:fs'; import { tmpdir } from 'node:os';
    const scratch = useScratch(); process.stdout.write(String(${expression}));`;
  const options = { env: { ...process.env, TMPDIR: place }, encoding: 'utf8' };
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], options);
}

describe('the scratch folder', () => {
  it('is the temporary folder of what is started then, and goes with the run', () => {
    expect(say('existsSync(scratch) && tmpdir() === scratch')).toBe('true');
    const scratch = say('scratch');
    expect(scratch.startsWith(join(place, 'frontdesk-tests-'))).toBe(true);
    expect(existsSync(scratch)).toBe(false);
  });

  it('of a run that was killed goes with the next, that of a run which goes on does not', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const [dead, living] = [pid, process.pid].map((one) => join(place, `frontdesk-tests-${one}`));
    for (const folder of [dead, living]) mkdirSync(folder);
    say('scratch');
    expect([dead, living].map(existsSync)).toEqual([false, true]);
  });
});
