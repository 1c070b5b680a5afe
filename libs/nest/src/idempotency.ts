// Idempotency-Key: the first request's answer is stored with its effect, in one transaction, and replayed for 24 hours.
//
// Scope: workspace + principal + route + key. While the first is in flight in this process the others wait for it; one
// that arrives at another process meets the unique row and replays. Another body under the same key is refused.
import { createHash } from 'node:crypto';
import { canonical } from '@frontdesk/kernel';
import { KeyedLock } from '@frontdesk/engine';
import { RowsRefused } from '@frontdesk/journal';
import type { Principal } from '@frontdesk/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ProblemException } from './problem.js';

/** The least that is needed of a database session; both `pg` and a journal's transaction are one. */
export interface Queryable {
  query(sql: string, params?: readonly unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

/** SQL for a service's migration; `schema` qualifies the table. */
export const idempotencyTable = (schema: string): string =>
  `CREATE TABLE IF NOT EXISTS "${schema}".idempotency (
    scope text PRIMARY KEY, request_hash text NOT NULL, answer jsonb NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`;

const HEADER = {
  name: 'Idempotency-Key',
  required: true,
  description: 'Of your own making: a new one for each new thing, the same one to ask again after a cut.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
} as const;

/** The header of a creating call. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => {
    const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
    if (typeof key !== 'string' || key.length === 0 || key.length > 200) {
      throw new ProblemException(
        'idempotency_key_missing',
        'Send an Idempotency-Key header of 1–200 characters: a new one for each new thing.',
      );
    }
    return key;
  },
  [
    (target, method = '') => {
      ApiHeader(HEADER)(target, method, Object.getOwnPropertyDescriptor(target, method) ?? {});
    },
  ],
);

export interface IdempotentRequest {
  readonly principal: Principal;
  readonly route: string;
  readonly key: string;
  readonly body: unknown;
}

/** Where the first effect leaves its answer: call it inside the append's `rows`. */
export type Remember<Answer> = (tx: Queryable, answer: Answer) => Promise<void>;

/** Old answers are swept out along the way. */
const EXPIRE_EVERY = 500;

export class Idempotency {
  private readonly lock = new KeyedLock();
  private calls = 0;

  constructor(
    private readonly db: Queryable,
    private readonly schema: string,
  ) {}

  /**
   * Runs `first` unless this key was answered before; then answers what it left. `first` must call `remember` in the
   * transaction of its effect; what it returns is answered this once.
   * @throws ProblemException idempotency_key_reused when the key came with another body
   */
  once<Answer>(request: IdempotentRequest, first: (remember: Remember<Answer>) => Promise<Answer>): Promise<Answer> {
    const scope = [request.principal.workspace, request.principal.id, request.route, request.key].join('\u001f');
    const hash = createHash('sha256').update(canonical(request.body)).digest('hex');
    if (++this.calls % EXPIRE_EVERY === 0) void this.expire().catch(() => undefined);
    return this.lock.run(scope, async () => {
      const known = await this.stored<Answer>(scope, hash);
      if (known !== null) return known;
      let raced = false;
      const remember: Remember<Answer> = async (tx, answer) => {
        raced = !(await this.store(tx, scope, hash, answer));
        if (raced) throw new RowsRefused('idempotency_key_raced');
      };
      const answer = await first(remember).catch((error: unknown) => {
        if (!raced) throw error;
        return null;
      });
      // Another process was first with this key: its effect stands and ours was turned down, so its answer counts.
      const theirs = raced ? await this.stored<Answer>(scope, hash) : answer;
      if (theirs === null)
        throw new ProblemException('unavailable', 'This key is being answered elsewhere; try again with the same key.');
      return theirs;
    });
  }

  /** Forgets answers older than 24 hours. */
  async expire(): Promise<void> {
    await this.db.query(`DELETE FROM "${this.schema}".idempotency WHERE created_at < now() - interval '24 hours'`);
  }

  private async store(tx: Queryable, scope: string, hash: string, answer: unknown): Promise<boolean> {
    const { rows } = await tx.query(
      `INSERT INTO "${this.schema}".idempotency (scope, request_hash, answer) VALUES ($1, $2, $3)
       ON CONFLICT (scope) DO NOTHING RETURNING scope`,
      [scope, hash, JSON.stringify(answer)],
    );
    return rows.length === 1;
  }

  private async stored<Answer>(scope: string, hash: string): Promise<Answer | null> {
    const { rows } = await this.db.query(
      `SELECT request_hash, answer FROM "${this.schema}".idempotency WHERE scope = $1`,
      [scope],
    );
    const row = rows[0];
    if (!row) return null;
    if (row['request_hash'] !== hash) {
      throw new ProblemException(
        'idempotency_key_reused',
        'This Idempotency-Key was used with another body; use a new key for a new request.',
      );
    }
    return row['answer'] as Answer;
  }
}
