// `frontdesk rebuild --check`: does the journal alone give the state that snapshot and tail give? And `--from`: the state
// from the journal alone, or from Kafka alone.
import { Option, type Command } from 'commander';
import { DECISIONS, type LogSource } from '../database/log-source.js';
import { brokersOf } from '../kafka/brokers.js';
import { logOf, readTopics } from '../kafka/topic-log.js';
import { statesOf } from '../rebuild/rebuild-from.js';
import { rebuildLog, type RebuildReport } from '../rebuild/rebuild-check.js';
import { EXIT, usage } from '../terminal/exit.js';
import { Progress, rate } from '../terminal/progress.js';
import { table } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { verb, withLog, type VerbContext, type VerbOptions } from './verb.js';

interface RebuildOptions extends VerbOptions {
  readonly from?: 'journal' | 'kafka';
  readonly brokers?: string;
  readonly check?: true;
}

export function rebuildVerb(program: Command, context: VerbContext): void {
  verb(program, 'rebuild', 'fold the journal anew; exit code 3 when a snapshot differs')
    .option('--check', 'compare with the snapshots; nothing is written')
    .addOption(
      new Option('--from <place>', 'say the states as one place alone gives them').choices(['journal', 'kafka']),
    )
    .option('--brokers <list>', 'host:port, with commas between them (or KAFKA_BROKERS)')
    .action(async (options: RebuildOptions) => {
      if (options.from !== undefined) return rebuildFrom(options, context);
      if (!options.check)
        throw usage('Say --check or --from journal|kafka: the product itself rebuilds when it starts.');
      await withLog(options, context, async (log, { json }, { terminal, signal }) => {
        const progress = new Progress(terminal, 'folding');
        const report = await rebuildLog(log, (done, total) => {
          signal.throwIfAborted();
          progress.at(done, total);
        }).finally(() => progress.end());
        await terminal.print(json ? JSON.stringify(report) : pageOf(report, terminal));
        return report.equal ? EXIT.ok : EXIT.differences;
      });
    });
}

/** From Kafka no database is needed: it is for the day when there is none. */
async function rebuildFrom(options: RebuildOptions, context: VerbContext): Promise<void> {
  const { terminal, env, exit } = context;
  const print = async (source: LogSource): Promise<typeof EXIT.ok> => {
    const states = await statesOf(source);
    const rows = states.map(({ lane, seq, stateHash }) => [lane, seq, stateHash]);
    await terminal.print(options.json ? JSON.stringify(states) : table(terminal, ['lane', 'seq', 'state'], rows));
    return EXIT.ok;
  };
  if (options.from === 'journal') return withLog(options, context, print);
  const topics = await readTopics(brokersOf(options.brokers, env), [DECISIONS]);
  const faults = [...topics.values()].flatMap((lane) => lane.faults);
  await print(logOf(topics));
  for (const fault of faults) terminal.say(fault);
  exit(faults.length > 0 ? EXIT.differences : EXIT.ok);
}

function pageOf({ lanes, equal }: RebuildReport, terminal: Terminal): string {
  const rows = lanes.map(({ lane, seq, journalHash, snapshotSeq, snapshotHash, perSecond, ...one }) => {
    const tail = snapshotHash === null ? 'no snapshot' : `${snapshotHash.slice(0, 16)} (from ${snapshotSeq})`;
    return [lane, seq, journalHash.slice(0, 16), tail, one.equal ? 'equal' : 'DIFFERENT', rate(perSecond)];
  });
  return [
    table(terminal, ['lane', 'seq', 'journal alone', 'snapshot + tail', '', 'rate'], rows),
    '',
    equal ? terminal.paint('green', 'All states are equal.') : terminal.paint('red', 'States differ.'),
  ].join('\n');
}
