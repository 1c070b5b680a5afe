// Rows for documents in full: hours by group, the order of accounts, and whose a site's key is.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GrowDocuments1764300000000 implements MigrationInterface {
  readonly name = 'GrowDocuments1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE announced_hours ADD COLUMN group_id text NOT NULL DEFAULT ''`);
    await runner.query(`ALTER TABLE announced_hours DROP CONSTRAINT announced_hours_pkey`);
    await runner.query(`ALTER TABLE announced_hours ADD PRIMARY KEY (workspace, group_id)`);
    await runner.query(`CREATE TABLE site_key (key text PRIMARY KEY, workspace text NOT NULL, channel text NOT NULL)`);
    await runner.query(`ALTER TABLE document ADD COLUMN created int NOT NULL DEFAULT 0`);
    // The log knows when an account came to be: so many changes of the workspace were made until its last creation.
    await runner.query(`
      UPDATE document d SET created = (
        SELECT count(*) FROM record r
        WHERE r.topic = 'settings.events' AND r.workspace = d.workspace AND r.seq <= (
          SELECT min(own.seq) FROM record own
          WHERE own.workspace = d.workspace AND own.stream = 'agents/' || d.id AND own.seq > coalesce((
            SELECT max(gone.seq) FROM record gone
            WHERE gone.workspace = d.workspace AND gone.stream = 'agents/' || d.id
              AND gone.type = 'settings.document_removed'), 0)))
      WHERE kind = 'agents'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE document DROP COLUMN created');
    await runner.query('DROP TABLE site_key');
    await runner.query(`DELETE FROM announced_hours WHERE group_id <> ''`);
    await runner.query(`ALTER TABLE announced_hours DROP CONSTRAINT announced_hours_pkey`);
    await runner.query(`ALTER TABLE announced_hours ADD PRIMARY KEY (workspace)`);
    await runner.query(`ALTER TABLE announced_hours DROP COLUMN group_id`);
  }
}
