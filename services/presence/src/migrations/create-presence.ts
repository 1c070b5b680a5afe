// The service's first table.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePresence1763800000000 implements MigrationInterface {
  readonly name = 'CreatePresence1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE presence (
        workspace text NOT NULL, kind text NOT NULL, id text NOT NULL, intent text, live boolean NOT NULL,
        effective text NOT NULL, since timestamptz NOT NULL, PRIMARY KEY (workspace, kind, id))`);
    await runner.query('CREATE INDEX presence_live ON presence (kind) WHERE live');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE presence');
  }
}
