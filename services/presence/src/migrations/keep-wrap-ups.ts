// Until when a slot is held by a wrap-up.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepWrapUps1764300000000 implements MigrationInterface {
  readonly name = 'KeepWrapUps1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE held_conversation ADD wrap_up_until timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE held_conversation DROP wrap_up_until');
  }
}
