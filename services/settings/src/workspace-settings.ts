// All settings of one workspace at one version: what a change is judged against and routing is told from.
import {
  completeDocument,
  completeSaved,
  DEFAULTS,
  type DocumentKind,
  type Documents,
  type GivenDocuments,
  type NamedDocuments,
  type SettingsEvent,
  type SingleDocuments,
  type WorkspaceDocuments,
} from '@frontdesk/settings';
import type { DataSource } from 'typeorm';
import { documentRows, workspaceRows } from './rows.js';

export const streamOf = (kind: DocumentKind, id: string | null): string => (id === null ? kind : `${kind}/${id}`);

export type WorkspaceSettings = WorkspaceDocuments & {
  readonly workspace: string;
  /** Counts the changes to all documents. */
  readonly version: number;
  /** The version that made an agent: the order of round robin, which survives everything but being made anew. */
  readonly created: ReadonlyMap<string, number>;
  /** Of each document that there is, by its stream. */
  readonly versions: ReadonlyMap<string, number>;
};

/**
 * The version is read first: a change between the two reads makes it too old, and the append that relies on it is
 * turned down. So nothing is ever decided from a mixture.
 */
export async function loadWorkspace(db: DataSource, workspace: string): Promise<WorkspaceSettings> {
  const counted = await db.getRepository(workspaceRows).findOneBy({ workspace });
  const rows = await db.getRepository(documentRows).findBy({ workspace });
  const of = <Kind extends DocumentKind>(kind: Kind): [string, Documents[Kind]][] =>
    rows
      .filter((row) => row.kind === kind)
      .map((row) => [row.id, completeDocument<Kind>(kind, row.body as GivenDocuments[Kind])]);
  const named = <Kind extends keyof NamedDocuments>(kind: Kind) => new Map(of(kind));
  const single = <Kind extends keyof SingleDocuments>(kind: Kind): SingleDocuments[Kind] =>
    of(kind)[0]?.[1] ?? DEFAULTS[kind];
  return {
    workspace,
    version: counted?.version ?? 0,
    created: new Map(rows.filter(({ kind }) => kind === 'agents').map(({ id, created }) => [id, created])),
    versions: new Map(rows.map(({ kind, id, version }) => [streamOf(kind, id === '' ? null : id), version])),
    agents: named('agents'),
    groups: named('groups'),
    channels: named('channels'),
    'canned-replies': named('canned-replies'),
    'block-list': named('block-list'),
    'submission-templates': named('submission-templates'),
    queue: single('queue'),
    submission: single('submission'),
    hours: single('hours'),
    strategy: single('strategy'),
    mode: single('mode'),
    'routing-rules': single('routing-rules'),
    presence: single('presence'),
    rating: single('rating'),
    conversation: single('conversation'),
    tags: single('tags'),
    'summary-fields': single('summary-fields'),
    messages: single('messages'),
  };
}

/** The settings after one more fact. */
export function afterEvent(before: WorkspaceSettings, event: SettingsEvent): WorkspaceSettings {
  const version = before.version + 1;
  const { kind, id } = event.data;
  const versions = new Map(before.versions).set(streamOf(kind, id), event.data.version);
  const created = createdAfter(before, event, version);
  if (event.type === 'settings.document_removed') {
    const documents: ReadonlyMap<string, unknown> = before[event.data.kind];
    versions.delete(streamOf(kind, id));
    return { ...before, version, versions, created, [kind]: without(documents, event.data.id) };
  }
  const document = completeSaved(event.data);
  if (id === null) return { ...before, version, versions, [kind]: document };
  const documents: ReadonlyMap<string, unknown> = before[kind];
  return { ...before, version, versions, created, [kind]: new Map(documents).set(id, document) };
}

function createdAfter({ created }: WorkspaceSettings, { type, data }: SettingsEvent, version: number) {
  if (data.kind !== 'agents') return created;
  if (type === 'settings.document_removed') return without(created, data.id);
  return created.has(data.id) ? created : new Map(created).set(data.id, version);
}

const without = <Value>(values: ReadonlyMap<string, Value>, id: string): ReadonlyMap<string, Value> =>
  new Map([...values].filter(([known]) => known !== id));
