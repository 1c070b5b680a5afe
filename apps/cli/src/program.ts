// The command line as a function: arguments in, words to a terminal, an exit code out.
import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode } from './terminal/exit.js';
import type { Terminal } from './terminal/terminal.js';
import { configVerbs } from './verbs/config.js';
import { eventsVerbs } from './verbs/events.js';
import { explainVerb } from './verbs/explain.js';
import { hoursVerbs } from './verbs/hours.js';
import { parkedVerbs } from './verbs/parked.js';
import { rebuildVerb } from './verbs/rebuild.js';
import { stateVerb } from './verbs/state.js';
import { topicsVerbs } from './verbs/topics.js';
import { submissionsVerbs } from './verbs/submissions.js';
import { tellError, type VerbContext } from './verbs/verb.js';
import { verifyVerb } from './verbs/verify.js';
import { workspaceVerbs } from './verbs/workspace.js';

const examples = (name: string): string => `
Examples:
  ${name} events tail --follow --type conversation
  ${name} state --at 2026-03-01T09:30:00Z
  ${name} explain 01950000-0000-7000-8000-00000000c001
  ${name} verify
  ${name} events export --out log.jsonl
  ${name} verify log.jsonl
  ${name} config plan workspace.yaml
  ${name} hours explain --at 2026-12-24T15:00
  ${name} parked list
  ${name} submissions export --status all > submissions.csv
  ${name} workspace create shop --owner-email ana@example.com

It reads the running product's log, or starts the database of a stopped one for the time of the command.
No log is written but by rebuild --write and workspace create; config, hours and submissions ask the running product over its API. Exit codes: 0 ok, 1 failed, 2 usage, 3 differences, 4 not found, 5 unreachable.`;

export interface RunOptions {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

export async function runCli(args: readonly string[], options: RunOptions): Promise<ExitCode> {
  const { terminal, env, signal = new AbortController().signal } = options;
  let exitCode: ExitCode = EXIT.ok;
  const context: VerbContext = { terminal, env, signal, exit: (code) => (exitCode = code) };
  try {
    await programFor(context).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Asking for help is no mistake; commander has already said what is to be said.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return tellError(error, terminal);
  }
}

function programFor(context: VerbContext): Command {
  const { terminal, env } = context;
  // As it was typed: npm's script is the way in from a checkout.
  const name = env['npm_lifecycle_event'] === 'frontdesk' ? 'npm run -s frontdesk --' : 'frontdesk';
  const program = new Command(name)
    .description('Looks into the log of a reception, proves it, and keeps its configuration as a file.')
    .addHelpText('after', examples(name))
    .showHelpAfterError('(see --help)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    });
  eventsVerbs(program, context);
  stateVerb(program, context);
  explainVerb(program, context);
  verifyVerb(program, context);
  rebuildVerb(program, context);
  topicsVerbs(program, context);
  configVerbs(program, context);
  hoursVerbs(program, context);
  parkedVerbs(program, context);
  submissionsVerbs(program, context);
  workspaceVerbs(program, context);
  return program;
}
