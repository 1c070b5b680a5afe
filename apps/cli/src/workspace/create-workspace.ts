// A workspace and its owner, written into settings' log and rows: before the first owner there is nobody who could ask
// for one over the API. The facts are those of an invitation, and of joining when the sign-in is named.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { AggregateHandler } from '@frontdesk/engine';
import { RowsRefused } from '@frontdesk/journal';
import { createPostgresJournal, type PgTx } from '@frontdesk/journal-postgres';
import { isRejected } from '@frontdesk/kernel';
import {
  memberDecider,
  type MemberCommand,
  type MemberEvent,
  type MemberRefusal,
  type MemberState,
} from '@frontdesk/settings';
import type { Pool } from 'pg';
import { CliError, EXIT, usage } from '../terminal/exit.js';

const SERVICE = 'settings';
const ACTOR = 'cli';
const HAS_OWNER = 'has_owner';
const TAKEN = 'sign_in_taken';

export interface NewWorkspace {
  readonly name: string;
  readonly email: string;
  readonly ownerName: string;
  /** How the owner is known to the issuer; null: whoever opens the link. */
  readonly signIn: { readonly issuer: string; readonly subject: string } | null;
  readonly expiresAt: number;
}

export interface CreatedWorkspace {
  readonly personId: string;
  /** For the link; null: the owner is bound to a sign-in and needs none. */
  readonly token: string | null;
}

/** Nothing is written. @throws CliError usage with every fault, failed when the workspace has an owner */
export async function checkWorkspace(pool: Pool, workspace: NewWorkspace, at: number): Promise<void> {
  const answer = memberDecider.decide(memberDecider.initial(), inviting(workspace, 'owner', at));
  if (isRejected(answer)) throw refused(answer);
  await expectFree({ query: (sql, params = []) => pool.query(sql, [...params]) }, workspace, at, `"${SERVICE}".`).catch(
    (error: unknown) => {
      throw error instanceof RowsRefused ? inWords(error, workspace) : error;
    },
  );
}

/** @throws CliError as `checkWorkspace`; of two at once one is told that there is an owner */
export async function createWorkspace(pool: Pool, workspace: NewWorkspace, at: number): Promise<CreatedWorkspace> {
  const journal = createPostgresJournal({ pool, schema: SERVICE, service: SERVICE });
  const handler = new AggregateHandler<PgTx, MemberState, MemberCommand, MemberEvent, MemberRefusal>({
    ...{ journal, decider: memberDecider, topic: 'settings.events', ids: { next: () => randomUUID() } },
  });
  const personId = randomUUID();
  const requestId = randomUUID();
  const token = randomBytes(24).toString('base64url');
  const run = async (command: MemberCommand, rows: (tx: PgTx) => Promise<void>): Promise<void> => {
    const answer = await handler.handle({
      ...{ workspace: workspace.name, stream: `person/${personId}`, key: workspace.name, command, at, rows },
      meta: { actor: ACTOR, correlationId: requestId, causationId: null, requestId },
    });
    if (answer.outcome === 'rejected') throw refused(answer.refusal);
    if (answer.outcome === 'refused') throw inWords(answer.refusal, workspace);
  };
  try {
    await run(inviting(workspace, personId, at), (tx) => inviteRows(tx, workspace, personId, token, at));
    const { signIn } = workspace;
    if (signIn === null) return { personId, token };
    await run({ type: 'join', at, personId, ...signIn }, (tx) => joinRows(tx, signIn, personId, at));
    return { personId, token: null };
  } finally {
    await journal.close();
  }
}

const inviting = ({ email, ownerName: name, expiresAt }: NewWorkspace, personId: string, at: number) =>
  ({ type: 'invite', at, by: ['owner'], personId, email, name, role: 'owner', groupIds: [], expiresAt }) as const;

async function inviteRows(tx: PgTx, workspace: NewWorkspace, personId: string, token: string, at: number) {
  // Two commands at once for one workspace go one after the other: the second one sees the first one's owner.
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`workspace/${workspace.name}`]);
  await expectFree(tx, workspace, at);
  const { name, email, ownerName, expiresAt } = workspace;
  await tx.query(
    `INSERT INTO person (person_id, workspace, email, name, role, group_ids, status, invited_at, invited_by, expires_at,
       token_hash) VALUES ($1, $2, $3, $4, 'owner', '[]', 'invited', $5, $6, $7, $8)`,
    [
      ...[personId, name, email, ownerName.trim(), new Date(at), ACTOR, new Date(expiresAt)],
      createHash('sha256').update(token).digest('hex'),
    ],
  );
}

async function joinRows(tx: PgTx, signIn: NonNullable<NewWorkspace['signIn']>, personId: string, at: number) {
  const { rowCount } = await tx.query(
    'INSERT INTO sign_in (issuer, subject, person_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [signIn.issuer, signIn.subject, personId],
  );
  if (rowCount === 0) throw new RowsRefused(TAKEN);
  await tx.query(`UPDATE person SET status = 'joined', joined_at = $2 WHERE person_id = $1`, [personId, new Date(at)]);
}

/** Who was invited and never came is no owner: the command may be used again when the link is over. */
async function expectFree(tx: PgTx, { name, signIn }: NewWorkspace, at: number, schema = ''): Promise<void> {
  const owners = await tx.query(
    `SELECT 1 FROM ${schema}person WHERE workspace = $1 AND role = 'owner'
       AND (status = 'joined' OR (status = 'invited' AND expires_at > $2))`,
    [name, new Date(at)],
  );
  if (owners.rows.length > 0) throw new RowsRefused(HAS_OWNER);
  if (signIn === null) return;
  const { issuer, subject } = signIn;
  const sql = `SELECT 1 FROM ${schema}sign_in WHERE issuer = $1 AND subject = $2`;
  if ((await tx.query(sql, [issuer, subject])).rows.length > 0) throw new RowsRefused(TAKEN);
}

function inWords({ code }: RowsRefused, { name, signIn }: NewWorkspace): CliError {
  if (code === HAS_OWNER)
    return new CliError(
      EXIT.failed,
      `${name} has an owner, or an invitation for one that is open. They invite everybody else.`,
    );
  return new CliError(
    EXIT.failed,
    `${signIn?.subject ?? ''} of this issuer is somebody already: a sign-in is one person.`,
  );
}

/** The places are those of the document; the options are named like them. */
function refused({ detail, errors = [] }: MemberRefusal): CliError {
  const faults = errors.map(({ pointer, message }) => `  ${OPTIONS[pointer] ?? pointer}: ${message}`);
  return usage([detail, ...faults].join('\n'));
}

const OPTIONS: Readonly<Record<string, string>> = {
  '/email': '--owner-email',
  '/name': '--owner-name',
  '/expiresAt': '--valid-days',
};
