// Keys and people. Hashes of secrets, and which sign-in is whom, stand here alone: no event carries them out.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE api_key (
     key_id text PRIMARY KEY, workspace text NOT NULL, name text NOT NULL, scopes jsonb NOT NULL,
     expires_at timestamptz, revoked boolean NOT NULL DEFAULT false,
     created_at timestamptz NOT NULL, created_by text NOT NULL, last_used_at timestamptz)`,
  `CREATE INDEX api_key_workspace ON api_key (workspace, created_at)`,
  `CREATE TABLE api_key_secret (
     secret_id text PRIMARY KEY, key_id text NOT NULL REFERENCES api_key, hash text NOT NULL UNIQUE, ends_at timestamptz)`,
  `CREATE INDEX api_key_secret_key ON api_key_secret (key_id)`,
  `CREATE TABLE person (
     person_id text PRIMARY KEY, workspace text NOT NULL, email text NOT NULL, name text NOT NULL, role text NOT NULL,
     group_ids jsonb NOT NULL, status text NOT NULL, invited_at timestamptz NOT NULL, invited_by text NOT NULL,
     expires_at timestamptz NOT NULL, joined_at timestamptz, token_hash text NOT NULL UNIQUE)`,
  `CREATE INDEX person_workspace ON person (workspace, invited_at)`,
  // A sign-in is one person of one workspace.
  `CREATE TABLE sign_in (
     issuer text NOT NULL, subject text NOT NULL, person_id text NOT NULL REFERENCES person,
     PRIMARY KEY (issuer, subject))`,
];

export class CreatePeople1764200000000 implements MigrationInterface {
  readonly name = 'CreatePeople1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in, person, api_key_secret, api_key');
  }
}
