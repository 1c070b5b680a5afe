// `frontdesk events …`: look into the log.
import type { StoredRecord } from '@frontdesk/journal';
import { InvalidArgumentError, type Command } from 'commander';
import { openSync, closeSync, writeSync } from 'node:fs';
import { readerOf, totalOf } from '../database/log-source.js';
import { lastEvents, eventsSince, matches, seenUntil, type Filter } from '../events/find-events.js';
import { detail, oneLine } from '../events/print-record.js';
import { exportLog } from '../export/export-log.js';
import { EXIT, notFound, usage } from '../terminal/exit.js';
import { Progress } from '../terminal/progress.js';
import { verb, withLog, type VerbContext, type VerbOptions, type Work } from './verb.js';

interface TailOptions extends VerbOptions, Filter {
  readonly follow?: true;
  readonly lines: number;
}

interface ExportOptions extends VerbOptions {
  readonly out?: string;
}

const FOLLOW_MS = 500;

export function eventsVerbs(program: Command, context: VerbContext): void {
  const events = program.command('events').description('look into the log');
  verb(events, 'tail', 'the last records of all services, oldest first')
    .option('-f, --follow', 'go on with what comes')
    .option('-n, --lines <n>', 'how many', count, 20)
    .option('--topic <topic>', 'e.g. assignment.decisions')
    .option('--type <type>', 'a type, or the part before its dot: conversation')
    .option('--conversation <id>', 'what happened to one conversation')
    .action((options: TailOptions) => withLog(options, context, tail));
  verb(events, 'show', 'one record, whole')
    .argument('<position>', 'service/topic/partition/seq, as tail prints it')
    .action((position: string, options: VerbOptions) => withLog(options, context, show(position)));
  verb(events, 'export', 'the whole log, one record as JSON per line')
    .option('-o, --out <file>', 'a file instead of stdout')
    .action((options: ExportOptions) => withLog(options, context, exportAll));
}

const tail: Work<TailOptions> = async (log, options, context) => {
  const { terminal, signal } = context;
  const print = (record: StoredRecord) =>
    terminal.print(options.json ? JSON.stringify(record) : oneLine(record, terminal));
  const seen = seenUntil(await log.ends());
  for (const record of await lastEvents(log, options, options.lines)) await print(record);
  while (options.follow && !signal.aborted && !terminal.ended) {
    await pause(FOLLOW_MS, signal);
    for (const record of await eventsSince(log, seen)) if (matches(options, record)) await print(record);
  }
  return EXIT.ok;
};

const show =
  (position: string): Work<VerbOptions> =>
  async (log, { json }, { terminal }) => {
    const [, service, topic, partition, seq] = /^([^/]+)\/([^/]+)\/(\d+)\/(\d+)$/.exec(position) ?? [];
    if (service === undefined || topic === undefined) {
      throw usage(`${position} is no position: write service/topic/partition/seq.`);
    }
    if (!log.readers.has(service)) throw notFound(`There is no journal of ${service}.`);
    const lane = { service, topic, partition: Number(partition) };
    const [record] = await readerOf(log, lane).read(lane, Number(seq) - 1, 1);
    if (record?.seq !== Number(seq)) throw notFound(`There is no record ${position}.`);
    await terminal.print(json ? JSON.stringify(record) : detail(record, terminal));
    return EXIT.ok;
  };

const exportAll: Work<ExportOptions> = async (log, { out }, { terminal, signal }) => {
  const ends = await log.ends();
  const progress = new Progress(terminal, 'exporting', totalOf(ends));
  const file = out === undefined ? null : openSync(out, 'w');
  let written = 0;
  try {
    for await (const line of exportLog(log, ends)) {
      if (terminal.ended || signal.aborted) break;
      if (file === null) await terminal.print(line);
      else writeSync(file, `${line}\n`);
      progress.at(++written);
    }
  } finally {
    progress.end();
    if (file !== null) closeSync(file);
  }
  if (out !== undefined) terminal.say(`${written} records in ${out}`);
  return signal.aborted ? EXIT.failed : EXIT.ok;
};

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
