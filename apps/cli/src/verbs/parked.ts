// `frontdesk parked list | show | replay | discard`: what no handler could take in. Nothing is changed without --yes.
import type { Command } from 'commander';
import { locate } from '../database/locate.js';
import { ParkedTables, type ParkedContent } from '../database/parked-rows.js';
import { EXIT, usage } from '../terminal/exit.js';
import { table } from '../terminal/table.js';
import { verb, type VerbContext, type VerbOptions } from './verb.js';

interface ParkedOptions extends VerbOptions {
  readonly all?: true;
  readonly yes?: true;
}

type Change = (tables: ParkedTables, name: string) => Promise<void>;

export function parkedVerbs(program: Command, context: VerbContext): void {
  const parked = program.command('parked').description('events that were set aside: look at them, replay, discard');
  verb(parked, 'list', 'what is parked or held behind it')
    .option('--all', 'also what is settled')
    .action((options: ParkedOptions) => withTables(options, context, (tables) => list(tables, options, context)));
  verb(parked, 'show <name>', 'one of them with all it holds, personal data too').action(
    (name: string, options: ParkedOptions) =>
      withTables(options, context, async (tables) =>
        context.terminal.print(JSON.stringify(await tables.show(name), null, 2)),
      ),
  );
  const changing = (name: string, description: string, done: string, change: Change): void =>
    void verb(parked, `${name} <names...>`, description)
      .option('--yes', 'do it; without it, it is only said what would be done')
      .action((names: readonly string[], options: ParkedOptions) =>
        withTables(options, context, async (tables) => {
          for (const row of await changeable(tables, names, name)) {
            if (options.yes) await change(tables, row.name);
            const words = `${row.name} (${row.type ?? 'bytes'}, ${row.error})`;
            await context.terminal.print(options.yes ? `${words} ${done}` : `${words} would be: ${name}. Say --yes.`);
          }
        }),
      );
  changing('replay', 'have them tried again, in order', 'will be tried again', (tables, name) => tables.replay(name));
  changing('discard', 'go on without them; their content is forgotten', 'is discarded', (tables, name) =>
    tables.discard(name),
  );
}

async function withTables(
  options: ParkedOptions,
  { terminal, env, exit }: VerbContext,
  work: (tables: ParkedTables) => Promise<void>,
): Promise<void> {
  const located = await locate(options, env, (text) => terminal.say(text));
  try {
    const tables = await ParkedTables.open(located.urls);
    await work(tables).finally(() => tables.close());
    exit(EXIT.ok);
  } finally {
    await located.close();
  }
}

async function list(tables: ParkedTables, options: ParkedOptions, { terminal }: VerbContext): Promise<void> {
  const found = await tables.list(options.all === true);
  if (options.json) return terminal.print(JSON.stringify(found));
  const head = ['name', 'status', 'consumer', 'topic', 'place', 'type', 'attempts', 'error', 'since'];
  const rows = found.map((row) => {
    const place = row.seq === null ? `${row.partition}@${row.offset}` : `${row.partition}#${row.seq}`;
    const what = [row.type ?? '(bytes)', row.attempts, row.error, row.parkedAt];
    return [row.name, row.status, row.consumer, row.topic, place, ...what];
  });
  await terminal.print(rows.length === 0 ? 'Nothing is parked.' : table(terminal, head, rows));
}

/** All of them are looked at before any is touched. */
async function changeable(
  tables: ParkedTables,
  names: readonly string[],
  verbName: string,
): Promise<readonly ParkedContent[]> {
  const rows: ParkedContent[] = [];
  for (const name of names) rows.push(await tables.show(name));
  for (const { name, status, bytes } of rows) {
    if (status === 'held')
      throw usage(`${name} is only held behind a parked one, and goes on by itself when that one is settled.`);
    if (status !== 'parked') throw usage(`${name} is no longer parked: ${status}.`);
    if (bytes !== null && verbName === 'replay')
      throw usage(`${name} is no event and can't be replayed; look at it (show), then discard it.`);
  }
  return rows;
}
