// `npm run demo`: traffic for the running product.
import { Command, InvalidArgumentError, Option } from 'commander';
import { setMaxListeners } from 'node:events';
import { EXIT } from '../terminal/exit.js';
import { processTerminal } from '../terminal/terminal.js';
import { tellError } from '../verbs/verb.js';
import { runDemo, type DemoOptions } from './run-demo.js';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, min: 60_000, h: 3_600_000 };

function rate(text: string): number {
  const [, many, unit] = /^(\d+(?:\.\d+)?)\/(s|min|h)$/.exec(text) ?? [];
  const perMs = Number(many) / (UNITS[unit ?? ''] ?? Number.NaN);
  if (!(perMs > 0)) throw new InvalidArgumentError('Write a rate such as 6/min, 1/s or 90/h.');
  return perMs;
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}

interface Options {
  readonly url: string;
  readonly rate: number;
  readonly patience: number;
  readonly number: number;
  readonly seed: number;
  readonly agents: boolean;
}

const terminal = processTerminal(process.env);
const over = new AbortController();
// Every visitor listens for the end.
setMaxListeners(0, over.signal);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => (over.signal.aborted ? process.exit(130) : over.abort()));
}

const program = new Command('demo')
  .description('Visitors who come, wait, write and leave, and two agents who answer them.')
  .option('--url <origin>', 'where the product runs', process.env['PUBLIC_URL'] ?? 'http://localhost:3000')
  .addOption(
    new Option('--rate <n/unit>', 'how many come: 6/min, 1/s, 90/h').argParser(rate).default(rate('6/min'), '6/min'),
  )
  .option('--patience <seconds>', 'how long they wait for an agent, half of it to half more', whole, 120)
  .option('--number <n>', 'how many come in all', whole, 30)
  .option('--seed <n>', 'the same seed, the same visitors', whole, 7)
  .option('--no-agents', 'leave the answers to you in the workbench')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage));

try {
  const { rate: perMs, patience, ...options } = program.parse().opts<Options>();
  const demo: DemoOptions = { ...options, perMs, patienceMs: patience * 1_000 };
  const tally = await runDemo(demo, terminal, over.signal);
  await terminal.print(`\n${tally.print(terminal)}`);
  process.exitCode = tally.failed > 0 ? EXIT.failed : EXIT.ok;
} catch (error) {
  process.exitCode = tellError(error, terminal);
}
