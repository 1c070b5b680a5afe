// Names and words from the settings: who an agent is, which groups there are, what waiting visitors are told.
import {
  SETTINGS_DEFAULTS,
  type AgentDocument,
  type BlockDocument,
  type GroupDocument,
  type HoursDocument,
  completeDocument,
  type Documents,
  type ModeDocument,
  type RoutingRulesDocument,
  type StrategyDocument,
  type SubmissionDocument,
} from '@frontdesk/contracts';
import { inLanguage } from '@frontdesk/kernel';
import { PORTS, SettingRows, type ServicePorts, type SettingRow } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { In, type Repository } from 'typeorm';
import type { SavedQueue } from './queue-words.js';

export interface Rulebook {
  readonly rules: RoutingRulesDocument['rules'];
  /** D9. */
  readonly waitForFirstMessage: boolean;
  /** The workspace's clock. */
  readonly timeZone: string;
  readonly blocks: readonly BlockDocument[];
}

/** Saved before there was a closing time, they have none. */
type SavedHours = Partial<Pick<HoursDocument, 'closing'>>;
/** What is said of conversations when they are over. */
export interface Afterwards {
  readonly rating: Documents['rating'];
  readonly tags: Documents['tags'];
  readonly fields: Documents['summary-fields'];
}

/** What visitors are shown of an agent. */
export type AgentProfile = Pick<AgentDocument, 'name' | 'picture'>;

const NAME_KEPT_MS = 10_000;
const MOST_NAMES = 10_000;

@Injectable()
export class Directory {
  private readonly settings: Repository<SettingRow>;
  private readonly silent = new Map<string, { readonly is: boolean; readonly until: number }>();
  private readonly afterwords = new Map<string, { readonly is: Afterwards; readonly until: number }>();
  private readonly agents = new Map<string, { readonly is: AgentProfile; readonly until: number }>();

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    this.settings = ports.db.getRepository(SettingRows);
  }

  /** The id itself while nobody has told us the name. */
  async agentName(workspace: string, agentId: string): Promise<string> {
    return (await this.agent(workspace, agentId)).name;
  }

  /** Asked for with every assignment, message and view, so it is kept. */
  async agent(workspace: string, agentId: string): Promise<AgentProfile> {
    const now = this.ports.clock.now();
    const key = JSON.stringify([workspace, agentId]);
    const known = this.agents.get(key);
    if (known !== undefined && now < known.until) return known.is;
    const row = await this.settings.findOneBy({ workspace, kind: 'agents', id: agentId });
    const { name = agentId, picture = null } = (row?.document ?? {}) as Partial<AgentDocument>;
    if (this.agents.size >= MOST_NAMES) this.agents.clear();
    this.agents.set(key, { is: { name, picture }, until: now + NAME_KEPT_MS });
    return { name, picture };
  }

  /** Whether any queue of the workspace lets nobody write while waiting. Asked for with every message, so it is kept. */
  async hasSilentQueue(workspace: string): Promise<boolean> {
    const now = this.ports.clock.now();
    const known = this.silent.get(workspace);
    if (known !== undefined && now < known.until) return known.is;
    const rows = await this.settings.findBy([
      { workspace, kind: 'queue' },
      { workspace, kind: 'groups', removed: false },
    ]);
    const is = rows.some(({ kind, document }) => {
      const queue = kind === 'queue' ? document : (document as { queue?: unknown }).queue;
      return (queue as SavedQueue | null | undefined)?.typing === false;
    });
    this.silent.set(workspace, { is, until: now + NAME_KEPT_MS });
    return is;
  }

  /** Settings have changed: the next who asks looks them up. Other replicas learn it when what they keep runs out. */
  forget(): void {
    this.agents.clear();
    this.silent.clear();
    this.afterwords.clear();
  }

  /** What visitors and agents are asked afterwards. Shown with every conversation, so it is kept. */
  async afterwards(workspace: string): Promise<Afterwards> {
    const now = this.ports.clock.now();
    const known = this.afterwords.get(workspace);
    if (known !== undefined && now < known.until) return known.is;
    const rows = await this.settings.findBy({ workspace, kind: In(['rating', 'tags', 'summary-fields']), id: '' });
    const one = (kind: keyof typeof SETTINGS_DEFAULTS): never =>
      (rows.find((row) => row.kind === kind)?.document ?? SETTINGS_DEFAULTS[kind]) as never;
    const is = {
      rating: completeDocument('rating', one('rating')),
      tags: completeDocument('tags', one('tags')),
      fields: completeDocument('summary-fields', one('summary-fields')),
    };
    this.afterwords.set(workspace, { is, until: now + NAME_KEPT_MS });
    return is;
  }

  /** Everything that a start is judged by, in one query. */
  async rulebook(workspace: string): Promise<Rulebook> {
    const rows = await this.settings.find({
      where: { workspace, removed: false, kind: In(['routing-rules', 'strategy', 'hours', 'block-list']) },
    });
    const one = (kind: string): unknown => rows.find((row) => row.kind === kind)?.document;
    const rules = one('routing-rules') as RoutingRulesDocument | undefined;
    const strategy = one('strategy') as Partial<StrategyDocument> | undefined;
    const hours = one('hours') as HoursDocument | undefined;
    return {
      rules: rules?.rules ?? [],
      waitForFirstMessage: strategy?.waitForFirstMessage ?? false,
      timeZone: hours?.timeZone ?? 'UTC',
      blocks: rows.filter(({ kind }) => kind === 'block-list').map(({ document }) => document as BlockDocument),
    };
  }

  async hasAgent(workspace: string, agentId: string): Promise<boolean> {
    return this.settings.existsBy({ workspace, kind: 'agents', id: agentId, removed: false });
  }

  group(workspace: string, groupId: string): Promise<SettingRow | null> {
    return this.settings.findOneBy({ workspace, kind: 'groups', id: groupId, removed: false });
  }

  async groups(workspace: string): Promise<readonly { readonly groupId: string; readonly name: string }[]> {
    const rows = await this.settings.find({
      where: { workspace, kind: 'groups', removed: false },
      order: { id: 'ASC' },
    });
    return rows.map(({ id, document }) => ({ groupId: id, name: (document as GroupDocument).name }));
  }

  /** The group's own queue settings, else the workspace's; null: neither has arrived. */
  async queueOf(workspace: string, groupId: string): Promise<SavedQueue | null> {
    const rows = await this.settings.findBy([
      { workspace, kind: 'queue', id: '' },
      { workspace, kind: 'groups', id: groupId },
    ]);
    const group = rows.find(({ kind }) => kind === 'groups')?.document as { queue?: SavedQueue | null } | undefined;
    const own = rows.find(({ kind }) => kind === 'queue')?.document as SavedQueue | undefined;
    return group?.queue ?? own ?? null;
  }

  async groupName(workspace: string, groupId: string): Promise<string> {
    const row = await this.settings.findOneBy({ workspace, kind: 'groups', id: groupId });
    return (row?.document as GroupDocument | undefined)?.name ?? groupId;
  }

  /** What is said to those whom closing time ends (H3): of the group's own hours, else of the workspace's. */
  async closingText(workspace: string, groupId: string, language: string | null): Promise<string> {
    const rows = await this.settings.findBy([
      { workspace, kind: 'hours', id: '' },
      { workspace, kind: 'groups', id: groupId },
    ]);
    const group = rows.find(({ kind }) => kind === 'groups')?.document as { hours?: SavedHours | null } | undefined;
    const own = rows.find(({ kind }) => kind === 'hours')?.document as SavedHours | undefined;
    const closing = (group?.hours ?? own)?.closing;
    return closing === undefined ? '' : (inLanguage(closing.messages, language) ?? closing.message);
  }

  /** Undefined: nobody ever said. */
  async mode(workspace: string): Promise<ModeDocument | undefined> {
    const row = await this.settings.findOneBy({ workspace, kind: 'mode', id: '' });
    return row?.document as ModeDocument | undefined;
  }

  /** The group's own submission settings, else the workspace's, else those that count before anything was saved. */
  async submissionOf(
    workspace: string,
    groupId: string,
  ): Promise<{ readonly document: SubmissionDocument; readonly ownHours: boolean }> {
    const rows = await this.settings.findBy([
      { workspace, kind: 'submission', id: '' },
      { workspace, kind: 'groups', id: groupId },
    ]);
    const saved = rows.find(({ kind }) => kind === 'groups')?.document;
    const group = saved === undefined ? null : completeDocument('groups', saved as never);
    const all = rows.find(({ kind }) => kind === 'submission')?.document;
    const document =
      group?.submission ??
      (all === undefined ? SETTINGS_DEFAULTS.submission : completeDocument('submission', all as never));
    return { document, ownHours: (group?.hours ?? null) !== null };
  }
}
