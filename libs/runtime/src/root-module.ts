// The module that holds the services of one process, with the guard in front of every route.
import {
  Health,
  HealthController,
  PEER_KEY,
  PeerController,
  PEERS,
  LIMITS,
  PermissionGuard,
  QUOTAS,
  RateLimitGuard,
  TOKEN_VERIFIER,
  type Peers,
  type Quotas,
  type TokenVerifier,
} from '@frontdesk/nest';
import type { Limits } from '@frontdesk/lease';
import { type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

class RootModule {}

export interface RootOptions {
  readonly services: readonly DynamicModule[];
  readonly verifier: TokenVerifier;
  readonly limits: Limits;
  readonly quotas: Quotas;
  readonly health: Health;
  /** Given in an installation of several processes: they ask each other at /internal. */
  readonly peers: { readonly own: Peers; readonly key: string } | null;
}

export function rootModule(options: RootOptions): DynamicModule {
  const { services, verifier, limits, quotas, health, peers } = options;
  return {
    module: RootModule,
    imports: [...services],
    controllers: peers ? [HealthController, PeerController] : [HealthController],
    providers: [
      { provide: TOKEN_VERIFIER, useValue: verifier },
      { provide: Health, useValue: health },
      { provide: LIMITS, useValue: limits },
      { provide: QUOTAS, useValue: quotas },
      // In this order: who asks is known before they are counted.
      { provide: APP_GUARD, useClass: PermissionGuard },
      { provide: APP_GUARD, useClass: RateLimitGuard },
      ...(peers
        ? [
            { provide: PEERS, useValue: peers.own },
            { provide: PEER_KEY, useValue: peers.key },
          ]
        : []),
    ],
  };
}
