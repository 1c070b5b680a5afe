// One row for the one key.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSigningKey1763800000000 implements MigrationInterface {
  readonly name = 'CreateSigningKey1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE signing_key (sole boolean PRIMARY KEY CHECK (sole), private_jwk jsonb NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing_key');
  }
}
