// `npm run sim -- --seeds 2000 [--from N] [--again N]` runs that many worlds, every Nth of them twice: it must be the same
// world; `--seed N [--trace]` tells the story of one.
import { parseArgs } from 'node:util';
import { FAULT_KINDS, type FaultKind } from './faults.js';
import { runSeed, type Outcome } from './run-seed.js';
import { shrink } from './shrink.js';

/** As the other commands' for "the laws are broken"; 2 is a wrong call, 1 a fault of the program. */
const VIOLATED = 3;
const WRONG_CALL = 2;
const PROGRESS_MS = 2_000;
const USAGE = 'npm run sim -- [--seeds 2000] [--from 1] [--again 0] | --seed N [--trace]';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

interface Totals {
  seeds: number;
  again: number;
  steps: number;
  decisions: number;
  simulatedMs: number;
  readonly faults: Map<FaultKind, number>;
}

function add(totals: Totals, { steps, decisions, simulatedMs, faults }: Outcome): void {
  totals.seeds++;
  totals.steps += steps;
  totals.decisions += decisions;
  totals.simulatedMs += simulatedMs;
  for (const kind of FAULT_KINDS) totals.faults.set(kind, (totals.faults.get(kind) ?? 0) + faults[kind]);
}

async function many(from: number, seeds: number, againEvery: number): Promise<number> {
  const totals: Totals = { seeds: 0, again: 0, steps: 0, decisions: 0, simulatedMs: 0, faults: new Map() };
  const broken: Outcome[] = [];
  const began = performance.now();
  let told = began;
  for (let seed = from; seed < from + seeds; seed++) {
    const isTwice = againEvery > 0 && seed % againEvery === 0;
    const outcome = isTwice ? await twice(seed) : await runSeed(seed);
    add(totals, outcome);
    if (isTwice) totals.again++;
    if (outcome.violation) {
      broken.push(outcome);
      tell(`seed ${seed}: ${outcome.violation.law}: ${outcome.violation.text}`);
    }
    const now = performance.now();
    if (now - told < PROGRESS_MS) continue;
    told = now;
    const rate = (1_000 * totals.seeds) / (now - began);
    const left = Math.ceil((seeds - totals.seeds) / rate);
    tell(`${totals.seeds} of ${seeds} seeds, ${rate.toFixed(1)} a second, ${left} s left, ${broken.length} violations`);
  }
  table(totals, broken, (performance.now() - began) / 1_000);
  return broken.length === 0 ? 0 : VIOLATED;
}

/** A world that is another one the second time breaks the first law of all. */
async function twice(seed: number): Promise<Outcome> {
  const outcome = await runSeed(seed);
  const { checksum } = await runSeed(seed);
  if (outcome.violation || checksum === outcome.checksum) return outcome;
  return { ...outcome, violation: { law: 'history', text: `${outcome.checksum}, and then ${checksum}` } };
}

function table(totals: Totals, broken: readonly Outcome[], seconds: number): void {
  const rows: readonly (readonly [string, string | number])[] = [
    ['seeds', totals.seeds],
    ['of them twice', totals.again],
    ['seconds', seconds.toFixed(1)],
    ['steps', totals.steps],
    ['decisions', totals.decisions],
    ['simulated hours', (totals.simulatedMs / 3_600_000).toFixed(1)],
    ...[...totals.faults].map(([kind, count]) => [`fault: ${kind}`, count] as const),
    ['violations', broken.length],
  ];
  for (const [name, value] of rows) say(`${name.padEnd(26)}${String(value).padStart(10)}`);
  for (const { seed } of broken) say(`repeat it: npm run sim -- --seed ${seed} --trace`);
}

async function one(seed: number, trace: boolean): Promise<number> {
  const outcome = await runSeed(seed, { trace });
  for (const line of outcome.trace) say(line);
  const { steps, decisions, checksum, violation } = outcome;
  say(`seed ${seed}: ${steps} steps, ${decisions} decisions, checksum ${checksum}`);
  if (violation === null) return 0;
  say(`broken: ${violation.law}: ${violation.text}`);
  const shrunk = await shrink(seed);
  if (shrunk !== null)
    say(
      `also in ${shrunk.outcome.steps} steps with ${shrunk.deeds ?? 'all'} deeds, without: ${shrunk.without.join(', ')}`,
    );
  return VIOLATED;
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { seeds: text, from: text, again: text, seed: text, trace: { type: 'boolean' } } as const;
  const { values } = parseArgs({ options });
  const number = (given: string | undefined, otherwise: number): number => {
    const value = given === undefined ? otherwise : Number(given);
    if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`${given} is no number`);
    return value;
  };
  if (values.seed !== undefined) return one(number(values.seed, 0), values.trace ?? false);
  return many(number(values.from, 1), number(values.seeds, 2_000), number(values.again, 0));
}

try {
  process.exitCode = await main();
} catch (error) {
  const wrongCall = error instanceof TypeError;
  tell(wrongCall ? `${error.message}\n${USAGE}` : String(error instanceof Error ? error.stack : error));
  process.exitCode = wrongCall ? WRONG_CALL : 1;
}
