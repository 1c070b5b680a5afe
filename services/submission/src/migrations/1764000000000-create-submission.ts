// The service's own rows: made from events, and may be made anew.
import { idempotencyTable } from '@frontdesk/nest';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE submission (
     submission_id text PRIMARY KEY, workspace text NOT NULL, receipt_id text NOT NULL,
     status text NOT NULL DEFAULT 'pending', conversation_id text, visitor_id text NOT NULL, group_id text NOT NULL,
     reason text, name text, email text NOT NULL, text text NOT NULL,
     received_at timestamptz NOT NULL, closed_at timestamptz)`,
  `CREATE INDEX submission_status ON submission (workspace, status, submission_id DESC)`,
];

export class CreateSubmission1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    await runner.query(idempotencyTable('submission'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency, submission');
  }
}
