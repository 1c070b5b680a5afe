// The product's own database, looked into from outside: what is written, and the keys that its tokens are signed with.
import { calculateJwkThumbprint, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { Client } from 'pg';
import type { Product } from '../harness/product.js';
import { postmaster } from './processes.js';

const JOURNALS = ['settings', 'presence', 'conversation', 'submission', 'assignment_queue'];

export function databaseUrl({ dataDir }: Pick<Product, 'dataDir'>): string {
  const server = postmaster(dataDir);
  if (server === null) throw new Error(`no database server runs on ${dataDir}`);
  return `postgres://postgres@127.0.0.1:${server.port}/frontdesk`;
}

export async function ask<Row extends object>(
  product: Pick<Product, 'dataDir'>,
  sql: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrl(product) });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...params])).rows;
  } finally {
    await client.end();
  }
}

/** How many records all journals hold, and how many answers are remembered: equal means that nothing was written. */
export async function written(product: Pick<Product, 'dataDir'>): Promise<number> {
  const counts = [
    ...JOURNALS.map((schema) => `SELECT count(*) AS n FROM ${schema}.record`),
    ...['conversation', 'submission'].map((schema) => `SELECT count(*) AS n FROM ${schema}.idempotency`),
  ];
  const [row] = await ask<{ n: string }>(product, `SELECT sum(n) AS n FROM (${counts.join(' UNION ALL ')}) each`);
  return Number(row?.n);
}

/** Lanes and streams that do not count 1, 2, 3 …; empty when all is well. */
export async function gaps(product: Pick<Product, 'dataDir'>): Promise<readonly object[]> {
  const found = JOURNALS.flatMap((schema) => [
    `SELECT '${schema}' AS journal, l.topic || '/' || l.partition AS what, l.seq AS last, count(r.seq) AS n
     FROM ${schema}.lane l LEFT JOIN ${schema}.record r USING (topic, partition)
     GROUP BY l.topic, l.partition, l.seq
     HAVING l.seq <> count(r.seq) OR (l.seq > 0 AND (min(r.seq) <> 1 OR max(r.seq) <> l.seq))`,
    `SELECT '${schema}', stream, max(stream_version), count(*) FROM ${schema}.record WHERE stream IS NOT NULL
     GROUP BY workspace, stream HAVING min(stream_version) <> 1 OR max(stream_version) <> count(*)`,
  ]);
  return ask(product, found.join(' UNION ALL '));
}

export interface Key {
  readonly jwk: JWK;
  readonly kid: string;
}

/** The key of the demo issuer: with it a test can be anybody, in any workspace. */
export async function staffKey(product: Pick<Product, 'dataDir'>): Promise<Key> {
  const [row] = await ask<{ jwk: JWK }>(product, 'SELECT private_jwk AS jwk FROM demo_issuer.signing_key');
  if (!row) throw new Error('the demo issuer has no key yet');
  return { jwk: row.jwk, kid: await calculateJwkThumbprint(row.jwk) };
}

/** The key of visitor tokens. */
export async function visitorKey(product: Pick<Product, 'dataDir'>): Promise<Key> {
  const sql = 'SELECT private_jwk AS jwk, public_jwk AS open FROM conversation.signing_key ORDER BY generation DESC';
  const [row] = await ask<{ jwk: JWK; open: JWK }>(product, sql);
  if (!row) throw new Error('the conversation service has no key yet');
  return { jwk: row.jwk, kid: row.open.kid ?? (await calculateJwkThumbprint(row.open)) };
}

/** A token as the issuer would sign it; `claims` may say what it never would. */
export async function sign({ jwk, kid }: Key, claims: JWTPayload): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ aud: 'frontdesk', iat: now, exp: now + 3600, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .sign(await importJWK(jwk, 'EdDSA'));
}

/** A person that the demo does not have. */
export const personToken = (
  { url }: Pick<Product, 'url'>,
  key: Key,
  sub: string,
  roles: readonly string[],
  workspace = 'demo',
): Promise<string> => sign(key, { iss: `${url}/demo-issuer`, sub, roles: [...roles], workspace });
