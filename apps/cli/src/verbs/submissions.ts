// `frontdesk submissions export`: the messages that were left, as a file for a spreadsheet or a program.
import { Option, type Command } from 'commander';
import { SettingsApi, type ApiOptions } from '../config/settings-api.js';
import { EXIT } from '../terminal/exit.js';
import type { VerbContext } from './verb.js';

const FILTERS = ['status', 'q', 'group', 'agent', 'from', 'to'] as const;

type ExportOptions = ApiOptions & { readonly format: string; readonly json?: true } & {
  readonly [Filter in (typeof FILTERS)[number]]?: string;
};

export function submissionsVerbs(program: Command, context: VerbContext): void {
  program
    .command('submissions')
    .description('The messages that visitors have left')
    .command('export')
    .description('print all that a filter finds, the newest first')
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
    .option('--json', 'as --format json')
    .option('--status <status>', 'open, confirmed, accepted, closed or all (default: open)')
    .option('--q <words>', 'only those in which all these words stand')
    .option('--group <id>', 'only those of a group')
    .option('--agent <id>', 'only those of an agent; none: those that nobody has')
    .option('--from <time>', 'received then or later (ISO 8601)')
    .option('--to <time>', 'received before then (ISO 8601)')
    .option('--url <url>', 'where the product is (or FRONTDESK_URL; default: http://localhost:3000)')
    .option('--key <key>', 'an API key with submission.export (or FRONTDESK_API_KEY)')
    .action((options: ExportOptions) => exportSubmissions(options, context));
}

async function exportSubmissions(options: ExportOptions, { terminal, env, exit }: VerbContext): Promise<void> {
  const query = new URLSearchParams({ format: options.json ? 'json' : options.format });
  for (const filter of FILTERS) if (options[filter] !== undefined) query.set(filter, options[filter]);
  const text = await SettingsApi.from(options, env).text(`/v1/submissions/export?${query.toString()}`);
  await terminal.print(text.trimEnd());
  exit(EXIT.ok);
}
