// What agents say of their conversations.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Summaries1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation ADD summary jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation DROP summary');
  }
}
