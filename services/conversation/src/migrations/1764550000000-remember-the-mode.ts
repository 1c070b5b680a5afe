// In which mode a routing rule sent it: what is offered once it is over depends on it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberTheMode1764550000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation ADD mode text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation DROP mode');
  }
}
