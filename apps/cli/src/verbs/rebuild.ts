// `frontdesk rebuild --check`: does the journal alone give the state that snapshot and tail give? And `--from`: the state
// from the journal alone, or from Kafka alone; with `--write` the engine's database is brought back from it.
import { PUBLISHER } from '@frontdesk/bus-kafka';
import { laneKey } from '@frontdesk/journal';
import type { LaneRestored } from '@frontdesk/journal-postgres';
import { Option, type Command } from 'commander';
import { locate } from '../database/locate.js';
import { DECISIONS, ENGINE } from '../database/log-source.js';
import { holderOf, openToWrite } from '../database/open-log.js';
import { brokersOf } from '../kafka/brokers.js';
import { forgetGroups } from '../kafka/reading-groups.js';
import { logOf, readTopics } from '../kafka/topic-log.js';
import { rebuildLog, type RebuildReport } from '../rebuild/rebuild-check.js';
import { statesOf, type LaneState } from '../rebuild/rebuild-from.js';
import { engineLog, restoreEngine, type EngineLog } from '../rebuild/restore-engine.js';
import { EXIT, usage } from '../terminal/exit.js';
import { Progress, rate } from '../terminal/progress.js';
import { table } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { verb, withLog, type VerbContext, type VerbOptions } from './verb.js';

const INPUTS = 'assignment.inputs';

interface RebuildOptions extends VerbOptions {
  readonly from?: 'journal' | 'kafka';
  readonly brokers?: string;
  readonly check?: true;
  readonly write?: true;
}

export function rebuildVerb(program: Command, context: VerbContext): void {
  verb(program, 'rebuild', 'fold the journal anew; exit code 3 when a snapshot differs')
    .option('--check', 'compare with the snapshots; nothing is written')
    .addOption(
      new Option('--from <place>', 'say the states as one place alone gives them').choices(['journal', 'kafka']),
    )
    .option('--brokers <list>', 'host:port, with commas between them (or KAFKA_BROKERS)')
    .option(
      '--write',
      `with --from: put back into the database of ${ENGINE} what it lacks; its replicas must be stopped`,
    )
    .action(async (options: RebuildOptions) => {
      if (options.from !== undefined) return rebuildFrom(options, context);
      if (options.write) throw usage('--write goes with --from journal or --from kafka.');
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

/** From Kafka no database is needed, unless it is to be written: it is for the day when there is none. */
async function rebuildFrom(options: RebuildOptions, context: VerbContext): Promise<void> {
  if (options.from === 'journal') {
    return withLog(options, context, async (log, _, { terminal }) => {
      const states = await statesOf(log);
      const lanes = options.write && (await write(log.urlOf(ENGINE), await engineLog(log), options, context));
      await print(terminal, options, states, lanes);
      return EXIT.ok;
    });
  }
  const { terminal, env, exit } = context;
  const topics = await readTopics(brokersOf(options.brokers, env), options.write ? [DECISIONS, INPUTS] : [DECISIONS]);
  const log = logOf(topics);
  const faults = [...topics.values()].flatMap((lane) => lane.faults);
  for (const fault of faults) terminal.say(fault);
  const states = await statesOf(log);
  const lanes = options.write && faults.length === 0 && (await writeTo(await engineLog(log), options, context));
  await print(terminal, options, states, lanes);
  exit(faults.length > 0 ? EXIT.differences : EXIT.ok);
}

/** The database that is named, or the data folder's. */
async function writeTo(
  log: EngineLog,
  options: RebuildOptions,
  context: VerbContext,
): Promise<readonly LaneRestored[]> {
  const located = await locate(options, context.env, (text) => context.terminal.say(text));
  try {
    return await write(await holderOf(located.urls, ENGINE), log, options, context);
  } finally {
    await located.close();
  }
}

async function write(
  url: string,
  log: EngineLog,
  { from, brokers }: RebuildOptions,
  { env }: VerbContext,
): Promise<readonly LaneRestored[]> {
  const pool = openToWrite(url);
  try {
    const lanes = await restoreEngine(pool, log, from === 'kafka' ? PUBLISHER : null);
    if (brokers !== undefined || env['KAFKA_BROKERS']) await forgetGroups(brokersOf(brokers, env), ENGINE);
    return lanes;
  } finally {
    await pool.end();
  }
}

type Written = readonly LaneRestored[] | false | undefined;

async function print(
  terminal: Terminal,
  { json }: RebuildOptions,
  states: readonly LaneState[],
  written: Written,
): Promise<void> {
  if (json) return terminal.print(JSON.stringify(written ? { states, written } : states));
  const rows = states.map(({ lane, seq, stateHash }) => [lane, seq, stateHash]);
  await terminal.print(table(terminal, ['lane', 'seq', 'state'], rows));
  if (!written) return terminal.say('Nothing was written; --write puts back what the database lacks.');
  const restored = written.map(({ lane, before, after }) => [laneKey(lane), before, after]);
  await terminal.print(`\n${table(terminal, ['written', 'from', 'to'], restored)}`);
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
