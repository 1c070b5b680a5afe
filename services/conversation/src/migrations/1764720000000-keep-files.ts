// What is known of the files of conversations, whose bytes are elsewhere; and the key that signs links to them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE stored_file (
     file_id text PRIMARY KEY, workspace text NOT NULL, conversation_id text NOT NULL, uploader text NOT NULL,
     upload_key text NOT NULL, name text NOT NULL DEFAULT '', media_type text, bytes bigint,
     client_message_id text, note boolean NOT NULL DEFAULT false, due_at timestamptz,
     UNIQUE (workspace, conversation_id, uploader, upload_key))`,
  `CREATE INDEX stored_file_due ON stored_file (due_at) WHERE due_at IS NOT NULL`,
  `CREATE TABLE file_key (generation int PRIMARY KEY, secret text NOT NULL)`,
];

export class KeepFiles1764720000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE file_key, stored_file');
  }
}
