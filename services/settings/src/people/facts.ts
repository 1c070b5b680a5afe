// What happened to one key or one person: who, when and through which request (A4).
import type { FactView } from '@frontdesk/contracts';
import { notFound, type ServicePorts } from '@frontdesk/nest';

export const keyStream = (keyId: string): string => `api-key/${keyId}`;
export const personStream = (personId: string): string => `person/${personId}`;

/** The newest first. @throws ProblemException not_found, for what is foreign too */
export async function factsOf(
  { journal }: ServicePorts,
  workspace: string,
  stream: string,
  what: string,
): Promise<readonly FactView[]> {
  const records = await journal.readStream(workspace, stream);
  if (records.length === 0) throw notFound(what);
  return records
    .map(({ type, at, meta, body }) => ({
      type,
      at: new Date(at).toISOString(),
      by: meta.actor,
      requestId: meta.requestId ?? null,
      data: JSON.parse(body) as unknown,
    }))
    .reverse();
}
