// What a channel's document says of its site, and which visitor a host site's person is.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GrowSites1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE site ADD allowed_origins jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`ALTER TABLE site ADD identity_mode text NOT NULL DEFAULT 'anonymous'`);
    await runner.query('ALTER TABLE conversation ADD verified boolean NOT NULL DEFAULT false');
    await runner.query(
      `CREATE TABLE visitor_identity (
         workspace text NOT NULL, channel text NOT NULL, subject text NOT NULL, visitor_id text NOT NULL,
         PRIMARY KEY (workspace, channel, subject))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE visitor_identity');
    await runner.query('ALTER TABLE conversation DROP verified');
    await runner.query('ALTER TABLE site DROP identity_mode, DROP allowed_origins');
  }
}
