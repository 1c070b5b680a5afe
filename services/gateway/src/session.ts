// One socket after its hello: whose it is, what it follows, how fast it may be written to.
import {
  CLOSE_CODES,
  type ConnectionAbout,
  type ConversationEvent,
  type Principal,
  type ServerFrame,
} from '@frontdesk/contracts';
import type { ServicePorts } from '@frontdesk/nest';
import type { WebSocket } from 'ws';
import { Coalesced } from './coalesce.js';
import { Feed } from './feed.js';
import { PlaceWatch, type Worsening } from './place-watch.js';

export type ListName = Extract<ServerFrame, { type: 'changed' }>['what'];

/** A reader that lets more than this pile up is cut off; it comes back and resumes from its last sequence. */
const MAX_BUFFERED_BYTES = 1_048_576;
const MAX_SUBSCRIPTIONS = 50;
/** A close, its decision and the next assignment are one change to who looks at a list: so long they wait for company. */
export const gatherMs = ({ changedEveryMs }: ServicePorts['tuning']): number => Math.ceil(changedEveryMs / 8);
const READ_AGAIN_MS = 1_000;

/** A list name is asked to be fetched again; these say something about the place as well. */
const PLACE_EVENTS: ReadonlySet<ConversationEvent['type']> = new Set([
  'conversation.queued',
  'conversation.requeued',
  'conversation.offered',
]);
/** Whoever is served or gone has no place to ask for. */
const PLACE_ENDS: ReadonlySet<ConversationEvent['type']> = new Set(['conversation.assigned', 'conversation.closed']);

export class Session {
  readonly feeds = new Map<string, Feed>();
  /** Its app has said that nobody looks at it. */
  background = false;
  private readonly changes = new Map<ListName, Coalesced>();
  private readonly positions = new Map<string, PlaceWatch>();

  constructor(
    readonly socket: WebSocket,
    readonly principal: Principal,
    readonly connectionId: string,
    readonly about: ConnectionAbout,
    private readonly ports: ServicePorts,
  ) {}

  get isVisitor(): boolean {
    return this.principal.roles.includes('visitor');
  }

  send(frame: ServerFrame): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES)
      return this.socket.close(CLOSE_CODES.tooSlow, 'too slow a reader');
    this.socket.send(JSON.stringify(frame));
  }

  problem(code: string, detail: string): void {
    this.send({ type: 'problem', code, detail });
  }

  subscribe(conversationId: string, after: number): void {
    if (this.feeds.size >= MAX_SUBSCRIPTIONS && !this.feeds.has(conversationId)) {
      return this.problem(
        'too_many_subscriptions',
        `One socket follows at most ${MAX_SUBSCRIPTIONS} conversations; unsubscribe from some.`,
      );
    }
    this.unsubscribe(conversationId);
    const { clock, peers } = this.ports;
    const feed = new Feed(
      after,
      async (from, limit) =>
        (await peers.conversation?.eventsAfter(this.principal, conversationId, from, limit)) ?? null,
      (events) => this.sendEvents(conversationId, events),
      () => this.refuse(conversationId),
      (again) => void clock.at(clock.now() + READ_AGAIN_MS, again),
    );
    this.feeds.set(conversationId, feed);
    feed.catchUp().catch(() => {
      this.problem('unavailable', 'The conversation can not be read right now; it follows as soon as it can.');
      // Whether or not anything is said in it meanwhile: what was there before is owed.
      clock.at(clock.now() + READ_AGAIN_MS, () => feed.advance(Number.MAX_SAFE_INTEGER));
    });
    if (this.isVisitor) this.placeMayHaveChanged(conversationId);
  }

  unsubscribe(conversationId: string): void {
    this.feeds.get(conversationId)?.close();
    this.feeds.delete(conversationId);
    this.forgetPlace(conversationId);
  }

  /** In a moment, with what else happens until then. */
  changed(what: ListName): void {
    let coalesced = this.changes.get(what);
    if (!coalesced) {
      const tell = () => this.send({ type: 'changed', what });
      const { clock, tuning } = this.ports;
      coalesced = new Coalesced(clock, tuning.changedEveryMs, tell, gatherMs(tuning));
      this.changes.set(what, coalesced);
    }
    coalesced.call();
  }

  /** Now, as everybody else is; what was about to be told is told with it. */
  tellChanged(what: ListName): void {
    this.changes.get(what)?.cancel();
    this.send({ type: 'changed', what });
  }

  /** Something in the queue moved: look again at the places this socket watches. */
  queueMoved(worsenings: readonly Worsening[]): void {
    for (const position of this.positions.values()) position.moved(worsenings);
  }

  end(): void {
    for (const conversationId of [...this.feeds.keys()]) this.unsubscribe(conversationId);
    for (const change of this.changes.values()) change.cancel();
  }

  private sendEvents(conversationId: string, events: readonly ConversationEvent[]): void {
    this.send({ type: 'events', conversationId, events });
    if (!this.isVisitor) return;
    const last = events.findLast(({ type }) => PLACE_EVENTS.has(type) || PLACE_ENDS.has(type));
    if (last && PLACE_EVENTS.has(last.type)) this.placeMayHaveChanged(conversationId);
    else if (last) this.forgetPlace(conversationId);
  }

  private refuse(conversationId: string): void {
    this.unsubscribe(conversationId);
    this.problem('not_found', `There is no such conversation: ${conversationId}.`);
  }

  private placeMayHaveChanged(conversationId: string): void {
    if (this.positions.has(conversationId)) return;
    const { workspace } = this.principal;
    const watch = new PlaceWatch({
      ...{ workspace, conversationId, ports: this.ports },
      send: (place) => this.send({ type: 'position', conversationId, place }),
      gone: () => this.forgetPlace(conversationId),
    });
    this.positions.set(conversationId, watch);
  }

  private forgetPlace(conversationId: string): void {
    this.positions.get(conversationId)?.cancel();
    this.positions.delete(conversationId);
  }
}
