// Files that are left with submissions, whose bytes are elsewhere; and the key that signs links to them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE stored_file (
     file_id text PRIMARY KEY, workspace text NOT NULL, visitor_id text NOT NULL, upload_key text NOT NULL,
     name text NOT NULL DEFAULT '', media_type text, bytes bigint, submission_id text, due_at timestamptz,
     UNIQUE (workspace, visitor_id, upload_key))`,
  `CREATE INDEX stored_file_due ON stored_file (due_at) WHERE due_at IS NOT NULL`,
  `CREATE TABLE file_key (generation int PRIMARY KEY, secret text NOT NULL)`,
  `ALTER TABLE submission ADD COLUMN attachments jsonb NOT NULL DEFAULT '[]'`,
];

export class KeepAttachments1764740000000 implements MigrationInterface {
  readonly name = 'KeepAttachments1764740000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE submission DROP COLUMN attachments');
    await runner.query('DROP TABLE file_key, stored_file');
  }
}
