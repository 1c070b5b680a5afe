// The service's first tables.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDocuments1763800000000 implements MigrationInterface {
  readonly name = 'CreateDocuments1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE workspace (workspace text PRIMARY KEY, version int NOT NULL)`);
    await runner.query(`
      CREATE TABLE document (
        workspace text NOT NULL, kind text NOT NULL, id text NOT NULL, version int NOT NULL, body jsonb NOT NULL,
        changed_at timestamptz NOT NULL, changed_by text NOT NULL, PRIMARY KEY (workspace, kind, id))`);
    await runner.query(`
      CREATE TABLE announced_hours (workspace text PRIMARY KEY, open boolean NOT NULL, until timestamptz)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE announced_hours, document, workspace');
  }
}
