// The reception as it was: queue, loads and presence as a fold of the decisions up to a position.
import { rebuildLane } from '@frontdesk/engine';
import { laneKey, partitionOf, type LaneId } from '@frontdesk/journal';
import { agentLoads, places, type AgentLoad, type RankedPlace, type Routing } from '@frontdesk/routing';
import { DECISIONS, ENGINE, readerOf, type LogSource } from '../database/log-source.js';
import { notFound } from '../terminal/exit.js';
import { folding } from '../verify/rules.js';
import { positionAt } from './position.js';

export interface StateAt {
  readonly workspace: string;
  /** `service/topic/partition/seq` of the last record folded; seq 0: none yet. */
  readonly position: string;
  readonly at: string | null;
  readonly ruleVersion: number;
  readonly groups: readonly {
    readonly groupId: string;
    readonly open: boolean;
    readonly waiting: readonly RankedPlace[];
  }[];
  readonly agents: readonly AgentLoad[];
  readonly assigned: readonly { readonly conversationId: string; readonly agentId: string; readonly groupId: string }[];
  readonly submissionsOffered: readonly string[];
  readonly visitorsConnected: number;
}

export interface Folded {
  readonly lane: LaneId;
  readonly seq: number;
  readonly state: Routing;
}

export const laneOfWorkspace = (workspace: string): LaneId => ({
  service: ENGINE,
  topic: DECISIONS,
  partition: partitionOf(workspace),
});

/** @throws CliError notFound when nothing was ever decided in the workspace's lane */
export async function foldUntil(source: LogSource, workspace: string, at: string | undefined): Promise<Folded> {
  const lane = laneOfWorkspace(workspace);
  const end = (await source.ends()).find((one) => laneKey(one.lane) === laneKey(lane));
  if (end === undefined) throw notFound(`Nothing was ever decided for workspace ${workspace}.`);
  const reader = readerOf(source, lane);
  const until = await positionAt(reader, lane, end.seq, at);
  const snapshot = await reader.loadSnapshot(lane, until);
  const { state, seq } = await rebuildLane(folding, reader, lane, { snapshot, until });
  return { lane, seq, state: state.domain(workspace) };
}

export async function stateAt(source: LogSource, workspace: string, at: string | undefined): Promise<StateAt> {
  const { lane, seq, state } = await foldUntil(source, workspace, at);
  const [last] = seq === 0 ? [] : await readerOf(source, lane).read(lane, seq - 1, 1);
  const conversations = [...state.conversations.values()];
  return {
    workspace,
    position: `${laneKey(lane)}/${seq}`,
    at: last === undefined ? null : new Date(last.at).toISOString(),
    ruleVersion: state.ruleVersion,
    groups: [...state.groups.values()]
      .sort((a, b) => (a.groupId < b.groupId ? -1 : 1))
      .map(({ groupId, open, queue }) => ({ groupId, open, waiting: places(state, groupId, 0, queue.size) })),
    agents: agentLoads(state),
    assigned: conversations.flatMap((one) =>
      one.state === 'assigned'
        ? [{ conversationId: one.conversationId, agentId: one.agentId, groupId: one.groupId }]
        : [],
    ),
    submissionsOffered: conversations.flatMap((one) =>
      one.state === 'submission_offered' ? [one.conversationId] : [],
    ),
    visitorsConnected: state.visitors.connectedIds().length,
  };
}
