// The service's database as the little that statements need of it: the same shape as an open transaction of the journal.
import type { Queryable } from './idempotency.js';
import type { ServicePorts } from './ports.js';

export const queryableOf = ({ db }: Pick<ServicePorts, 'db'>): Queryable => ({
  query: async (sql, params) => ({ rows: await db.query(sql, params && [...params]) }),
});
