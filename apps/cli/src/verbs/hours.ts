// `frontdesk hours explain | import`: open at an instant or not and why, and holidays from a calendar.
import { readFileSync } from 'node:fs';
import type { HoursImport, HoursOverride } from '@frontdesk/contracts';
import type { Command } from 'commander';
import { SettingsApi, type ApiOptions } from '../config/settings-api.js';
import { EXIT, usage } from '../terminal/exit.js';
import type { Terminal } from '../terminal/terminal.js';
import type { VerbContext } from './verb.js';

interface HoursOptions extends ApiOptions {
  readonly group?: string;
  readonly json?: true;
}

interface ExplainOptions extends HoursOptions {
  readonly at?: string;
}

interface ImportOptions extends HoursOptions {
  readonly yes?: true;
  readonly reason?: string;
}

export function hoursVerbs(program: Command, context: VerbContext): void {
  const hours = program.command('hours').description('The opening hours of a workspace or a group');
  const named = (name: string, description: string): Command =>
    hours
      .command(name)
      .description(description)
      .option('--group <id>', 'of this group; left out: of the workspace')
      .option('--url <url>', 'where the product is (or FRONTDESK_URL; default: http://localhost:3000)')
      .option('--key <key>', 'an API key with settings.read, to import settings.write (or FRONTDESK_API_KEY)')
      .option('--json', 'print JSON');
  named('explain', 'say whether it is open at an instant, what makes it so, and when that changes')
    .option('--at <time>', '2026-12-24T15:00 on the clock there, or with an offset or Z; left out: now')
    .action((options: ExplainOptions) => explain(options, context));
  named('import <file>', 'take holidays from an iCalendar file; only says what it would change, without --yes')
    .option('--yes', 'really change it')
    .option('--reason <text>', 'why, for the history')
    .action((path: string, options: ImportOptions) => importFile(path, options, context));
}

async function explain({ at, group, ...options }: ExplainOptions, { terminal, env, exit }: VerbContext): Promise<void> {
  const answer = await SettingsApi.from(options, env).explainHours({ at, group });
  await terminal.print(options.json ? JSON.stringify(answer) : answer.sentence);
  if (!options.json && group !== undefined && !answer.own) terminal.say(`${group} has the hours of the workspace.`);
  exit(EXIT.ok);
}

async function importFile(path: string, options: ImportOptions, { terminal, env, exit }: VerbContext): Promise<void> {
  const { yes, reason, group, json } = options;
  const answer = await SettingsApi.from(options, env).importHours({
    calendar: readCalendar(path),
    dryRun: yes !== true,
    ...(group === undefined ? {} : { groupId: group }),
    ...(reason === undefined ? {} : { reason }),
  });
  if (json) await terminal.print(JSON.stringify(answer));
  else await show(answer, terminal);
  const { added, changed, removed } = answer;
  const count = added.length + changed.length + removed.length;
  if (count === 0) terminal.say('Nothing to do.');
  else
    terminal.say(
      yes === true ? `Done: the hours are version ${answer.version} now.` : 'Nothing was changed: add --yes.',
    );
  exit(yes === true || count === 0 ? EXIT.ok : EXIT.differences);
}

async function show({ added, changed, removed, unchanged, notes }: HoursImport, terminal: Terminal): Promise<void> {
  const lines = [
    ...added.map((each) => `+ ${dayLine(each)}`),
    ...changed.map((each) => `~ ${dayLine(each)}`),
    ...removed.map((each) => `- ${dayLine(each)}`),
    ...(unchanged === 0 ? [] : [`= ${unchanged} as they are`]),
  ];
  if (lines.length > 0) await terminal.print(lines.join('\n'));
  for (const { uid, note } of notes) terminal.say(`${uid}: ${note}`);
}

function dayLine({ name, from, to, intervals, yearly }: HoursOverride): string {
  const days = from === to ? from : `${from} to ${to}`;
  const open = intervals.map(({ start, end }) => `${start}–${end}`).join(', ') || 'closed';
  return `${days}${yearly ? ', every year' : ''}: ${name} (${open})`;
}

function readCalendar(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw usage(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
