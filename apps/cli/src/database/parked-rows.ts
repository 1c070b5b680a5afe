// The parked rows of every service in the named databases: read, and told what is to become of them.
import { SteadyClient } from '@frontdesk/journal-postgres';
import { Pool } from 'pg';
import { notFound, unreachable, usage } from '../terminal/exit.js';

export interface ParkedRow {
  /** `conversation:12`: the schema it stands in, and its number there. */
  readonly name: string;
  readonly status: string;
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  readonly seq: string | null;
  readonly offset: string | null;
  readonly subjects: readonly string[];
  readonly type: string | null;
  readonly error: string;
  readonly attempts: number;
  readonly parkedAt: string;
}

export interface ParkedContent extends ParkedRow {
  /** The event as it was; null for what is none, and for what is settled. */
  readonly record: unknown;
  /** Base64. */
  readonly bytes: string | null;
}

interface Place {
  readonly pool: Pool;
  readonly schema: string;
}

const COLUMNS = `status, consumer, topic, partition, seq::text, kafka_offset::text AS offset, subjects, type, error, attempts,
  to_char(parked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "parkedAt"`;

export class ParkedTables {
  private constructor(private readonly places: readonly Place[]) {}

  static async open(urls: readonly string[]): Promise<ParkedTables> {
    const places: Place[] = [];
    for (const connectionString of urls) {
      const pool = new Pool({ connectionString, max: 1, application_name: 'frontdesk cli', Client: SteadyClient });
      pool.on('error', () => undefined);
      const sql = `SELECT table_schema AS schema FROM information_schema.tables WHERE table_name = 'parked' ORDER BY 1`;
      const { rows } = await pool.query<{ schema: string }>(sql).catch((error: unknown) => {
        throw unreachable(`The database does not answer: ${error instanceof Error ? error.message : ''}`, error);
      });
      // A database without any is kept too: it is closed with the others.
      places.push(...(rows.length > 0 ? rows : [{ schema: '' }]).map(({ schema }) => ({ pool, schema })));
    }
    return new ParkedTables(places);
  }

  async close(): Promise<void> {
    for (const pool of new Set(this.places.map((place) => place.pool))) await pool.end();
  }

  async list(all: boolean): Promise<readonly ParkedRow[]> {
    const found: ParkedRow[] = [];
    for (const { pool, schema } of this.places.filter((place) => place.schema !== '')) {
      const which = all ? '' : 'WHERE settled_at IS NULL';
      const { rows } = await pool.query(
        `SELECT $1 || ':' || id AS name, ${COLUMNS} FROM "${schema}".parked ${which} ORDER BY id`,
        [schema],
      );
      found.push(...(rows as ParkedRow[]));
    }
    return found;
  }

  async show(name: string): Promise<ParkedContent> {
    const { pool, schema, id } = this.find(name);
    const { rows } = await pool.query<ParkedContent>(
      `SELECT $1 AS name, ${COLUMNS}, record, encode(bytes, 'base64') AS bytes FROM "${schema}".parked WHERE id = $2`,
      [name, id],
    );
    const [row] = rows;
    if (!row) throw notFound(`Nothing is parked as ${name}; see "npm run -s frontdesk -- parked list".`);
    return row;
  }

  /** The service tries it again within a second or so. */
  async replay(name: string): Promise<void> {
    const { pool, schema, id } = this.find(name);
    await pool.query(`UPDATE "${schema}".parked SET status = 'replay' WHERE id = $1 AND status = 'parked'`, [id]);
  }

  async discard(name: string): Promise<void> {
    const { pool, schema, id } = this.find(name);
    await pool.query(
      `UPDATE "${schema}".parked SET status = 'discarded', settled_at = now(), record = NULL, bytes = NULL
        WHERE id = $1 AND status = 'parked'`,
      [id],
    );
  }

  private find(name: string): Place & { readonly id: string } {
    const [, schema, id] = /^([a-z_]+):(\d{1,18})$/.exec(name) ?? [];
    if (schema === undefined || id === undefined)
      throw usage(`${name}: name it as "npm run -s frontdesk -- parked list" does, for example conversation:12.`);
    const place = this.places.find((one) => one.schema === schema);
    if (!place) throw notFound(`No database was named that holds parked events of ${schema}.`);
    return { ...place, id };
  }
}
