// What a workspace has settled about presence: followed from the settings' events, the defaults until there are any.
import { SETTINGS_DEFAULTS, type PresenceDocument } from '@frontdesk/contracts';
import { PORTS, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';

/** As much of the document as presence reads; how long the grace is, and what then, routing is told by settings. */
export type PresenceSettingsDocument = Pick<PresenceDocument, 'statuses' | 'approval' | 'idleBusyMinutes'> &
  // Not in what was written down before there was one.
  Partial<Pick<PresenceDocument, 'backgroundSeconds'>>;

export const idleMsOf = ({ idleBusyMinutes }: PresenceSettingsDocument): number | null =>
  idleBusyMinutes === null ? null : idleBusyMinutes * 60_000;

@Injectable()
export class PresenceSettings {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  async of(workspace: string): Promise<PresenceSettingsDocument> {
    const [row] = await this.ports.db.query<readonly { document: PresenceSettingsDocument }[]>(
      'SELECT document FROM presence_setting WHERE workspace = $1',
      [workspace],
    );
    return row?.document ?? SETTINGS_DEFAULTS.presence;
  }

  /** For later decisions: whoever is online begins to count for idleness now, and what was chosen stays as it was. */
  async write(tx: Queryable, workspace: string, version: number, document: PresenceSettingsDocument): Promise<void> {
    const { statuses, approval, idleBusyMinutes, backgroundSeconds = null } = document;
    await tx.query(
      `INSERT INTO presence_setting (workspace, version, document) VALUES ($1, $2, $3)
       ON CONFLICT (workspace) DO UPDATE SET version = EXCLUDED.version, document = EXCLUDED.document`,
      [workspace, version, JSON.stringify({ statuses, approval, idleBusyMinutes, backgroundSeconds })],
    );
    const idleMs = idleMsOf(document);
    const due = idleMs === null ? null : new Date(this.ports.clock.now() + idleMs);
    await tx.query(
      `UPDATE presence SET idle_due = $2 WHERE workspace = $1 AND kind = 'agent' AND effective = 'online'`,
      [workspace, due],
    );
  }
}
