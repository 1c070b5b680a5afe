// One row for the one key.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSigningKey1763800000000 implements MigrationInterface {
  readonly name = 'CreateSigningKey1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE signing_key (only boolean PRIMARY KEY CHECK (only), private_jwk jsonb NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing_key');
  }
}
