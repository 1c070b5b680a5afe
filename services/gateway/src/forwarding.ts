// What other services own is handed on to them, by the path table. In one process there is nothing to hand on.
import { FORWARDED, serviceOfPath } from '@frontdesk/contracts';
import { relay, writeProblem, type ServicePorts } from '@frontdesk/nest';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Registers the forwards; before the server listens. */
export function forwardPaths(fastify: FastifyInstance, replicasOf: ServicePorts['replicasOf']): void {
  for (const prefix of FORWARDED) {
    const service = serviceOfPath(prefix);
    const replicas = service === null ? null : replicasOf(service);
    if (replicas === null) continue;
    const hand = (request: FastifyRequest, reply: FastifyReply): void => {
      relay(request, reply, replicas).catch((error: unknown) => writeProblem(error, request, reply));
    };
    fastify.all(prefix, hand);
    fastify.all(`${prefix}/*`, hand);
  }
}
