// Every decision about one conversation, in order, with its record; and why it still waits, if it does.
import { DECIDED, type Decided } from '@frontdesk/engine';
import { laneKey } from '@frontdesk/journal';
import {
  candidateTable,
  evolve,
  sentenceOf,
  tableOf,
  waitingSentence,
  whyWaiting,
  type CandidateRow,
  type NameOf,
  type RoutingEvent,
  type RoutingInput,
} from '@frontdesk/routing';
import { ENGINE, readerOf } from '../database/log-source.js';
import { schemaOf, type OpenLog } from '../database/open-log.js';
import { foldUntil, laneOfWorkspace } from '../state/state-at.js';
import { notFound } from '../terminal/exit.js';
import { namesOf } from './names.js';

export interface Explained {
  readonly conversationId: string;
  readonly workspace: string;
  readonly decisions: readonly {
    readonly at: string;
    readonly position: string;
    readonly input: string;
    readonly type: RoutingEvent['type'];
    readonly sentence: string;
    readonly record: RoutingEvent;
    /** Everybody who could have been chosen right before it, if asked for. */
    readonly candidates?: readonly CandidateRow[];
  }[];
  readonly waiting: { readonly sentence: string; readonly candidates: readonly CandidateRow[] } | null;
}

export async function explain(
  log: OpenLog,
  workspace: string,
  conversationId: string,
  withTables = false,
): Promise<Explained> {
  const names = await namesOf(log, workspace);
  const decisions = await decisionsAbout(log, workspace, conversationId, names, withTables);
  if (decisions.length === 0) {
    throw notFound(`Nothing was decided about conversation ${conversationId} in workspace ${workspace}.`);
  }
  const { state } = await foldUntil(log, workspace, undefined);
  const wait = whyWaiting(state, conversationId);
  const waiting =
    wait === null
      ? null
      : { sentence: waitingSentence(wait, names), candidates: candidateTable(state, wait.groupId, conversationId) };
  return { conversationId, workspace, decisions, waiting };
}

async function decisionsAbout(
  log: OpenLog,
  workspace: string,
  conversationId: string,
  names: NameOf,
  withTables: boolean,
): Promise<Explained['decisions']> {
  const lane = laneOfWorkspace(workspace);
  const found: Explained['decisions'][number][] = [];
  for (const seq of await seqsNaming(log, lane.partition, workspace, conversationId)) {
    const [record] = await readerOf(log, lane).read(lane, seq - 1, 1);
    if (record?.type !== DECIDED) continue;
    const { input, events } = JSON.parse(record.body) as Decided<RoutingInput, RoutingEvent>;
    const folded = withTables ? (await foldUntil(log, workspace, String(seq - 1))).state : null;
    for (const event of events) {
      const candidates = folded && tableOf(folded, event);
      if (folded) evolve(folded, event, record.at);
      if (!('conversationId' in event.data) || event.data.conversationId !== conversationId) continue;
      const at = new Date(record.at).toISOString();
      const position = `${laneKey(lane)}/${seq}`;
      found.push({
        at,
        position,
        input: input.type,
        type: event.type,
        sentence: sentenceOf(event, names),
        record: event,
        ...(candidates && { candidates }),
      });
    }
  }
  return found;
}

/** The database looks for the id in the text: that is faster than to carry every record here. O(lane). */
async function seqsNaming(
  { poolOf, readers }: OpenLog,
  partition: number,
  workspace: string,
  conversationId: string,
): Promise<number[]> {
  if (!readers.has(ENGINE)) return [];
  const { rows } = await poolOf(ENGINE).query<{ seq: string }>(
    `SELECT seq FROM ${schemaOf(ENGINE)}.record
     WHERE topic = 'assignment.decisions' AND partition = $1 AND workspace = $2 AND position($3 IN body) > 0
     ORDER BY seq`,
    [partition, workspace, JSON.stringify(conversationId)],
  );
  return rows.map(({ seq }) => Number(seq));
}
