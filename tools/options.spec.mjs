// A command that is called wrongly says what to do; asked for help it says how it is called.
import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const MODULE = pathToFileURL(join(import.meta.dirname, 'options.mjs')).href;
const PROGRAM = `
  import { optionsOf, positive } from '${MODULE}';
  const options = { minutes: { type: 'string', default: '2' }, json: { type: 'boolean', default: false } };
  const read = ({ minutes, json }) => ({ minutes: positive('minutes', minutes), json });
  process.stdout.write(JSON.stringify(optionsOf('walk [--minutes n] [--json]', options, read)));
`;

/** How a program ends that reads its options so. */
const called = (...args) =>
  new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '--eval', PROGRAM, '--', ...args], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

describe('options', () => {
  it('are what was said, and the defaults of the others', async () => {
    const { code, stdout } = await called('--minutes', '0.5');
    expect({ code, said: JSON.parse(stdout) }).toEqual({ code: 0, said: { minutes: 0.5, json: false } });
  });

  it.each(['--help', '-h'])('%s tells how the command is called, and that is no failure', async (asked) => {
    expect(await called(asked, '--minutes', 'x')).toEqual({
      code: 0,
      stdout: 'walk [--minutes n] [--json]\n',
      stderr: '',
    });
  });

  it.each([
    [['--hours', '2'], '--hours'],
    [['--minutes', '0'], '--minutes 0: use a number above 0.'],
    [['--minutes', 'soon'], '--minutes soon: use a number above 0.'],
    [['--minutes', 'Infinity'], '--minutes Infinity: use a number above 0.'],
    [['fast'], 'fast'],
  ])('%j ends with exit code 2, what is wrong, and how the command is called', async (args, fault) => {
    const { code, stdout, stderr } = await called(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(fault);
    expect(stderr).toContain('walk [--minutes n] [--json]');
  });
});
