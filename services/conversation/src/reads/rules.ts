// The rules that are in force for a workspace's conversations, and the names that its texts show. They go with every
// command, so they are kept for a moment; other replicas learn of a change when what they keep runs out.
import type { ConversationDocument, GroupDocument } from '@frontdesk/contracts';
import { SETTINGS_DEFAULTS } from '@frontdesk/contracts';
import type { RulesInForce } from '@frontdesk/conversation';
import { PORTS, SettingRows, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';

export interface Rules extends RulesInForce {
  readonly rules: ConversationDocument;
}

const KEPT_MS = 10_000;

@Injectable()
export class RuleReads {
  private readonly kept = new Map<string, { readonly rules: Rules; readonly until: number }>();

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  async of(workspace: string): Promise<Rules> {
    const now = this.ports.clock.now();
    const known = this.kept.get(workspace);
    if (known !== undefined && now < known.until) return known.rules;
    const rows = await this.ports.db.getRepository(SettingRows).findBy([
      { workspace, kind: 'conversation' },
      { workspace, kind: 'groups' },
    ]);
    const own = rows.find(({ kind }) => kind === 'conversation')?.document as ConversationDocument | undefined;
    const groups = rows.filter(({ kind }) => kind === 'groups');
    const groupNames = Object.fromEntries(groups.map(({ id, document }) => [id, (document as GroupDocument).name]));
    const rules = { rules: own ?? SETTINGS_DEFAULTS.conversation, groupNames };
    this.kept.set(workspace, { rules, until: now + KEPT_MS });
    return rules;
  }

  forget(): void {
    this.kept.clear();
  }
}
