// Where people of this installation sign in, for pages that know nobody yet.
import type { SignInOptions } from '@frontdesk/contracts';
import { Answers, PORTS, Requires, type ServicePorts, type TrustedIssuer } from '@frontdesk/nest';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

@ApiTags('people')
@Controller('v1/sign-in')
export class SignInController {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  @Get()
  @Requires('meta.read')
  @Answers('SignInOptions')
  @ApiOperation({ summary: 'The identity providers at which people of this installation sign in' })
  options(): SignInOptions {
    const providers = this.ports
      .issuers()
      .flatMap(({ issuer, audience, signIn }) => (signIn === undefined ? [] : [{ issuer, audience, ...signIn }]));
    return { providers };
  }
}

/** Everybody who signs in does so at the demo's own issuer. */
export function isDemo(issuers: readonly TrustedIssuer[]): boolean {
  const ofPeople = issuers.filter(({ kind }) => kind === 'person');
  return ofPeople.length > 0 && ofPeople.every(({ signIn }) => signIn?.demo === true);
}
