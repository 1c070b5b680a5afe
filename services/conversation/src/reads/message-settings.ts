// What may be done with messages in a workspace. Asked for with every message and every frame of typing, so it is kept.
import { SETTINGS_DEFAULTS, type MessagesDocument } from '@frontdesk/contracts';
import { PORTS, SettingRows, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';

const KEPT_MS = 10_000;
const MOST_KEPT = 10_000;

@Injectable()
export class MessageSettings {
  private readonly kept = new Map<string, { readonly document: MessagesDocument; readonly until: number }>();

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  /** The defaults until somebody has saved others. */
  async of(workspace: string): Promise<MessagesDocument> {
    const now = this.ports.clock.now();
    const known = this.kept.get(workspace);
    if (known !== undefined && now < known.until) return known.document;
    const row = await this.ports.db.getRepository(SettingRows).findOneBy({ workspace, kind: 'messages', id: '' });
    const document = (row?.document as MessagesDocument | undefined) ?? SETTINGS_DEFAULTS.messages;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(workspace, { document, until: now + KEPT_MS });
    return document;
  }

  /** They have changed. Other replicas learn it when what they keep runs out. */
  forget(): void {
    this.kept.clear();
  }
}
