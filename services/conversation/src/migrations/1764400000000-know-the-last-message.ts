// Which message the row shows as its last: an edit or a recall of that one changes what is shown.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowTheLastMessage1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation ADD last_sequence int, ADD last_kind text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation DROP last_kind, DROP last_sequence');
  }
}
