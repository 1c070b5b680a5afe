// Tickets, the desk that answers them, and deliveries. Columns of older rows say by null what was not asked for then.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `ALTER TABLE submission
     ADD COLUMN mode text NOT NULL DEFAULT 'ticket', ADD COLUMN language text, ADD COLUMN title text, ADD COLUMN phone text,
     ADD COLUMN type_path jsonb NOT NULL DEFAULT '[]', ADD COLUMN answers jsonb NOT NULL DEFAULT '[]',
     ADD COLUMN assignee text, ADD COLUMN score int, ADD COLUMN comment text, ADD COLUMN last_message_at timestamptz,
     ADD COLUMN waits_for_answer boolean NOT NULL DEFAULT true, ADD COLUMN delivery text NOT NULL DEFAULT 'none',
     ADD COLUMN answered int NOT NULL DEFAULT 0, ADD COLUMN seen int NOT NULL DEFAULT 0, ADD COLUMN content_hash text`,
  `CREATE INDEX submission_visitor ON submission (workspace, visitor_id, submission_id DESC)`,
  `CREATE INDEX submission_assignee ON submission (workspace, assignee, submission_id DESC)`,
  `CREATE TABLE delivery (
     delivery_id text PRIMARY KEY, workspace text NOT NULL, submission_id text NOT NULL, about text NOT NULL,
     message_id text, channel text NOT NULL, address text, status text NOT NULL, attempts int NOT NULL DEFAULT 0,
     due_at timestamptz, leased_until timestamptz, last_error text, planned_at timestamptz NOT NULL,
     settled_at timestamptz)`,
  `CREATE INDEX delivery_submission ON delivery (workspace, submission_id, delivery_id)`,
  `CREATE INDEX delivery_due ON delivery (due_at) WHERE status = 'pending'`,
  `CREATE TABLE setting (
     workspace text NOT NULL, kind text NOT NULL, id text NOT NULL, version int NOT NULL,
     removed boolean NOT NULL DEFAULT false, document jsonb NOT NULL, PRIMARY KEY (workspace, kind, id))`,
  // Whose turn it was last in a group; the version turns down whoever counted from an older one.
  `CREATE TABLE turn (
     workspace text NOT NULL, group_id text NOT NULL, agent_id text NOT NULL, version int NOT NULL,
     PRIMARY KEY (workspace, group_id))`,
];

export class GrowSubmission1764500000000 implements MigrationInterface {
  readonly name = 'GrowSubmission1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE turn, setting, delivery');
    await runner.query(`
      ALTER TABLE submission DROP COLUMN mode, DROP COLUMN language, DROP COLUMN title, DROP COLUMN phone,
        DROP COLUMN type_path, DROP COLUMN answers, DROP COLUMN assignee, DROP COLUMN score, DROP COLUMN comment,
        DROP COLUMN last_message_at, DROP COLUMN waits_for_answer, DROP COLUMN delivery, DROP COLUMN answered,
        DROP COLUMN seen, DROP COLUMN content_hash`);
  }
}
