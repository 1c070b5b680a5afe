// Who visitors are, under which ids they were known before, what they look at, and what they have left.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE visitor (
     workspace text NOT NULL, visitor_id text NOT NULL, version int NOT NULL DEFAULT 0, state jsonb,
     country text, PRIMARY KEY (workspace, visitor_id))`,
  `CREATE TABLE visitor_alias (
     workspace text NOT NULL, visitor_id text NOT NULL, profile_id text NOT NULL, PRIMARY KEY (workspace, visitor_id))`,
  'CREATE INDEX visitor_alias_of ON visitor_alias (workspace, profile_id)',
  // Not from the log, and not in it: kept for a while only.
  `CREATE TABLE visitor_page (
     workspace text NOT NULL, visitor_id text NOT NULL, at timestamptz NOT NULL, url text NOT NULL, title text NOT NULL,
     PRIMARY KEY (workspace, visitor_id, url))`,
  `CREATE TABLE visitor_submission (
     workspace text NOT NULL, submission_id text NOT NULL, visitor_id text NOT NULL, group_id text NOT NULL,
     at timestamptz NOT NULL, text text NOT NULL, state text NOT NULL, PRIMARY KEY (workspace, submission_id))`,
  'CREATE INDEX visitor_submission_of ON visitor_submission (workspace, visitor_id, at DESC)',
  'CREATE INDEX conversation_of_visitor ON conversation (workspace, visitor_id, arrived_at DESC)',
  'CREATE INDEX visitor_identity_of ON visitor_identity (workspace, visitor_id)',
];

export class Visitors1764730000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX visitor_identity_of, conversation_of_visitor');
    await runner.query('DROP TABLE visitor_submission, visitor_page, visitor_alias, visitor');
  }
}
