// The module that holds the services of one process, with the guard in front of every route.
import {
  AnswerInTime,
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
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';

class RootModule {}

export interface RootOptions {
  readonly services: readonly DynamicModule[];
  readonly verifier: TokenVerifier;
  readonly health: Health;
  /** Given in an installation of several processes: they ask each other at /internal. */
  readonly peers: { readonly own: Peers; readonly key: string } | null;
  /** Who waits longer is told to come again. */
  readonly answerWithinMs: number;
}

export function rootModule({ services, verifier, health, peers, answerWithinMs }: RootOptions): DynamicModule {
  return {
    module: RootModule,
    imports: [...services],
    controllers: peers ? [HealthController, PeerController] : [HealthController],
    providers: [
      { provide: TOKEN_VERIFIER, useValue: verifier },
      { provide: Health, useValue: health },
      { provide: APP_GUARD, useClass: PermissionGuard },
      { provide: APP_INTERCEPTOR, useValue: new AnswerInTime(answerWithinMs) },
      ...(peers
        ? [
            { provide: PEERS, useValue: peers.own },
            { provide: PEER_KEY, useValue: peers.key },
          ]
        : []),
    ],
  };
}
