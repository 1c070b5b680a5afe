// GET /v1/queue/desk: what the engine asks of one agent right now. Read from the engine, never kept twice.
import type { Desk, DeskOffer, DeskWrapUp, Principal } from '@frontdesk/contracts';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import type { Routing } from '@frontdesk/routing';
import { Inject, Injectable } from '@nestjs/common';
import { Engine } from './engine.js';
import { Names } from './names.js';

@Injectable()
export class DeskView {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Names) private readonly names: Names,
  ) {}

  async of({ workspace, id }: Principal): Promise<Desk> {
    const { offers, wrapUps } = await this.engine.ask(workspace, (state) => asked(state, id));
    // Nothing is asked nearly always; then nobody else is.
    if (offers.length + wrapUps.length === 0) return { offers: [], wrapUps: [] };
    const ids = [...offers, ...wrapUps].map(({ conversationId }) => conversationId);
    const [groups, cards] = await Promise.all([
      this.names.of(workspace, 'groups'),
      this.ports.peers.conversation?.cards(workspace, ids),
    ]);
    const now = this.ports.clock.now();
    return {
      offers: offers.map(({ offerId, conversationId, groupId, arrivedAt, until }): DeskOffer => {
        const card = cards?.get(conversationId);
        return {
          ...{ offerId, conversationId, groupId, groupName: groups.get(groupId) ?? groupId },
          waitedMs: Math.max(0, now - arrivedAt),
          expiresAt: new Date(until).toISOString(),
          remainingMs: Math.max(0, until - now),
          visitorName: card?.visitorName ?? null,
          page: card?.page ?? null,
          language: card?.language ?? null,
          lastText: card?.lastText ?? null,
        };
      }),
      wrapUps: wrapUps.map(({ conversationId, until }): DeskWrapUp => ({
        conversationId,
        until: new Date(until).toISOString(),
        remainingMs: Math.max(0, until - now),
        visitorName: cards?.get(conversationId)?.visitorName ?? null,
      })),
    };
  }
}

function asked(state: Routing, agentId: string) {
  const agent = state.agents.get(agentId);
  const offers = (agent?.offers ?? []).flatMap(({ offerId, conversationId, groupId, arrivedAt, expiry }) =>
    expiry === null ? [] : [{ offerId, conversationId, groupId, arrivedAt, until: expiry.deadline }],
  );
  const wrapUps = (agent?.wrapUps ?? []).map(({ conversationId, timer }) => ({
    conversationId,
    until: timer.deadline,
  }));
  return { offers, wrapUps };
}
