// A secret that has been replaced and signs for a while yet, beside the newer one, and who replaced it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RotateWebhookSecrets1764890000000 implements MigrationInterface {
  readonly name = 'RotateWebhookSecrets1764890000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE webhook_secret
        ADD COLUMN older_secret text, ADD COLUMN older_until timestamptz,
        ADD COLUMN rotated_at timestamptz, ADD COLUMN rotated_by text, ADD COLUMN request_id text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE webhook_secret
        DROP COLUMN older_secret, DROP COLUMN older_until,
        DROP COLUMN rotated_at, DROP COLUMN rotated_by, DROP COLUMN request_id`);
  }
}
