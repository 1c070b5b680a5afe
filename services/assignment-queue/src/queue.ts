// The queue as people and peers ask for it: places, availability, candidates. Read from the engine, never kept twice.
import type {
  Availability,
  CandidateRow,
  ConversationCard,
  EnginePlace,
  PoolList,
  QueuedVisitor,
  QueuePeer,
} from '@frontdesk/contracts';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { availability, candidateTable, places, pooled, usesPool, type Place } from '@frontdesk/routing';
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
  availability(workspace: string, groupId: string, channel?: string): Promise<Availability> {
    const terms = channel === undefined ? null : { channel, priority: 0 };
    return this.engine.ask(workspace, (state) => {
      const met = availability(state, groupId, { terms, excludedAgentIds: [] });
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
    const rows = await this.rowsOf(workspace, waiting);
    return waiting.map((place, i) => ({ ...(rows[i] as Row), position: place.position, live: place.live }));
  }

  /** Whom nobody has in the asynchronous mode, group by group, in the order in which they are given out (I1). */
  async pool(workspace: string): Promise<PoolList> {
    const { asynchronous, found } = await this.engine.ask(workspace, (state) => ({
      asynchronous: usesPool(state),
      found: [...state.groups.keys()].flatMap((id) => pooled(state, id, 0, LISTED_PER_GROUP)),
    }));
    const rows = await this.rowsOf(workspace, found);
    const data = found.map(({ timeoutAt }, i) => ({
      ...(rows[i] as Row),
      timeoutAt: timeoutAt === null ? null : new Date(timeoutAt).toISOString(),
    }));
    return { asynchronous, data };
  }

  private async rowsOf(workspace: string, found: readonly Place[]): Promise<readonly Row[]> {
    if (found.length === 0) return [];
    const ids = found.map(({ conversationId }) => conversationId);
    const [cards, names] = await Promise.all([
      this.ports.peers.conversation?.cards(workspace, ids),
      this.names.of(workspace, 'groups'),
    ]);
    const now = this.ports.clock.now();
    return found.map(({ conversationId, groupId, priority, arrivedAt }) => ({
      conversationId,
      groupId,
      groupName: names.get(groupId) ?? groupId,
      priority,
      arrivedAt: new Date(arrivedAt).toISOString(),
      waitedMs: Math.max(0, now - arrivedAt),
      ...toldBy(cards?.get(conversationId)),
    }));
  }
}

type Row = Omit<QueuedVisitor, 'position' | 'live'>;

const toldBy = (card: ConversationCard | undefined): Pick<Row, 'visitorName' | 'page' | 'language' | 'lastText'> => ({
  visitorName: card?.visitorName ?? null,
  page: card?.page ?? null,
  language: card?.language ?? null,
  lastText: card?.lastText ?? null,
});
