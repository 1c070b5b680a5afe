// The service's own rows. Conversations and settings are made from events and may be made anew; sites and keys are not.
import { idempotencyTable } from '@frontdesk/nest';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE conversation (
     conversation_id text PRIMARY KEY, workspace text NOT NULL, channel text NOT NULL, visitor_id text NOT NULL,
     visitor_name text NOT NULL, group_id text NOT NULL, language text, page text,
     state text NOT NULL DEFAULT 'requested', outcome text NOT NULL DEFAULT 'pending', sequence int NOT NULL,
     agent_id text, agent_name text, offer_reason text,
     arrived_at timestamptz NOT NULL, assigned_at timestamptz, closed_at timestamptz, closed_reason text,
     last_author text, last_text text, last_at timestamptz, unread int[] NOT NULL DEFAULT '{}')`,
  // The rule "one open conversation per visitor and channel" is this index: a hundred parallel starts meet here.
  `CREATE UNIQUE INDEX conversation_open ON conversation (workspace, channel, visitor_id) WHERE state <> 'closed'`,
  `CREATE INDEX conversation_mine ON conversation (workspace, agent_id, arrived_at DESC, conversation_id DESC)`,
  `CREATE INDEX conversation_all ON conversation (workspace, arrived_at DESC, conversation_id DESC)`,
  `CREATE TABLE setting (
     workspace text NOT NULL, kind text NOT NULL, id text NOT NULL, version int NOT NULL,
     removed boolean NOT NULL DEFAULT false, document jsonb NOT NULL, PRIMARY KEY (workspace, kind, id))`,
  `CREATE TABLE site (
     site text PRIMARY KEY, workspace text NOT NULL, channel text NOT NULL, default_group text NOT NULL,
     UNIQUE (workspace, channel))`,
  `CREATE TABLE signing_key (
     generation int PRIMARY KEY, private_jwk jsonb NOT NULL, public_jwk jsonb NOT NULL)`,
];

export class CreateConversation1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    await runner.query(idempotencyTable('conversation'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency, signing_key, site, setting, conversation');
  }
}
