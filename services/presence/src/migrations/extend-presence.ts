// Custom and pending statuses, idleness, requests to leave online, what agents hold, and how long they were in what.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All spans there ever were, of agents' streams `agent/<id>`: also how to make them again. */
export const SPANS_FROM_JOURNAL = `
  INSERT INTO status_span (workspace, agent_id, version, status, custom, started_at, ended_at)
  SELECT workspace, agent_id, stream_version, status, custom, started_at,
         lead(started_at) OVER (PARTITION BY workspace, agent_id ORDER BY stream_version)
  FROM (SELECT workspace, substr(stream, length('agent/') + 1) AS agent_id, stream_version,
               body::json ->> 'to' AS status, body::json ->> 'toCustom' AS custom,
               max(at) OVER (PARTITION BY workspace, stream ORDER BY stream_version) AS started_at
        FROM record WHERE type = 'presence.agent_status_changed') AS change`;

export class ExtendPresence1764200000000 implements MigrationInterface {
  readonly name = 'ExtendPresence1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE presence ADD intent_custom text, ADD effective_custom text, ADD cause text,
        ADD idle boolean NOT NULL DEFAULT false, ADD idle_due timestamptz, ADD pending_status text,
        ADD pending_custom text`);
    await runner.query('CREATE INDEX presence_idle_due ON presence (idle_due) WHERE idle_due IS NOT NULL');
    await runner.query(`
      CREATE TABLE presence_setting (workspace text PRIMARY KEY, version int NOT NULL, document jsonb NOT NULL)`);
    await runner.query(`
      CREATE TABLE status_request (
        workspace text NOT NULL, agent_id text NOT NULL, request_id text NOT NULL, status text NOT NULL, custom text,
        after_chat boolean NOT NULL, requested_at timestamptz NOT NULL, until timestamptz NOT NULL,
        PRIMARY KEY (workspace, agent_id))`);
    await runner.query('CREATE INDEX status_request_until ON status_request (until)');
    await runner.query(`
      CREATE TABLE held_conversation (
        workspace text NOT NULL, agent_id text NOT NULL, conversation_id text NOT NULL,
        PRIMARY KEY (workspace, agent_id, conversation_id))`);
    await this.spans(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE status_span, held_conversation, status_request, presence_setting');
    await runner.query(`
      ALTER TABLE presence DROP intent_custom, DROP effective_custom, DROP cause, DROP idle, DROP idle_due,
        DROP pending_status, DROP pending_custom`);
  }

  /** What was before this table is in the journal, which stands in the same schema. */
  private async spans(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE status_span (
        workspace text NOT NULL, agent_id text NOT NULL, version int NOT NULL, status text NOT NULL, custom text,
        started_at bigint NOT NULL, ended_at bigint, PRIMARY KEY (workspace, agent_id, version))`);
    await runner.query(SPANS_FROM_JOURNAL);
    await runner.query(
      'CREATE UNIQUE INDEX status_span_now ON status_span (workspace, agent_id) WHERE ended_at IS NULL',
    );
  }
}
