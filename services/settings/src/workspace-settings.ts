// All settings of one workspace at one version: what a change is judged against and routing is told from.
import type {
  AgentDocument,
  DocumentKind,
  Documents,
  GroupDocument,
  SettingsEvent,
  SingleDocuments,
} from '@frontdesk/settings';
import type { DataSource } from 'typeorm';
import { DEFAULTS } from './defaults.js';
import { documentRows, workspaceRows } from './rows.js';

export interface WorkspaceSettings extends SingleDocuments {
  readonly workspace: string;
  readonly version: number;
  readonly agents: ReadonlyMap<string, AgentDocument>;
  readonly groups: ReadonlyMap<string, GroupDocument>;
}

/**
 * The version is read first: a change between the two reads makes it too old, and the append that relies on it is
 * turned down. So nothing is ever decided from a mixture.
 */
export async function loadWorkspace(db: DataSource, workspace: string): Promise<WorkspaceSettings> {
  const counted = await db.getRepository(workspaceRows).findOneBy({ workspace });
  const rows = await db.getRepository(documentRows).findBy({ workspace });
  const of = <Kind extends DocumentKind>(kind: Kind): [string, Documents[Kind]][] =>
    rows.filter((row) => row.kind === kind).map((row) => [row.id, row.body as Documents[Kind]]);
  const single = <Kind extends keyof SingleDocuments>(kind: Kind): SingleDocuments[Kind] =>
    of(kind)[0]?.[1] ?? DEFAULTS[kind];
  return {
    workspace,
    version: counted?.version ?? 0,
    agents: new Map(of('agents')),
    groups: new Map(of('groups')),
    queue: single('queue'),
    submission: single('submission'),
    hours: single('hours'),
    strategy: single('strategy'),
  };
}

/** The settings after one more fact. */
export function afterEvent(before: WorkspaceSettings, event: SettingsEvent): WorkspaceSettings {
  const after = { ...before, version: before.version + 1 };
  if (event.type === 'settings.document_removed') {
    const { kind, id } = event.data;
    return kind === 'agents'
      ? { ...after, agents: without(before.agents, id) }
      : { ...after, groups: without(before.groups, id) };
  }
  const { kind, id, document } = event.data;
  if (kind === 'agents') return { ...after, agents: new Map(before.agents).set(id, document) };
  if (kind === 'groups') return { ...after, groups: new Map(before.groups).set(id, document) };
  return { ...after, [kind]: document };
}

const without = <Document>(documents: ReadonlyMap<string, Document>, id: string): ReadonlyMap<string, Document> =>
  new Map([...documents].filter(([known]) => known !== id));
