// The interface's document at the public origin: that of every service, as one. Each service describes what it serves
// itself; in one process that is everything already, and nobody is asked.
import { FORWARDED, serviceOfPath } from '@frontdesk/contracts';
import { ProblemException, type Replicas, type ServicePorts } from '@frontdesk/nest';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { parse, stringify } from 'yaml';

const JSON_AT = '/openapi.json';
const YAML_AT = '/openapi.yaml';
const WITHIN_MS = 5_000;
/** It changes with a new version alone; a rolling update is over in minutes. */
const KEPT_MS = 60_000;

/** Registers the merging; before the server listens. */
export function publishWhole(fastify: FastifyInstance, { replicasOf, clock }: ServicePorts): void {
  const services = [...new Set(FORWARDED.map(serviceOfPath))];
  const others = services.flatMap((name) => (name === null ? [] : (replicasOf(name) ?? [])));
  if (others.length === 0) return;
  let kept: { readonly until: number; readonly document: Promise<OpenAPIObject> } | null = null;
  const whole = async (own: OpenAPIObject): Promise<OpenAPIObject> => {
    const now = clock.now();
    if (kept === null || kept.until <= now) kept = { until: now + KEPT_MS, document: mergedWith(own, others) };
    try {
      return await kept.document;
    } catch {
      kept = null;
      // Half a document would say that half of the interface is gone.
      throw new ProblemException('unavailable', 'Not every service tells of its interface right now. Try again.');
    }
  };
  fastify.addHook('onSend', async ({ routeOptions: { url } }, reply, payload: unknown) => {
    if (reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    if (url === JSON_AT) return JSON.stringify(await whole(JSON.parse(payload) as OpenAPIObject));
    if (url === YAML_AT) return stringify(await whole(parse(payload) as OpenAPIObject));
    return payload;
  });
}

async function mergedWith(own: OpenAPIObject, others: readonly Replicas[]): Promise<OpenAPIObject> {
  return merged([own, ...(await Promise.all(others.map(documentOf)))]);
}

async function documentOf(replicas: Replicas): Promise<OpenAPIObject> {
  const asking = { withinMs: WITHIN_MS, repeatable: true };
  const question = { method: 'GET', headers: { accept: 'application/json' } } as const;
  const { statusCode, body } = await replicas.ask(JSON_AT, question, asking);
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`a service answered ${statusCode} for its document`);
  }
  return (await body.json()) as OpenAPIObject;
}

/** Of what stands in several (a process's health, the problem's schema) the first one counts. */
export function merged(documents: readonly OpenAPIObject[]): OpenAPIObject {
  const [first, ...rest] = documents;
  if (first === undefined) throw new Error('there is no document to begin with');
  return rest.reduce<OpenAPIObject>(
    (whole, one) => ({
      ...whole,
      paths: { ...one.paths, ...whole.paths },
      tags: [...(whole.tags ?? []), ...(one.tags ?? []).filter(isNewIn(whole))],
      components: {
        ...whole.components,
        schemas: { ...one.components?.schemas, ...whole.components?.schemas },
      },
    }),
    first,
  );
}

const isNewIn =
  ({ tags = [] }: OpenAPIObject) =>
  ({ name }: { readonly name: string }): boolean =>
    !tags.some((known) => known.name === name);
