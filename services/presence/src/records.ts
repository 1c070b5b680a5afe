// How this service's records say where they come from, and what routing gets of them.
import type { RoutingInput } from '@frontdesk/contracts';
import type { NewRecord, RecordMeta } from '@frontdesk/journal';
import type { Instant } from '@frontdesk/kernel';
import type { ServicePorts } from '@frontdesk/nest';

/** Who caused it, and through which request if through one. */
export interface Origin {
  readonly actor: string;
  readonly requestId?: string;
}

export function metaOf({ ids }: ServicePorts, { actor, requestId }: Origin): RecordMeta {
  const correlationId = requestId ?? ids.next();
  return { actor, correlationId, causationId: null, ...(requestId === undefined ? {} : { requestId }) };
}

export function inputRecord(
  { ids }: ServicePorts,
  workspace: string,
  { type, data }: RoutingInput,
  at: Instant,
  meta: RecordMeta,
): NewRecord {
  const topic = 'assignment.inputs';
  return { id: ids.next(), topic, key: workspace, workspace, type, stream: null, at, meta, data };
}
