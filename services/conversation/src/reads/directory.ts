// Names and words from the settings: who an agent is, which groups there are, what waiting visitors are told.
import type {
  AgentDocument,
  GroupDocument,
  OfferReason,
  QueueDocument,
  SubmissionDocument,
} from '@frontdesk/contracts';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { SettingRows, type SettingRow } from '../rows/setting-row.js';

/** A reason without words of its own is told in the nearest ones. */
const OFFER: Readonly<Record<OfferReason, keyof Omit<SubmissionDocument, 'enabled'>>> = {
  full: 'queueFull',
  out_of_hours: 'outOfHours',
  nobody_online: 'nobodyOnline',
  timed_out: 'queueTimeout',
  by_rule: 'nobodyOnline',
  agent_lost: 'nobodyOnline',
  blocked: 'nobodyOnline',
};

const NAME_KEPT_MS = 10_000;
const MOST_NAMES = 10_000;

/** Said until the workspace's own words have arrived. */
const QUEUE_MESSAGE = 'You are number {{position}} in the queue.';

@Injectable()
export class Directory {
  private readonly settings: Repository<SettingRow>;
  private readonly names = new Map<string, { readonly name: string; readonly until: number }>();

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    this.settings = ports.db.getRepository(SettingRows);
  }

  /** The id itself while nobody has told us the name. Asked for with every assignment and message, so it is kept. */
  async agentName(workspace: string, agentId: string): Promise<string> {
    const now = this.ports.clock.now();
    const key = JSON.stringify([workspace, agentId]);
    const known = this.names.get(key);
    if (known !== undefined && now < known.until) return known.name;
    const row = await this.settings.findOneBy({ workspace, kind: 'agents', id: agentId });
    const name = (row?.document as AgentDocument | undefined)?.name ?? agentId;
    if (this.names.size >= MOST_NAMES) this.names.clear();
    this.names.set(key, { name, until: now + NAME_KEPT_MS });
    return name;
  }

  /** A name has changed: the next who asks looks it up. Other replicas learn it when theirs runs out. */
  forgetNames(): void {
    this.names.clear();
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

  async queueMessage(workspace: string): Promise<string> {
    const row = await this.settings.findOneBy({ workspace, kind: 'queue', id: '' });
    return (row?.document as QueueDocument | undefined)?.message ?? QUEUE_MESSAGE;
  }

  async offerText(workspace: string, reason: OfferReason): Promise<string> {
    const row = await this.settings.findOneBy({ workspace, kind: 'submission', id: '' });
    return (row?.document as SubmissionDocument | undefined)?.[OFFER[reason]].text ?? '';
  }
}
