// Settings in memory. Commands, messages and views ask for the same few documents of their workspace; they are read in one
// query, kept for ten seconds, and forgotten when one of them changes. Other replicas learn of a change when what they keep
// runs out: until then they show its words, and whether a queue lets visitors write, as they were. Costs one query per
// workspace and moment, and the bytes of its documents; agents, of whom there may be thousands, are kept one by one.
import type { AgentDocument, Documents, GroupDocument } from '@frontdesk/contracts';
import { PORTS, type ServicePorts, type SettingRow } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';

/** What visitors are shown of an agent. */
export type AgentProfile = Pick<AgentDocument, 'name' | 'picture'>;

type Saved = Pick<SettingRow, 'kind' | 'id' | 'removed' | 'document'>;

const KEPT_MS = 10_000;
const MOST_WORKSPACES = 500;
const MOST_AGENTS = 10_000;
const OF_A_WORKSPACE = [
  ...['conversation', 'messages', 'groups', 'queue', 'submission', 'hours', 'mode'],
  ...['rating', 'tags', 'summary-fields'],
];

/** A workspace's documents as they were recorded: older ones lack what came later. */
export class WorkspaceSettings {
  /** Those of groups that were removed too: their names still stand where they worked. */
  readonly groups: ReadonlyMap<string, GroupDocument>;
  readonly groupNames: Readonly<Record<string, string>>;
  /** Those that there are. */
  readonly standing: readonly GroupDocument[];
  private readonly singles: ReadonlyMap<string, unknown>;

  constructor(saved: readonly Saved[]) {
    const groups = saved.filter(({ kind }) => kind === 'groups');
    this.groups = new Map(groups.map(({ id, document }) => [id, document as GroupDocument]));
    this.groupNames = Object.fromEntries([...this.groups].map(([id, { name }]) => [id, name]));
    this.standing = groups.filter(({ removed }) => !removed).map(({ document }) => document as GroupDocument);
    this.singles = new Map(saved.filter(({ id }) => id === '').map(({ kind, document }) => [kind, document]));
  }

  /** Of those that a workspace has one of; undefined: nobody ever saved it. */
  document<Kind extends keyof Documents>(kind: Kind): Documents[Kind] | undefined {
    return this.singles.get(kind) as Documents[Kind] | undefined;
  }
}

@Injectable()
export class KeptSettings {
  private readonly workspaces: Kept<WorkspaceSettings>;
  private readonly agents: Kept<AgentProfile>;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const now = () => ports.clock.now();
    this.workspaces = new Kept(now, MOST_WORKSPACES, ([workspace = '']) => this.readWorkspace(workspace));
    this.agents = new Kept(now, MOST_AGENTS, ([workspace = '', agentId = '']) => this.readAgent(workspace, agentId));
  }

  of(workspace: string): Promise<WorkspaceSettings> {
    return this.workspaces.of(workspace);
  }

  agent(workspace: string, agentId: string): Promise<AgentProfile> {
    return this.agents.of(workspace, agentId);
  }

  /** One of them has changed: who asks from now on is told the newest. */
  forget(): void {
    this.workspaces.forget();
    this.agents.forget();
  }

  private async readWorkspace(workspace: string): Promise<WorkspaceSettings> {
    const saved = await this.ports.db.query<Saved[]>(
      'SELECT kind, id, removed, document FROM setting WHERE workspace = $1 AND kind = ANY($2)',
      [workspace, OF_A_WORKSPACE],
    );
    return new WorkspaceSettings(saved);
  }

  private async readAgent(workspace: string, agentId: string): Promise<AgentProfile> {
    const [row] = await this.ports.db.query<Pick<Saved, 'document'>[]>(
      `SELECT document FROM setting WHERE workspace = $1 AND kind = 'agents' AND id = $2`,
      [workspace, agentId],
    );
    const { name = agentId, picture = null } = (row?.document ?? {}) as Partial<AgentDocument>;
    return { name, picture };
  }
}

/** Promises are kept, not answers: a read that began before a change is never found by who asks after it. */
class Kept<Value> {
  private readonly kept = new Map<string, { readonly is: Promise<Value>; readonly until: number }>();

  constructor(
    private readonly now: () => number,
    private readonly most: number,
    private readonly read: (key: readonly string[]) => Promise<Value>,
  ) {}

  of(...key: readonly string[]): Promise<Value> {
    const name = JSON.stringify(key);
    const now = this.now();
    const known = this.kept.get(name);
    if (known !== undefined && now < known.until) return known.is;
    const is = this.read(key);
    if (this.kept.size >= this.most) this.kept.clear();
    this.kept.set(name, { is, until: now + KEPT_MS });
    is.catch(() => this.kept.get(name)?.is === is && this.kept.delete(name));
    return is;
  }

  forget(): void {
    this.kept.clear();
  }
}
