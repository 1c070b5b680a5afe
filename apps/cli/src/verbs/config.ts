// `frontdesk config export | plan | apply`: the whole configuration of a workspace as one file, kept wherever files are.
import type { ConfigPlan } from '@frontdesk/contracts';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { readConfigFile } from '../config/read-file.js';
import { SettingsApi, type ApiOptions } from '../config/settings-api.js';
import { counted, planLines } from '../config/show-plan.js';
import { EXIT } from '../terminal/exit.js';
import type { VerbContext } from './verb.js';

interface ConfigOptions extends ApiOptions {
  readonly json?: true;
}

interface ApplyOptions extends ConfigOptions {
  readonly yes?: true;
  readonly overwrite?: true;
  readonly reason?: string;
}

export function configVerbs(program: Command, context: VerbContext): void {
  const config = program.command('config').description('The whole configuration of a workspace as one file');
  const named = (name: string, description: string): Command =>
    config
      .command(name)
      .description(description)
      .option('--url <url>', 'where the product is (or FRONTDESK_URL; default: http://localhost:3000)')
      .option('--key <key>', 'an API key with settings.read, to apply also settings.write (or FRONTDESK_API_KEY)')
      .option('--json', 'print JSON');
  named('export', 'print it, as YAML').action((options: ConfigOptions) => exportConfig(options, context));
  named('plan <file>', 'say what a file would change; exit code 3 when it would change anything').action(
    (path: string, options: ConfigOptions) => plan(path, options, context),
  );
  named(
    'apply <file>',
    'make the workspace like the file, all of it or nothing; only says what it would, without --yes',
  )
    .option('--yes', 'really change it')
    .option('--overwrite', 'also when the settings have changed since the file was exported')
    .option('--reason <text>', 'why, for the history')
    .action((path: string, options: ApplyOptions) => apply(path, options, context));
}

async function exportConfig(options: ConfigOptions, { terminal, env, exit }: VerbContext): Promise<void> {
  const file = await SettingsApi.from(options, env).export();
  await terminal.print(options.json ? JSON.stringify(file, null, 2) : stringify(file, { lineWidth: 0 }).trimEnd());
  exit(EXIT.ok);
}

async function plan(path: string, options: ConfigOptions, context: VerbContext): Promise<void> {
  const api = SettingsApi.from(options, context.env);
  const answer = await api.plan(readConfigFile(path));
  await show(answer, options, context);
  const count = answer.changes.length;
  context.terminal.say(count === 0 ? 'Nothing to do.' : `${counted(count)} would be changed.`);
  context.exit(count === 0 ? EXIT.ok : EXIT.differences);
}

async function apply(path: string, options: ApplyOptions, context: VerbContext): Promise<void> {
  const { terminal, env, exit } = context;
  if (options.yes !== true) {
    await plan(path, options, context);
    terminal.say('Nothing was changed: add --yes.');
    return;
  }
  const { overwrite = false, reason } = options;
  const api = SettingsApi.from(options, env);
  const answer = await api.apply({
    file: readConfigFile(path),
    overwrite,
    ...(reason === undefined ? {} : { reason }),
  });
  await show(answer, options, context);
  const count = answer.changes.length;
  const version = `the settings are version ${answer.settingsVersion} now`;
  terminal.say(count === 0 ? 'Nothing to do.' : `${counted(count)} changed; ${version}.`);
  exit(EXIT.ok);
}

async function show(answer: ConfigPlan, { json }: ConfigOptions, { terminal }: VerbContext): Promise<void> {
  if (json) return terminal.print(JSON.stringify(answer));
  const lines = planLines(terminal, answer);
  if (lines.length > 0) await terminal.print(lines.join('\n'));
}
