// The secrets of host sites. They verify what a site has signed, so they are kept as they are, in this table alone.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdentitySecrets1764400000000 implements MigrationInterface {
  readonly name = 'CreateIdentitySecrets1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE identity_secret (
         secret_id text PRIMARY KEY, workspace text NOT NULL, channel text NOT NULL, secret text NOT NULL,
         ends_at timestamptz)`,
    );
    await runner.query('CREATE INDEX identity_secret_channel ON identity_secret (workspace, channel)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE identity_secret');
  }
}
