// API keys: made, rotated, revoked, and who a presented one is. A secret is shown once and kept as its SHA-256.
import type { ApiKeyView, IssuedKey, KeyHolder, Permission } from '@frontdesk/contracts';
import { AggregateHandler } from '@frontdesk/engine';
import { newApiKey, newKeyId, notFound, PORTS, problemOf, type Queryable, type ServicePorts } from '@frontdesk/nest';
import {
  apiKeyDecider,
  type ApiKeyCommand,
  type ApiKeyEvent,
  type ApiKeyRefusal,
  type ApiKeyState,
} from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import type { Author } from '../changes.js';
import { keyStream } from './facts.js';

/** Said to all processes: what they were told of credentials no longer holds. */
export const CREDENTIALS = 'credentials';
const HOUR_MS = 3_600_000;
/** Use is written down this often at most: a key that is used a thousand times a second was used now. */
const USED_EVERY_MS = 60_000;

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly expiresAt: string | null;
}

interface KeyRow {
  readonly key_id: string;
  readonly workspace: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly expires_at: Date | null;
  readonly revoked: boolean;
  readonly created_at: Date;
  readonly created_by: string;
  readonly last_used_at: Date | null;
  /** Of the secret that is asked for, or of the older one of two. */
  readonly ends_at: Date | null;
}

@Injectable()
export class ApiKeys {
  private readonly handler: AggregateHandler<Queryable, ApiKeyState, ApiKeyCommand, ApiKeyEvent, ApiKeyRefusal>;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: apiKeyDecider, topic: 'settings.events' });
  }

  async list(workspace: string): Promise<readonly ApiKeyView[]> {
    const rows = await this.select('k.workspace = $2 ORDER BY k.created_at DESC, k.key_id', [workspace]);
    return rows.map((row) => this.viewOf(row));
  }

  /** @throws ProblemException not_found, for a foreign key too */
  async view(workspace: string, keyId: string): Promise<ApiKeyView> {
    const [row] = await this.select('k.workspace = $2 AND k.key_id = $3', [workspace, keyId]);
    if (!row) throw notFound('API key');
    return this.viewOf(row);
  }

  async create(by: Author, { name, scopes, expiresAt }: NewKey): Promise<IssuedKey> {
    const { key, keyId, secretHash } = newApiKey(newKeyId());
    const secretId = this.ports.ids.next();
    const at = this.ports.clock.now();
    const ends = expiresAt === null ? null : Date.parse(expiresAt);
    const command = { type: 'create', at, keyId, secretId, name, scopes, expiresAt: ends } as const;
    await this.run(by, keyId, at, command, async (tx) => {
      await tx.query(
        `INSERT INTO api_key (key_id, workspace, name, scopes, expires_at, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [keyId, by.workspace, name.trim(), JSON.stringify(scopes), dateOf(ends), new Date(at), by.actor],
      );
      await addSecret(tx, secretId, keyId, secretHash);
    });
    return { key, view: await this.view(by.workspace, keyId) };
  }

  /** A new secret beside the old one, which counts for the overlap yet; 0: no longer. */
  async rotate(by: Author, keyId: string, overlapHours: number): Promise<IssuedKey> {
    await this.view(by.workspace, keyId);
    const { key, secretHash } = newApiKey(keyId);
    const secretId = this.ports.ids.next();
    const at = this.ports.clock.now();
    const overlapMs = overlapHours * HOUR_MS;
    await this.run(by, keyId, at, { type: 'rotate', at, keyId, secretId, overlapMs }, async (tx) => {
      await tx.query('DELETE FROM api_key_secret WHERE key_id = $1 AND ends_at <= $2', [keyId, new Date(at)]);
      await tx.query('UPDATE api_key_secret SET ends_at = $2 WHERE key_id = $1', [keyId, new Date(at + overlapMs)]);
      await addSecret(tx, secretId, keyId, secretHash);
    });
    return { key, view: await this.view(by.workspace, keyId) };
  }

  async revoke(by: Author, keyId: string): Promise<void> {
    await this.run(by, keyId, this.ports.clock.now(), { type: 'revoke', keyId }, async (tx) => {
      await tx.query('UPDATE api_key SET revoked = true WHERE key_id = $1', [keyId]);
      await tx.query('DELETE FROM api_key_secret WHERE key_id = $1', [keyId]);
    });
  }

  /** The peer's question: whose key is this? Asking counts as using it. */
  async holder(keyId: string, secretHash: string): Promise<KeyHolder | null> {
    const now = this.ports.clock.now();
    const rows: readonly KeyRow[] = await this.ports.db.query(
      `SELECT k.*, s.ends_at FROM api_key k JOIN api_key_secret s USING (key_id)
       WHERE k.key_id = $1 AND s.hash = $2 AND NOT k.revoked`,
      [keyId, secretHash],
    );
    const [row] = rows;
    if (!row) return null;
    const ends = [row.ends_at, row.expires_at].flatMap((end) => (end === null ? [] : [end.getTime()]));
    const endsAt = ends.length === 0 ? null : Math.min(...ends);
    if (endsAt !== null && endsAt <= now) return null;
    if (now - (row.last_used_at?.getTime() ?? 0) > USED_EVERY_MS)
      await this.ports.db.query('UPDATE api_key SET last_used_at = $2 WHERE key_id = $1', [keyId, new Date(now)]);
    return { workspace: row.workspace, scopes: row.scopes, endsAt };
  }

  private async run(
    { workspace, actor, requestId }: Author,
    keyId: string,
    at: number,
    command: ApiKeyCommand,
    rows: (tx: Queryable) => Promise<void>,
  ): Promise<void> {
    const meta = { actor, correlationId: requestId, causationId: null, requestId };
    const handling = { workspace, stream: keyStream(keyId), key: workspace, command, at, meta };
    const answer = await this.handler.handle({ ...handling, rows: (tx) => rows(tx) });
    if (answer.outcome === 'rejected') {
      throw answer.refusal.rejected === 'unknown_api_key' ? notFound('API key') : problemOf(answer.refusal);
    }
    if (answer.outcome !== 'done') throw new Error(`a key's command was answered ${answer.outcome}`);
    this.ports.signals.send(CREDENTIALS, keyId);
  }

  private select(where: string, params: readonly unknown[]): Promise<readonly KeyRow[]> {
    return this.ports.db.query(
      `SELECT k.*, (SELECT max(s.ends_at) FROM api_key_secret s WHERE s.key_id = k.key_id AND s.ends_at > $1) AS ends_at
       FROM api_key k WHERE ${where}`,
      [new Date(this.ports.clock.now()), ...params],
    );
  }

  private viewOf(row: KeyRow): ApiKeyView {
    const expired = row.expires_at !== null && row.expires_at.getTime() <= this.ports.clock.now();
    return {
      keyId: row.key_id,
      name: row.name,
      scopes: row.scopes,
      status: row.revoked ? 'revoked' : expired ? 'expired' : 'live',
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by,
      expiresAt: row.expires_at?.toISOString() ?? null,
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
      overlapUntil: row.ends_at?.toISOString() ?? null,
    };
  }
}

async function addSecret(tx: Queryable, secretId: string, keyId: string, hash: string): Promise<void> {
  await tx.query('INSERT INTO api_key_secret (secret_id, key_id, hash) VALUES ($1, $2, $3)', [secretId, keyId, hash]);
}

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));
