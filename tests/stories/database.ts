// The product's own database, looked into from outside: what is written, and the keys that its tokens are signed with.
import { calculateJwkThumbprint, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { Client } from 'pg';
import { databaseUrl } from '../harness/postmaster.js';
import type { Product } from '../harness/product.js';
import type { RunningProduct } from '../harness/runtimes.js';

/** Who keeps a journal, by schema. */
export const JOURNALS = ['settings', 'presence', 'conversation', 'submission', 'assignment_queue'];

/** A product of either runtime: embedded all services share one database, distributed each has its own. */
export type Databases = Pick<Product, 'dataDir'> | Pick<RunningProduct, 'databaseOf'>;

export const databaseUrlOf = (product: Databases, service: string): string =>
  'dataDir' in product ? databaseUrl(product) : product.databaseOf(service);

/** @param service whose tables the question is about, by its schema: `conversation`, `assignment_queue` … */
export async function ask<Row extends object>(
  product: Databases,
  service: string,
  sql: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrlOf(product, service.replaceAll('_', '-')) });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...params])).rows;
  } finally {
    await client.end();
  }
}

/** Who writes of their own accord, when a lease or a term is over, or because of what somebody has written. */
const HOUSE = ['presence', 'assignment-queue', 'conversation-clock', 'hours-clock', 'submission', 'block-list'];

/**
 * How many records of people, visitors and keys all journals hold, and how many answers are remembered: equal means that
 * nothing was written because of a request. What the house writes by itself may come at any moment.
 */
export const written = (product: Databases): Promise<number> =>
  rowsOf(product, ` WHERE meta::json ->> 'actor' NOT IN (${HOUSE.map((actor) => `'${actor}'`).join()})`);

async function rowsOf(product: Databases, which = ''): Promise<number> {
  const counts = await Promise.all([
    ...JOURNALS.map((schema) => rowsIn(product, schema, `record${which}`)),
    ...['conversation', 'submission'].map((schema) => rowsIn(product, schema, 'idempotency')),
  ]);
  return counts.reduce((sum, n) => sum + n, 0);
}

async function rowsIn(product: Databases, schema: string, rows: string): Promise<number> {
  const [row] = await ask<{ n: string }>(product, schema, `SELECT count(*) AS n FROM ${schema}.${rows}`);
  return Number(row?.n);
}

/** Lanes and streams that do not count 1, 2, 3 …; empty when all is well. */
export async function gaps(product: Databases): Promise<readonly object[]> {
  const found = JOURNALS.map((schema) => [
    `SELECT '${schema}' AS journal, l.topic || '/' || l.partition AS what, l.seq AS last, count(r.seq) AS n
     FROM ${schema}.lane l LEFT JOIN ${schema}.record r USING (topic, partition)
     GROUP BY l.topic, l.partition, l.seq
     HAVING l.seq <> count(r.seq) OR (l.seq > 0 AND (min(r.seq) <> 1 OR max(r.seq) <> l.seq))`,
    `SELECT '${schema}', stream, max(stream_version), count(*) FROM ${schema}.record WHERE stream IS NOT NULL
     GROUP BY workspace, stream HAVING min(stream_version) <> 1 OR max(stream_version) <> count(*)`,
  ]);
  const all = await Promise.all(found.map((sql, i) => ask(product, JOURNALS[i] as string, sql.join(' UNION ALL '))));
  return all.flat();
}

export interface Key {
  readonly jwk: JWK;
  readonly kid: string;
}

/** The key of the demo issuer: with it a test can be anybody, in any workspace. */
export async function staffKey(product: Databases): Promise<Key> {
  const [row] = await ask<{ jwk: JWK }>(
    product,
    'demo_issuer',
    'SELECT private_jwk AS jwk FROM demo_issuer.signing_key',
  );
  if (!row) throw new Error('the demo issuer has no key yet');
  return { jwk: row.jwk, kid: await calculateJwkThumbprint(row.jwk) };
}

/** The key of visitor tokens. */
export async function visitorKey(product: Databases): Promise<Key> {
  const sql = 'SELECT private_jwk AS jwk, public_jwk AS open FROM conversation.signing_key ORDER BY generation DESC';
  const [row] = await ask<{ jwk: JWK; open: JWK }>(product, 'conversation', sql);
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

/** Waits until nothing more is written: what a request brings about elsewhere comes a moment after its answer. */
export async function untilQuiet(product: Databases): Promise<void> {
  for (let before = -1, now = await rowsOf(product); before !== now;) {
    before = now;
    await new Promise((done) => setTimeout(done, 1_000));
    now = await rowsOf(product);
  }
}
