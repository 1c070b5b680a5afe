// `npm run bench`: every figure beside its limit, measured in the same run. Ratios speak; machines differ.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale } from '../tools/build.mjs';
import { optionsOf } from '../tools/options.mjs';

const HELP = `npm run bench -- [--only <suites>] [--json]
  --only  folders of suites, such as assign,routing; what takes minutes runs only where it is named: takeover
  --json  every figure as a line of JSON, instead of a table`;

const { json, wanted } = optionsOf(
  HELP,
  { json: { type: 'boolean', default: false }, only: { type: 'string' } },
  ({ json, only }) => ({ json, wanted: only?.split(',') }),
);
const say = (line) => process.stderr.write(`${line}\n`);

/** Suites are the files of the folders here that export `run`; the others are their parts. */
async function suites() {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const found = [];
  for (const { name: folder } of folders) {
    if (wanted ? !wanted.includes(folder) : ONLY_NAMED.has(folder)) continue;
    for (const file of readdirSync(join(import.meta.dirname, folder)).filter((name) =>
      SUITES.has(`${folder}/${name}`),
    )) {
      const { run } = await import(`./${folder}/${file}`);
      found.push({ name: `${folder}/${file.replace('.mjs', '')}`, run });
    }
  }
  return found;
}

const SUITES = new Set([
  'assign/next.mjs',
  'assign/page.mjs',
  'bus/publish.mjs',
  'bus/subscribe.mjs',
  'distributed/handover.mjs',
  'engine/seal.mjs',
  'journal/append.mjs',
  'forecast/days.mjs',
  'rebuild/lane.mjs',
  'routing/decisions.mjs',
  'takeover/lane.mjs',
]);

const ONLY_NAMED = new Set(['takeover']);

await buildStale({ log: say });
const figures = [];
let broken = false;
for (const { name, run } of await suites()) {
  say(`${name} …`);
  try {
    figures.push(...(await run()));
  } catch (error) {
    broken = true;
    say(`${name} broke: ${error.stack ?? error}`);
  }
}
if (json) for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`);
else process.stdout.write(table(figures));
process.exit(broken ? 1 : 0);

function table(rows) {
  const cells = rows.map(({ name, value, unit, limit, ratio, goal, ok, n }) => [
    name,
    text(value),
    unit,
    text(limit),
    text(ratio),
    text(goal),
    goal === null ? '' : ok ? 'ok' : 'MISSED',
    text(n),
  ]);
  const all = [['figure', 'value', 'unit', 'limit', 'ratio', 'goal', '', 'n'], ...cells];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return `${all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}

function text(value) {
  if (value === null || value === undefined) return '';
  return typeof value === 'number' && Math.abs(value) < 100
    ? String(Number(value.toPrecision(3)))
    : String(typeof value === 'number' ? Math.round(value) : value);
}
