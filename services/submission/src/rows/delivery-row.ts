// One row per delivery, kept in the same transaction as its facts. The lease alone is no fact: it says who is sending.
import type { DeliveryView } from '@frontdesk/contracts';
import { EntitySchema } from 'typeorm';

export interface DeliveryRow {
  readonly deliveryId: string;
  readonly workspace: string;
  readonly submissionId: string;
  readonly about: DeliveryView['about'];
  readonly messageId: string | null;
  readonly channel: DeliveryView['channel'];
  readonly address: string | null;
  readonly status: DeliveryView['status'];
  readonly attempts: number;
  /** When it is tried next; null: not by itself. */
  readonly dueAt: Date | null;
  readonly leasedUntil: Date | null;
  readonly lastError: string | null;
  readonly plannedAt: Date;
  readonly settledAt: Date | null;
}

export const DeliveryRows = new EntitySchema<DeliveryRow>({
  name: 'delivery',
  columns: {
    deliveryId: { name: 'delivery_id', type: 'text', primary: true },
    workspace: { type: 'text' },
    submissionId: { name: 'submission_id', type: 'text' },
    about: { type: 'text' },
    messageId: { name: 'message_id', type: 'text', nullable: true },
    channel: { type: 'text' },
    address: { type: 'text', nullable: true },
    status: { type: 'text' },
    attempts: { type: 'int' },
    dueAt: { name: 'due_at', type: 'timestamptz', nullable: true },
    leasedUntil: { name: 'leased_until', type: 'timestamptz', nullable: true },
    lastError: { name: 'last_error', type: 'text', nullable: true },
    plannedAt: { name: 'planned_at', type: 'timestamptz' },
    settledAt: { name: 'settled_at', type: 'timestamptz', nullable: true },
  },
});

export function toDeliveryView(row: DeliveryRow): DeliveryView {
  const { deliveryId, submissionId, about, channel, address, status, attempts, lastError } = row;
  return {
    ...{ deliveryId, submissionId, about, channel, to: address, status, attempts, lastError },
    nextTryAt: row.dueAt?.toISOString() ?? null,
    plannedAt: row.plannedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}
