// The service's own tables; the journal's come before. Names are found by the connection's search path.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DecisionsAndNames1700000000000 implements MigrationInterface {
  readonly name = 'DecisionsAndNames1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE decision (
      workspace text NOT NULL, conversation_id text NOT NULL, seq bigint NOT NULL, type text NOT NULL, at timestamptz NOT NULL,
      PRIMARY KEY (workspace, conversation_id, seq, type))`);
    await runner.query('CREATE INDEX decision_at ON decision (workspace, at)');
    await runner.query(`CREATE TABLE name (
      workspace text NOT NULL, kind text NOT NULL, id text NOT NULL, name text NOT NULL, PRIMARY KEY (workspace, kind, id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE name');
    await runner.query('DROP TABLE decision');
  }
}

/** Stays in queues, open ones and past ones: at most one open per conversation. */
export class QueueStays1764200000000 implements MigrationInterface {
  readonly name = 'QueueStays1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE queue_stay (
      workspace text NOT NULL, conversation_id text NOT NULL, group_id text NOT NULL, priority int NOT NULL,
      entered_at timestamptz NOT NULL, left_at timestamptz, reason text, agent_id text)`);
    await runner.query(`CREATE UNIQUE INDEX queue_stay_open ON queue_stay (workspace, conversation_id)
      WHERE left_at IS NULL`);
    await runner.query(`CREATE INDEX queue_stay_left ON queue_stay (workspace, left_at DESC, conversation_id DESC)
      WHERE left_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE queue_stay');
  }
}
