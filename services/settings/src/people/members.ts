// The people of a workspace: invited with a link that works once, bound to the sign-in that accepts it, removed.
import type { Member, PersonView } from '@frontdesk/contracts';
import { AggregateHandler } from '@frontdesk/engine';
import { RowsRefused } from '@frontdesk/journal';
import {
  hashOf,
  newSecret,
  notFound,
  PORTS,
  ProblemException,
  problemOf,
  type Identity,
  type Queryable,
  type ServicePorts,
} from '@frontdesk/nest';
import {
  memberDecider,
  notMeantBy,
  type EmailClaim,
  type MemberCommand,
  type MemberEvent,
  type MemberRefusal,
  type MemberRole,
  type MemberState,
} from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import type { Author } from '../changes.js';
import { SettingsDocuments } from '../documents.js';
import { CREDENTIALS } from './api-keys.js';
import { personStream } from './facts.js';

const DAY_MS = 24 * 3_600_000;
/** How many conversations at once somebody begins with; an administrator changes it in the agent's document. */
const FIRST_LIMIT: Readonly<Partial<Record<MemberRole, number>>> = { agent: 3, supervisor: 3, admin: 0, owner: 0 };
const BOUND = 'already_a_member';

export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: MemberRole;
  readonly groupIds: readonly string[];
  readonly validDays: number;
}

/** `by.roles`: what they may give is no more than what they have. */
export interface Inviter extends Author {
  readonly roles: readonly string[];
}

export interface MemberRow {
  readonly person_id: string;
  readonly workspace: string;
  readonly email: string;
  readonly name: string;
  readonly role: MemberRole;
  readonly group_ids: readonly string[];
  readonly status: 'invited' | 'revoked' | 'joined' | 'removed';
  readonly invited_at: Date;
  readonly invited_by: string;
  readonly expires_at: Date;
  readonly joined_at: Date | null;
}

export const emailOf = ({ email, emailVerified }: Identity): EmailClaim => ({
  address: email,
  verified: emailVerified,
});

const unknownInvitation = (): ProblemException =>
  new ProblemException('not_found', 'There is no such invitation: the link is not complete, or was never made.');

@Injectable()
export class Members {
  private readonly handler: AggregateHandler<Queryable, MemberState, MemberCommand, MemberEvent, MemberRefusal>;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(SettingsDocuments) private readonly documents: SettingsDocuments,
  ) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: memberDecider, topic: 'settings.events' });
  }

  /** Those who belong here, and those who may yet: who was removed or never came is history. */
  async list(workspace: string): Promise<readonly PersonView[]> {
    const rows: readonly MemberRow[] = await this.ports.db.query(
      `SELECT * FROM person WHERE workspace = $1 AND status IN ('invited', 'joined') ORDER BY invited_at, person_id`,
      [workspace],
    );
    return rows.map((row) => this.viewOf(row));
  }

  /** The token is in the link, nowhere else: it is answered this once. */
  async invite(by: Inviter, invitation: Invitation): Promise<{ person: PersonView; token: string }> {
    const { email, name, role, groupIds, validDays } = invitation;
    const { clock, ids } = this.ports;
    const at = clock.now();
    const personId = ids.next();
    const expiresAt = at + validDays * DAY_MS;
    await this.expectGroups(by.workspace, groupIds);
    const { secret, hash } = newSecret();
    const command = { type: 'invite', at, by: by.roles, personId, email, name, role, groupIds, expiresAt } as const;
    await this.run(by, personId, at, command, async (tx) => {
      await tx.query(
        `INSERT INTO person (person_id, workspace, email, name, role, group_ids, status, invited_at, invited_by,
           expires_at, token_hash) VALUES ($1, $2, $3, $4, $5, $6, 'invited', $7, $8, $9, $10)`,
        [
          ...[personId, by.workspace, email, name.trim(), role, JSON.stringify(groupIds)],
          ...[new Date(at), by.actor, new Date(expiresAt), hash],
        ],
      );
    });
    return { person: this.viewOf(await this.row(by.workspace, personId)), token: secret };
  }

  /** Whoever is signed in becomes the invited person. Again by the same person: nothing changes. */
  async join(identity: Identity, token: string, requestId: string): Promise<Member> {
    const row = await this.invited(token);
    const { workspace, person_id: personId, role } = row;
    const { issuer, subject } = identity;
    const at = this.ports.clock.now();
    const by = { workspace, actor: personId, requestId };
    // Asked first, so that a link that is over makes nothing; the agent's document next, so that whoever joins has one.
    const email = emailOf(identity);
    const isOpen = row.status === 'invited' && row.expires_at.getTime() > at;
    if (isOpen && notMeantBy(row.email, email) === null) await this.makeAgent(by, row);
    await this.run(by, personId, at, { type: 'join', at, personId, issuer, subject, email }, async (tx, joined) => {
      if (!joined) return;
      const { rows: bound } = await tx.query(
        `INSERT INTO sign_in (issuer, subject, person_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING person_id`,
        [issuer, subject, personId],
      );
      if (bound.length === 0) throw new RowsRefused(BOUND);
      await tx.query(`UPDATE person SET status = 'joined', joined_at = $2 WHERE person_id = $1`, [
        personId,
        new Date(at),
      ]);
    });
    return { workspace, personId, role };
  }

  /** Whom a link invites, whatever has become of it. */
  async invited(token: string): Promise<MemberRow> {
    const rows: readonly MemberRow[] = await this.ports.db.query('SELECT * FROM person WHERE token_hash = $1', [
      hashOf(token),
    ]);
    const [row] = rows;
    if (!row) throw unknownInvitation();
    return row;
  }

  async changeRole(by: Inviter, personId: string, role: MemberRole): Promise<PersonView> {
    await this.row(by.workspace, personId);
    const command = { type: 'change_role', by: by.roles, personId, role } as const;
    await this.run(by, personId, this.ports.clock.now(), command, async (tx) => {
      await tx.query('UPDATE person SET role = $2 WHERE person_id = $1', [personId, role]);
    });
    return this.viewOf(await this.row(by.workspace, personId));
  }

  /** Takes an open invitation back, or lets somebody in no more. */
  async remove(by: Inviter, personId: string): Promise<void> {
    const { status } = await this.row(by.workspace, personId);
    const open = status === 'invited' || status === 'revoked';
    const command: MemberCommand = open
      ? { type: 'revoke_invitation', personId }
      : { type: 'remove', by: by.roles, personId };
    await this.run(by, personId, this.ports.clock.now(), command, async (tx) => {
      const now = open ? 'revoked' : 'removed';
      await tx.query('UPDATE person SET status = $2 WHERE person_id = $1', [personId, now]);
      await tx.query('DELETE FROM sign_in WHERE person_id = $1', [personId]);
    });
  }

  /** The peer's question: who is this sign-in? */
  async member(issuer: string, subject: string): Promise<Member | null> {
    const rows: readonly MemberRow[] = await this.ports.db.query(
      `SELECT m.* FROM sign_in s JOIN person m USING (person_id) WHERE s.issuer = $1 AND s.subject = $2`,
      [issuer, subject],
    );
    const [row] = rows;
    return row ? { workspace: row.workspace, personId: row.person_id, role: row.role } : null;
  }

  private async expectGroups(workspace: string, groupIds: readonly string[]): Promise<void> {
    const known = new Set((await this.documents.list(workspace, 'groups')).map(({ id }) => id));
    const errors = groupIds.flatMap((id, i) =>
      known.has(id) ? [] : [{ pointer: `/groupIds/${i}`, code: 'unknown_group', message: `there is no group ${id}` }],
    );
    if (errors.length > 0) throw new ProblemException('invalid_invitation', 'The invitation has faults.', errors);
  }

  private async makeAgent(by: Author, row: MemberRow): Promise<void> {
    const { workspace, person_id: id, role, name, email, group_ids: groups } = row;
    if (role === 'auditor' || (await this.documents.known(workspace, 'agents', id))) return;
    // A group may have gone since the invitation.
    const known = new Set((await this.documents.list(workspace, 'groups')).map((group) => group.id));
    const groupIds = groups.filter((group) => known.has(group));
    const document = { name, email, limit: FIRST_LIMIT[role] ?? 0, groupIds, role };
    await this.documents.save(by, 'agents', id, null, document).catch((error: unknown) => {
      // Another acceptance of the same link has made it a moment ago.
      if (!(error instanceof ProblemException) || error.code !== 'stale') throw error;
    });
  }

  private async run(
    { workspace, actor, requestId }: Author,
    personId: string,
    at: number,
    command: MemberCommand,
    rows: (tx: Queryable, changed: boolean) => Promise<void>,
  ): Promise<void> {
    const meta = { actor, correlationId: requestId, causationId: null, requestId };
    const handling = { workspace, stream: personStream(personId), key: workspace, command, at, meta };
    const answer = await this.handler.handle({
      ...handling,
      rows: (tx, _state, _version, stored) => rows(tx, stored.length > 0),
    });
    if (answer.outcome === 'rejected') {
      throw answer.refusal.rejected === 'unknown_person' ? notFound('person') : problemOf(answer.refusal);
    }
    if (answer.outcome === 'refused')
      throw new ProblemException(BOUND, 'This sign-in is somebody already; each is one person of one workspace.');
    if (answer.outcome !== 'done') throw new Error(`a person's command was answered ${answer.outcome}`);
    this.ports.signals.send(CREDENTIALS, personId);
  }

  private async row(workspace: string, personId: string): Promise<MemberRow> {
    const rows: readonly MemberRow[] = await this.ports.db.query(
      'SELECT * FROM person WHERE workspace = $1 AND person_id = $2',
      [workspace, personId],
    );
    const [row] = rows;
    if (!row) throw notFound('person');
    return row;
  }

  private viewOf(row: MemberRow): PersonView {
    const over = row.status === 'invited' && row.expires_at.getTime() <= this.ports.clock.now();
    return {
      personId: row.person_id,
      name: row.name,
      email: row.email,
      role: row.role,
      groupIds: row.group_ids,
      status: row.status === 'joined' ? 'joined' : over ? 'expired' : 'invited',
      invitedAt: row.invited_at.toISOString(),
      invitedBy: row.invited_by,
      expiresAt: row.expires_at.toISOString(),
      joinedAt: row.joined_at?.toISOString() ?? null,
    };
  }
}
