// The module that holds the services of one process, with the guard in front of every route.
import { Health, HealthController, PermissionGuard, TOKEN_VERIFIER, type TokenVerifier } from '@frontdesk/nest';
import { type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

class RootModule {}

export function rootModule(services: readonly DynamicModule[], verifier: TokenVerifier, health: Health): DynamicModule {
  return {
    module: RootModule,
    imports: [...services],
    controllers: [HealthController],
    providers: [
      { provide: TOKEN_VERIFIER, useValue: verifier },
      { provide: Health, useValue: health },
      { provide: APP_GUARD, useClass: PermissionGuard },
    ],
  };
}
