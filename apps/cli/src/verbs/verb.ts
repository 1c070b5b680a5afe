// What all verbs have in common: where to read, how to print, and which errors mean which exit code.
import { Unavailable } from '@frontdesk/journal';
import { type Command, Option } from 'commander';
import { locate, type Where } from '../database/locate.js';
import { openLog, type OpenLog } from '../database/open-log.js';
import { CliError, EXIT, type ExitCode } from '../terminal/exit.js';
import type { Terminal } from '../terminal/terminal.js';

export interface VerbOptions extends Where {
  readonly json?: true;
}

export interface VerbContext {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Stops `--follow`, and ends a database that was started for the command. */
  readonly signal: AbortSignal;
  /** The verb's answer to the shell. */
  readonly exit: (code: ExitCode) => void;
}

export type Work<Options> = (log: OpenLog, options: Options, context: VerbContext) => Promise<ExitCode>;

export function verb(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .addOption(new Option('--data <folder>', 'the data folder (default: .data, or FRONTDESK_DATA)'))
    .addOption(
      new Option('--database-url <url>', 'a PostgreSQL database instead (or DATABASE_URL); once for each').argParser(
        (url: string, before: readonly string[] = []) => [...before, url],
      ),
    )
    .option('--json', 'print JSON');
}

/** Opens the log for the time of the work, and closes everything whatever happens. */
export async function withLog<Options extends VerbOptions>(
  options: Options,
  context: VerbContext,
  work: Work<Options>,
): Promise<void> {
  const { terminal, env } = context;
  const located = await locate(options, env, (text) => terminal.say(text));
  try {
    const log = await openLog(located.urls);
    try {
      context.exit(await work(log, options, context));
    } finally {
      await log.close();
    }
  } finally {
    await located.close();
  }
}

/** One sentence for what a person can act on; a stack for what is a bug of ours. */
export function tellError(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CliError) {
    terminal.say(error.message);
    return error.exitCode;
  }
  if (error instanceof Error && error.name === 'AbortError') {
    terminal.say('Interrupted.');
    return EXIT.failed;
  }
  if (error instanceof Unavailable) {
    terminal.say(`The database does not answer: ${error.message}`);
    return EXIT.unreachable;
  }
  terminal.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.failed;
}
