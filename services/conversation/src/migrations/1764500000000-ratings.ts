// What visitors think of their conversations.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ratings1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation ADD rating jsonb');
    await runner.query('ALTER TABLE conversation ADD rating_invited boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation DROP rating_invited, DROP rating');
  }
}
