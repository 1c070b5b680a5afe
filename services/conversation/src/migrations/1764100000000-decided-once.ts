// Which decision a conversation has recorded last. A decision that concerns several conversations is recorded in several
// appends; whoever dies in between meets it again, and this column tells what is already there.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DecidedOnce1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation ADD COLUMN decided_seq bigint NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation DROP COLUMN decided_seq');
  }
}
