// Whose turn it is: one replica takes one delivery for as long as its lease, and of one submission to one address the
// earlier always goes first.
import { queryableOf, type Queryable, type ServicePorts } from '@frontdesk/nest';
import type { DeliveryRow } from '../rows/delivery-row.js';

/** Longer than any try takes; whoever dies in one leaves it to the next. */
const LEASE_MS = 120_000;

const FREE = `d.status = 'pending' AND NOT EXISTS (
  SELECT 1 FROM delivery e WHERE e.workspace = d.workspace AND e.submission_id = d.submission_id
    AND e.channel = d.channel AND e.address = d.address AND e.status = 'pending' AND e.delivery_id < d.delivery_id)`;

export type Claimed = Pick<
  DeliveryRow,
  'deliveryId' | 'workspace' | 'submissionId' | 'about' | 'messageId' | 'channel' | 'plannedAt'
> & { readonly address: string };

export class Claims {
  private readonly db: Queryable;

  constructor(private readonly ports: ServicePorts) {
    this.db = queryableOf(ports);
  }

  /** The one that has waited longest; null: nothing is due. */
  async next(): Promise<Claimed | null> {
    const now = this.ports.clock.now();
    const { rows } = await this.db.query(
      `WITH claimed AS (
         UPDATE delivery SET leased_until = $2 WHERE delivery_id = (
           SELECT d.delivery_id FROM delivery d
           WHERE d.due_at <= $1 AND (d.leased_until IS NULL OR d.leased_until <= $1) AND ${FREE}
           ORDER BY d.due_at, d.delivery_id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *)
       SELECT delivery_id AS "deliveryId", workspace, submission_id AS "submissionId", about, message_id AS "messageId",
         channel, address, planned_at AS "plannedAt" FROM claimed`,
      [new Date(now), new Date(now + LEASE_MS)],
    );
    return (rows[0] as Claimed | undefined) ?? null;
  }

  /** When the next one is due; null: none is. */
  async nextDue(): Promise<number | null> {
    const { rows } = await this.db.query(
      `SELECT min(greatest(d.due_at, d.leased_until)) AS due FROM delivery d WHERE d.due_at IS NOT NULL AND ${FREE}`,
    );
    const due = rows[0]?.['due'];
    return due instanceof Date ? due.getTime() : null;
  }
}
