// The options of a command of this repository: `--help` tells them, and one that is wrong ends it with what to do.
import { parseArgs } from 'node:util';

const USAGE = 2;

/**
 * @template Options
 * @param {string} help how the command is called, and what each option is
 * @param {import('node:util').ParseArgsConfig['options']} options
 * @param {(values: any) => Options} read throws where a value can't be used
 * @returns {Options} never returns when the command is called wrongly (exit code 2), or asked for help (0)
 */
export function optionsOf(help, options, read = (values) => values) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h', default: false } } });
    if (values.help) {
      process.stdout.write(`${help}\n`);
      process.exit(0);
    }
    return read(values);
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${help}\n`);
    process.exit(USAGE);
  }
}

/** @returns {number} what `--name` says. @throws when it is not above 0 */
export function positive(name, text) {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new Error(`--${name} ${text}: use a number above 0.`);
  return value;
}
