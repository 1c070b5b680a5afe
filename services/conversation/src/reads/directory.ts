// Names and words from the settings: who an agent is, which groups there are, what waiting visitors are told.
import {
  SETTINGS_DEFAULTS,
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
import { KeptSettings, type AgentProfile } from './kept-settings.js';
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

@Injectable()
export class Directory {
  private readonly rows: Repository<SettingRow>;

  constructor(
    @Inject(PORTS) ports: ServicePorts,
    @Inject(KeptSettings) private readonly settings: KeptSettings,
  ) {
    this.rows = ports.db.getRepository(SettingRows);
  }

  /** The id itself while nobody has told us the name. */
  async agentName(workspace: string, agentId: string): Promise<string> {
    return (await this.agent(workspace, agentId)).name;
  }

  agent(workspace: string, agentId: string): Promise<AgentProfile> {
    return this.settings.agent(workspace, agentId);
  }

  /** Whether any queue of the workspace lets nobody write while waiting. */
  async hasSilentQueue(workspace: string): Promise<boolean> {
    const settings = await this.settings.of(workspace);
    const queues: (SavedQueue | null | undefined)[] = settings.standing.map(({ queue }) => queue);
    return [settings.document('queue'), ...queues].some((queue) => queue?.typing === false);
  }

  /** What visitors and agents are asked afterwards. */
  async afterwards(workspace: string): Promise<Afterwards> {
    const settings = await this.settings.of(workspace);
    const complete = <Kind extends 'rating' | 'tags' | 'summary-fields'>(kind: Kind): Documents[Kind] =>
      completeDocument(kind, (settings.document(kind) ?? SETTINGS_DEFAULTS[kind]) as never);
    return { rating: complete('rating'), tags: complete('tags'), fields: complete('summary-fields') };
  }

  /** Everything that a start is judged by, in one query and as new as it is: who is blocked now is blocked. */
  async rulebook(workspace: string): Promise<Rulebook> {
    const rows = await this.rows.find({
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
    return this.rows.existsBy({ workspace, kind: 'agents', id: agentId, removed: false });
  }

  group(workspace: string, groupId: string): Promise<SettingRow | null> {
    return this.rows.findOneBy({ workspace, kind: 'groups', id: groupId, removed: false });
  }

  async groups(workspace: string): Promise<readonly { readonly groupId: string; readonly name: string }[]> {
    const rows = await this.rows.find({
      where: { workspace, kind: 'groups', removed: false },
      order: { id: 'ASC' },
    });
    return rows.map(({ id, document }) => ({ groupId: id, name: (document as GroupDocument).name }));
  }

  /** The group's own queue settings, else the workspace's; null: neither has arrived. */
  async queueOf(workspace: string, groupId: string): Promise<SavedQueue | null> {
    const settings = await this.settings.of(workspace);
    return settings.groups.get(groupId)?.queue ?? settings.document('queue') ?? null;
  }

  async groupName(workspace: string, groupId: string): Promise<string> {
    return (await this.settings.of(workspace)).groups.get(groupId)?.name ?? groupId;
  }

  /** What is said to those whom closing time ends (H3): of the group's own hours, else of the workspace's. */
  async closingText(workspace: string, groupId: string, language: string | null): Promise<string> {
    const settings = await this.settings.of(workspace);
    const hours: SavedHours | undefined = settings.groups.get(groupId)?.hours ?? settings.document('hours');
    const closing = hours?.closing;
    return closing === undefined ? '' : (inLanguage(closing.messages, language) ?? closing.message);
  }

  /** Undefined: nobody ever said. */
  async mode(workspace: string): Promise<ModeDocument | undefined> {
    return (await this.settings.of(workspace)).document('mode');
  }

  /** The group's own submission settings, else the workspace's, else those that count before anything was saved. */
  async submissionOf(
    workspace: string,
    groupId: string,
  ): Promise<{ readonly document: SubmissionDocument; readonly ownHours: boolean }> {
    const settings = await this.settings.of(workspace);
    const saved = settings.groups.get(groupId);
    const group = saved === undefined ? null : completeDocument('groups', saved);
    const all = settings.document('submission');
    const document =
      group?.submission ?? (all === undefined ? SETTINGS_DEFAULTS.submission : completeDocument('submission', all));
    return { document, ownHours: (group?.hours ?? null) !== null };
  }
}
