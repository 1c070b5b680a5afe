// The module that holds the services of one process, with the guard in front of every route.
import {
  Health,
  HealthController,
  PEER_KEY,
  PeerController,
  PEERS,
  PermissionGuard,
  TOKEN_VERIFIER,
  type Peers,
  type TokenVerifier,
} from '@frontdesk/nest';
import { type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

class RootModule {}

export interface RootOptions {
  readonly services: readonly DynamicModule[];
  readonly verifier: TokenVerifier;
  readonly health: Health;
  /** Given in an installation of several processes: they ask each other at /internal. */
  readonly peers: { readonly own: Peers; readonly key: string } | null;
}

export function rootModule({ services, verifier, health, peers }: RootOptions): DynamicModule {
  return {
    module: RootModule,
    imports: [...services],
    controllers: peers ? [HealthController, PeerController] : [HealthController],
    providers: [
      { provide: TOKEN_VERIFIER, useValue: verifier },
      { provide: Health, useValue: health },
      { provide: APP_GUARD, useClass: PermissionGuard },
      ...(peers
        ? [
            { provide: PEERS, useValue: peers.own },
            { provide: PEER_KEY, useValue: peers.key },
          ]
        : []),
    ],
  };
}
