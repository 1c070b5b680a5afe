// What visitors answered to the rating's template; null: nothing yet, or stars of the time before.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RateByTemplate1764900000000 implements MigrationInterface {
  readonly name = 'RateByTemplate1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE submission ADD COLUMN rating jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE submission DROP COLUMN rating');
  }
}
