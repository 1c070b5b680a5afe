// What a conversation is in besides its state: locked, being handed over, of which window; and when time alone changes it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GoOn1764650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation ADD locked boolean NOT NULL DEFAULT false');
    await runner.query('ALTER TABLE conversation ADD transfer jsonb');
    await runner.query('ALTER TABLE conversation ADD window_id text');
    await runner.query('ALTER TABLE conversation ADD served boolean NOT NULL DEFAULT false');
    await runner.query(`CREATE INDEX conversation_transfer ON conversation (workspace) WHERE transfer IS NOT NULL`);
    // One row for each conversation with a deadline: the nearest.
    await runner.query(
      `CREATE TABLE deadline (
         conversation_id text PRIMARY KEY, workspace text NOT NULL,
         timer text NOT NULL, epoch int NOT NULL, nth int NOT NULL, due_at timestamptz NOT NULL)`,
    );
    await runner.query('CREATE INDEX deadline_due ON deadline (due_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE deadline');
    await runner.query('DROP INDEX conversation_transfer');
    await runner.query('ALTER TABLE conversation DROP served, DROP window_id, DROP transfer, DROP locked');
  }
}
