// The demo issuer as the compositions see it. It makes anybody an admin: none but a demo may have it.
import { PORTS, type ServiceDefinition } from '@frontdesk/nest';
import { Module } from '@nestjs/common';
import { IssuerController } from './issuer-controller.js';
import { CreateSigningKey1763800000000 } from './migrations/create-signing-key.js';
import { SignInController } from './sign-in-controller.js';
import { keyRows, SigningKey } from './signing-key.js';
import { Tokens } from './tokens.js';

@Module({})
class DemoIssuerModule {}

export const demoIssuer: ServiceDefinition = {
  name: 'demo-issuer',
  entities: [keyRows],
  migrations: [CreateSigningKey1763800000000],
  consumes: {},
  module: (ports) => ({
    module: DemoIssuerModule,
    controllers: [IssuerController, SignInController],
    providers: [{ provide: PORTS, useValue: ports }, SigningKey, Tokens],
  }),
};
