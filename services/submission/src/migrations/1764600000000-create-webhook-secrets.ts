// The secrets that sign what webhooks are sent.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWebhookSecrets1764600000000 implements MigrationInterface {
  readonly name = 'CreateWebhookSecrets1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook_secret (
        workspace text NOT NULL, url text NOT NULL, secret text NOT NULL, PRIMARY KEY (workspace, url))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_secret');
  }
}
