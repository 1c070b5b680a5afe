// The service's database as the little that idempotency needs of it.
import type { Queryable, ServicePorts } from '@frontdesk/nest';

export const queryableOf = ({ db }: ServicePorts): Queryable => ({
  query: async (sql, params) => ({ rows: await db.query(sql, params && [...params]) }),
});
