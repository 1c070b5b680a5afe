// The queue as people and peers ask for it: places, availability, candidates. Read from the engine, never kept twice.
import type { CandidateRow, EnginePlace, QueuedVisitor, QueuePeer } from '@frontdesk/contracts';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { availability, candidateTable, places } from '@frontdesk/routing';
import { Inject, Injectable } from '@nestjs/common';
import { Engine } from './engine.js';
import { Names } from './names.js';
import { placeIn } from './place.js';

/** A queue list is for looking at; beyond this the positions are still exact, one by one. */
const LISTED_PER_GROUP = 200;

@Injectable()
export class Queue implements QueuePeer {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Names) private readonly names: Names,
  ) {
    ports.peers.queue = this;
  }

  async place(workspace: string, conversationId: string): Promise<EnginePlace | null> {
    const now = this.ports.clock.now();
    const { place } = await this.engine.ask(workspace, (state) => ({ place: placeIn(state, conversationId, now) }));
    return place;
  }

  /** What a visitor who came now would meet, overflow included (P27); all at their limit is somebody to wait for. */
  availability(workspace: string, groupId: string): Promise<'online' | 'nobody_online' | 'out_of_hours'> {
    return this.engine.ask(workspace, (state) => {
      const met = availability(state, groupId);
      return met === 'all_full' ? 'online' : met;
    });
  }

  candidates(workspace: string, groupId: string): Promise<readonly CandidateRow[]> {
    return this.engine.ask(workspace, (state) => candidateTable(state, groupId));
  }

  /** Everybody who waits, group by group, in order. */
  async list(workspace: string): Promise<readonly QueuedVisitor[]> {
    const waiting = await this.engine.ask(workspace, (state) =>
      [...state.groups.keys()].flatMap((id) => places(state, id, 0, LISTED_PER_GROUP)),
    );
    const ids = waiting.map(({ conversationId }) => conversationId);
    const [cards, names] = await Promise.all([
      this.ports.peers.conversation?.cards(workspace, ids),
      this.names.of(workspace, 'groups'),
    ]);
    const now = this.ports.clock.now();
    return waiting.map(({ conversationId, groupId, position, priority, arrivedAt, live }) => {
      const card = cards?.get(conversationId);
      return {
        conversationId,
        groupId,
        groupName: names.get(groupId) ?? groupId,
        position,
        priority,
        arrivedAt: new Date(arrivedAt).toISOString(),
        waitedMs: Math.max(0, now - arrivedAt),
        live,
        visitorName: card?.visitorName ?? null,
        page: card?.page ?? null,
        language: card?.language ?? null,
        lastText: card?.lastText ?? null,
      };
    });
  }
}
