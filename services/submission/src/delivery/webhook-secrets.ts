// The secret of each address, made when it is first needed: it signs what goes there, so it is kept as it is, in this
// table alone. One that was replaced signs beside the newer one for a while, so that its receiver can change over.
import { randomBytes } from 'node:crypto';
import type { WebhookSecret } from '@frontdesk/contracts';
import { PORTS, ProblemException, queryableOf, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';

export interface Rotation {
  readonly overlapMs: number;
  readonly by: string;
  readonly requestId: string;
}

interface SecretRow {
  readonly secret: string;
  readonly older_secret: string | null;
  readonly older_until: Date | null;
  readonly rotated_at: Date | null;
  readonly rotated_by: string | null;
}

@Injectable()
export class WebhookSecrets {
  private readonly db: Queryable;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    this.db = queryableOf(ports);
  }

  /** What signs now: the newest, and the one before it while it counts. */
  async of(workspace: string, url: string): Promise<readonly string[]> {
    const row = await this.row(workspace, url);
    const older = this.olderIn(row);
    return older === null ? [row.secret] : [row.secret, older.secret];
  }

  async view(workspace: string, url: string): Promise<WebhookSecret> {
    const row = await this.row(workspace, url);
    return {
      ...{ url, secret: row.secret, olderUntil: this.olderIn(row)?.until.toISOString() ?? null },
      ...{ rotatedAt: row.rotated_at?.toISOString() ?? null, rotatedBy: row.rotated_by },
    };
  }

  /** @throws ProblemException rotation_under_way: a third would leave a receiver without any that it knows */
  async rotate(workspace: string, url: string, { overlapMs, by, requestId }: Rotation): Promise<WebhookSecret> {
    await this.row(workspace, url);
    const now = this.ports.clock.now();
    const { rows } = await this.db.query(
      `WITH changed AS (UPDATE webhook_secret SET
         older_secret = CASE WHEN $5 THEN secret END, older_until = CASE WHEN $5 THEN $4::timestamptz END,
         secret = $3, rotated_at = $6, rotated_by = $7, request_id = $8
       WHERE workspace = $1 AND url = $2 AND (NOT $5 OR older_until IS NULL OR older_until <= $6) RETURNING 1)
       SELECT 1 FROM changed`,
      [workspace, url, newSecret(), new Date(now + overlapMs), overlapMs > 0, new Date(now), by, requestId],
    );
    if (rows.length > 0) return this.view(workspace, url);
    const { olderUntil } = await this.view(workspace, url);
    throw new ProblemException(
      'rotation_under_way',
      `The older secret signs until ${olderUntil ?? 'a moment ago'}; rotate again after that, or without an overlap.`,
    );
  }

  private async row(workspace: string, url: string): Promise<SecretRow> {
    await this.db.query(
      'INSERT INTO webhook_secret (workspace, url, secret) VALUES ($1, $2, $3) ON CONFLICT (workspace, url) DO NOTHING',
      [workspace, url, newSecret()],
    );
    const { rows } = await this.db.query('SELECT * FROM webhook_secret WHERE workspace = $1 AND url = $2', [
      ...[workspace, url],
    ]);
    const [kept] = rows as unknown as readonly SecretRow[];
    if (kept === undefined) throw new Error('a secret that was kept is gone');
    return kept;
  }

  private olderIn({ older_secret: secret, older_until: until }: SecretRow): { secret: string; until: Date } | null {
    const counts = secret !== null && until !== null && until.getTime() > this.ports.clock.now();
    return counts ? { secret, until } : null;
  }
}

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
