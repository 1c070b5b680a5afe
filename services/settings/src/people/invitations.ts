// What an invitation says to whoever holds its link: nobody accepts what they have not read.
import type { InvitationView } from '@frontdesk/contracts';
import { PORTS, type Identity, type ServicePorts } from '@frontdesk/nest';
import { notMeantBy } from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import { SettingsDocuments } from '../documents.js';
import { emailOf, Members, type MemberRow } from './members.js';

@Injectable()
export class Invitations {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Members) private readonly members: Members,
    @Inject(SettingsDocuments) private readonly documents: SettingsDocuments,
  ) {}

  /** @throws ProblemException not_found for a link that was never made */
  async read(identity: Identity, token: string): Promise<InvitationView> {
    const row = await this.members.invited(token);
    const { workspace, name, email, role } = row;
    const status = await this.statusOf(row, identity);
    const refusal = status === 'open' ? notMeantBy(email, emailOf(identity)) : null;
    return {
      ...{ status, workspace, name, email, role },
      invitedBy: await this.nameOf(workspace, row.invited_by),
      invitedAt: row.invited_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      refusal: refusal && { code: refusal.rejected, detail: refusal.detail },
    };
  }

  private async statusOf(row: MemberRow, { issuer, subject }: Identity): Promise<InvitationView['status']> {
    switch (row.status) {
      case 'joined':
        return (await this.members.member(issuer, subject))?.personId === row.person_id ? 'yours' : 'used';
      case 'removed':
        return 'used';
      case 'revoked':
        return 'withdrawn';
      case 'invited':
        return row.expires_at.getTime() <= this.ports.clock.now() ? 'expired' : 'open';
    }
  }

  /** Who invites has an agent's document, or came by an invitation themselves; the command line has neither. */
  private async nameOf(workspace: string, id: string): Promise<string> {
    const rows: readonly { readonly name: string }[] = await this.ports.db.query(
      'SELECT name FROM person WHERE workspace = $1 AND person_id = $2',
      [workspace, id],
    );
    const [person] = rows;
    if (person) return person.name;
    const agents = await this.documents.list(workspace, 'agents');
    return agents.find((agent) => agent.id === id)?.document.name ?? id;
  }
}
