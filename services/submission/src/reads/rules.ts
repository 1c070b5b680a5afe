// What the settings say of submissions: which form a visitor gets, where it is told of, who answers.
import {
  completeDocument,
  SETTINGS_DEFAULTS,
  type AgentDocument,
  type Deliver,
  type ModeDocument,
  type RatingDocument,
  type SubmissionDocument,
  type SubmissionForm,
  type SubmissionTemplateDocument,
} from '@frontdesk/contracts';
import { PORTS, SettingRows, type ServicePorts, type SettingRow } from '@frontdesk/nest';
import type { Target } from '@frontdesk/submission';
import { Inject, Injectable } from '@nestjs/common';
import { In, type Repository } from 'typeorm';

/** The form that counts for a group and a channel, with what the settings say around it. */
export interface Asked {
  readonly document: SubmissionDocument;
  readonly form: SubmissionForm;
  /** null: the form has none, or it is gone. */
  readonly template: {
    readonly id: string;
    readonly version: number;
    readonly document: SubmissionTemplateDocument;
  } | null;
  readonly targets: readonly Target[];
  /** Visitors are served asynchronously here: they write into a conversation, and nothing else is offered (I1). */
  readonly asynchronous: boolean;
}

@Injectable()
export class Rules {
  private readonly settings: Repository<SettingRow>;

  constructor(@Inject(PORTS) ports: ServicePorts) {
    this.settings = ports.db.getRepository(SettingRows);
  }

  /** The group's own submission settings, else the workspace's, else those that count before anything was saved. */
  async of(workspace: string, groupId: string): Promise<SubmissionDocument> {
    const rows = await this.settings.findBy([
      { workspace, kind: 'submission', id: '' },
      { workspace, kind: 'groups', id: groupId },
    ]);
    const group = rows.find(({ kind }) => kind === 'groups');
    const own = group === undefined ? null : completeDocument('groups', group.document as never).submission;
    const all = rows.find(({ kind }) => kind === 'submission');
    if (own !== null) return own;
    return all === undefined ? SETTINGS_DEFAULTS.submission : completeDocument('submission', all.document as never);
  }

  async asked(workspace: string, groupId: string, channel: string | undefined): Promise<Asked> {
    const document = await this.of(workspace, groupId);
    const form = document.forms[channel ?? ''] ?? document.form;
    const [template, mode] = await Promise.all([this.template(workspace, form), this.mode(workspace)]);
    const targets = targetsOf(template?.document.deliver ?? document.deliver);
    const own = (all: ModeDocument['groups'], id: string) => (Object.hasOwn(all, id) ? all[id] : undefined);
    const served = own(mode.channels, channel ?? '') ?? own(mode.groups, groupId) ?? mode.mode;
    return { document, form, template, targets, asynchronous: served === 'asynchronous' };
  }

  private async mode(workspace: string): Promise<ModeDocument> {
    const row = await this.settings.findOneBy({ workspace, kind: 'mode', id: '' });
    return (row?.document as ModeDocument | undefined) ?? SETTINGS_DEFAULTS.mode;
  }

  /**
   * How submissions are rated. Where nobody has ever said anything of ratings, as they were before there were templates:
   * by stars.
   */
  async rating(workspace: string): Promise<RatingDocument> {
    const row = await this.settings.findOneBy({ workspace, kind: 'rating', id: '' });
    return row === null ? { ...SETTINGS_DEFAULTS.rating, enabled: true } : (row.document as RatingDocument);
  }

  private async template(workspace: string, { mode, templateId }: SubmissionForm): Promise<Asked['template']> {
    if (mode !== 'ticket' || templateId === null) return null;
    const row = await this.settings.findOneBy({
      ...{ workspace, kind: 'submission-templates', id: templateId, removed: false },
    });
    if (row === null) return null;
    return {
      id: row.id,
      version: row.version,
      document: completeDocument('submission-templates', row.document as never),
    };
  }

  /** What agents are called, those who have left as well. */
  async names(workspace: string, agentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (agentIds.length === 0) return new Map();
    const rows = await this.settings.findBy({ workspace, kind: 'agents', id: In([...new Set(agentIds)]) });
    return new Map(rows.map(({ id, document }) => [id, (document as AgentDocument).name]));
  }

  /** Who answers for a group, in an order that stays. */
  async agentsOf(workspace: string, groupId: string): Promise<readonly string[]> {
    const rows = await this.settings.find({
      where: { workspace, kind: 'agents', removed: false },
      order: { id: 'ASC' },
    });
    return rows.filter(({ document }) => (document as AgentDocument).groupIds.includes(groupId)).map(({ id }) => id);
  }

  async isAgent(workspace: string, agentId: string): Promise<boolean> {
    return this.settings.existsBy({ workspace, kind: 'agents', id: agentId, removed: false });
  }

  async hasGroup(workspace: string, groupId: string): Promise<boolean> {
    return this.settings.existsBy({ workspace, kind: 'groups', id: groupId, removed: false });
  }

  async anyKeepsFirstMessages(workspace: string): Promise<boolean> {
    const rows = await this.settings.findBy({ workspace, removed: false, kind: In(['submission', 'groups']) });
    return rows.some((row) => submissionIn(row)?.keepFirstMessage === true);
  }

  async webhooks(workspace: string): Promise<readonly string[]> {
    const rows = await this.settings.findBy({
      ...{ workspace, removed: false, kind: In(['submission', 'groups', 'submission-templates']) },
    });
    return [...new Set(rows.flatMap((row) => deliverOf(row)?.webhooks ?? []))].sort();
  }
}

/** Of a workspace's or a group's row; null: the group goes by the workspace's. */
const submissionIn = ({ kind, document }: SettingRow): SubmissionDocument | null =>
  kind === 'groups'
    ? completeDocument('groups', document as never).submission
    : completeDocument('submission', document as never);

const deliverOf = (row: SettingRow): Deliver | null =>
  row.kind === 'submission-templates'
    ? (row.document as SubmissionTemplateDocument).deliver
    : (submissionIn(row)?.deliver ?? null);

const targetsOf = ({ emails, webhooks }: Deliver): readonly Target[] => [
  ...emails.map((to): Target => ({ channel: 'email', to })),
  ...webhooks.map((to): Target => ({ channel: 'webhook', to })),
];
