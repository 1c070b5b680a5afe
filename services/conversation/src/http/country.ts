// The country of whoever asks, as the proxy in front says it: in a header that the installation names, or not at all.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

type HeadersOf = FastifyRequest['headers'];

export const RequestHeaders = createParamDecorator(
  (_: unknown, context: ExecutionContext): HeadersOf => context.switchToHttp().getRequest<FastifyRequest>().headers,
);

@Injectable()
export class Countries {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  /** Two capitals; null: nobody in front says, or says that it is not known (XX, T1). */
  of(headers: HeadersOf): string | null {
    const { countryHeader } = this.ports;
    if (countryHeader === null) return null;
    const said = headers[countryHeader];
    return typeof said === 'string' && /^[A-Z]{2}$/.test(said) && said !== 'XX' ? said : null;
  }
}
