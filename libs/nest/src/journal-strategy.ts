// Nest's transport over the journal's bus: @OnEvent handlers get each record once in effect, in lane order.
//
// The handler commits its rows and `context.position` in one append; a record that comes again is then a duplicate and
// changes nothing. What has no handler only moves the position. A handler that throws holds its lane and is tried again
// by the bus; other lanes go on.
import {
  laneKey,
  type Bus,
  type BusSubscription,
  type LaneId,
  type LaneKey,
  type Position,
  type StoredRecord,
  type Subscribe,
} from '@frontdesk/journal';
import { BaseRpcContext, EventPattern, Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import type { Metrics } from './metrics.js';
import { Parking } from './parked/parking.js';
import type { ParkedRows } from './parked/parked-rows.js';
import { inTrace, stepAfter } from './trace.js';

/** Handlers of one consumer are marked with its symbol, so that several services can share a process. */
const transportOf = (consumer: string): symbol => Symbol.for(`frontdesk:journal:${consumer}`);

/** `@OnEvent('conversation', 'assignment.decided') onDecided(@Payload() data: Decided, @Ctx() context: RecordContext)` */
export const OnEvent = (consumer: string, ...types: readonly string[]): MethodDecorator =>
  EventPattern<readonly string[]>(types, transportOf(consumer));

export class RecordContext extends BaseRpcContext<[StoredRecord, Position]> {
  get record(): StoredRecord {
    return this.args[0];
  }
  /** Goes into the handler's append: taken in once, whatever happens. */
  get position(): Position {
    return this.args[1];
  }
}

export interface JournalStrategyOptions {
  /** The name that its handlers give in @OnEvent. */
  readonly handlers: string;
  /** The name under which positions are kept; unique per consuming service. */
  readonly consumer: string;
  readonly bus: Bus;
  readonly topics: readonly Pick<Subscribe, 'topic' | 'yieldsMs'>[];
  readonly positions: () => Promise<ReadonlyMap<LaneKey, number>>;
  readonly advance: (positions: readonly Position[]) => Promise<void>;
  /**
   * Positions of what no handler has committed itself: stored with the batch (default), or those of all lanes together
   * after so many milliseconds: one write to disk instead of one a batch. A crash, or another replica that goes on with
   * the lane, then takes in that much again.
   */
  readonly advanceAfterMs?: number;
  readonly alarm: (message: string, detail: unknown) => void;
  /** Where events go that no handler can take in; absent: they come again and again. */
  readonly parked?: ParkedRows;
  readonly metrics: Metrics;
  /** For the age of events. */
  readonly now: () => number;
  /** A line for every event taken in, for who follows a trace. */
  readonly noted?: (what: object, message: string) => void;
}

type Events = { error: (error: Error) => void };

export class JournalStrategy extends Server<Events, 'connected' | 'disconnected'> implements CustomTransportStrategy {
  override readonly transportId: symbol;
  /** This transport awaits its handlers and sees their failures itself. */
  override readonly propagatesEventHandlerErrors = true;
  private subscriptions: BusSubscription[] = [];
  /** Taken in, but not yet stored as such. */
  private readonly done = new Map<LaneKey, Position>();
  private timer: NodeJS.Timeout | undefined;
  private readonly parking: Parking | null;

  constructor(private readonly options: JournalStrategyOptions) {
    super();
    this.transportId = transportOf(options.handlers);
    const { parked: rows, consumer, alarm } = options;
    const handle = (record: StoredRecord, position: Position) => this.handle(record, position);
    this.parking = rows ? new Parking({ rows, consumer, handle, alarm }) : null;
  }

  listen(callback: (error?: unknown) => void): void {
    this.subscribe().then(() => {
      this._status$.next('connected');
      callback();
    }, callback);
  }

  /** Takes in no more; resolves when the handlers in flight have committed. */
  async close(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
    this.subscriptions = [];
    await this.parking?.stop();
    await this.advanceAll();
    clearTimeout(this.timer);
    this._status$.next('disconnected');
  }

  // Failures go to the alarm; there are no other events to listen to.
  on(): void {}

  /** The type is the pattern. Nest's own tries to read each as JSON and throws, twice for every event. */
  protected override getRouteFromPattern(type: string): string {
    return type;
  }

  unwrap<T>(): T {
    return this.subscriptions as T;
  }

  private async subscribe(): Promise<void> {
    const { bus, topics, positions, alarm, consumer, handlers, metrics } = this.options;
    const after = await positions();
    this.parking?.start();
    this.subscriptions = topics.map(({ topic, ...pace }) =>
      bus.subscribe({
        ...{ topic, after, ...pace },
        onBatch: (lane, records) => this.takeIn(lane, records),
        onForget: () => this.store(),
        onGap: (lane, expected, got) => {
          metrics.gaps.inc({ consumer: handlers, topic });
          alarm('a lane has a gap and was halted', { consumer, lane: laneKey(lane), expected, got });
        },
        onTrouble: (lane, error, attempt) =>
          alarm('an event could not be taken in and will come again', {
            consumer,
            lane: lane && laneKey(lane),
            attempt,
            error,
          }),
      }),
    );
  }

  private async takeIn(lane: LaneId, records: readonly StoredRecord[]): Promise<void> {
    const { consumer } = this.options;
    const { parking } = this;
    const [first, last] = [records[0]?.seq ?? 0, records.at(-1)?.seq ?? 0];
    await parking?.opening(lane, first);
    for (const record of records) {
      if (!this.getHandlerByPattern(record.type)) continue;
      const position = { consumer, lane, seq: record.seq };
      await (parking ? parking.take(record, position) : this.handle(record, position));
    }
    // One write for the whole batch: handlers have moved their own positions with their rows already.
    if (last > 0) await this.advanceTo({ consumer, lane, seq: last });
    parking?.done(lane, last);
  }

  private async handle(record: StoredRecord, position: Position): Promise<void> {
    const handler = this.getHandlerByPattern(record.type);
    if (!handler) return;
    await this.measured(record, async () => {
      const answer: unknown = await handler(JSON.parse(record.body), new RecordContext([record, position]));
      await lastValueFrom(this.transformToObservable(answer), { defaultValue: undefined });
    });
  }

  private measured(record: StoredRecord, work: () => Promise<void>): Promise<void> {
    return inTrace(stepAfter(record.meta.traceparent), () => this.counted(record, work));
  }

  private async counted({ id, type, at, lane, seq }: StoredRecord, work: () => Promise<void>): Promise<void> {
    const { handlers: consumer, metrics, now, noted } = this.options;
    try {
      await work();
      metrics.events.inc({ consumer, type, outcome: 'done' });
      noted?.({ event_id: id, type, lane: laneKey(lane), seq, consumer }, 'taken in');
      metrics.eventAge.observe({ consumer }, Math.max(0, now() - at) / 1_000);
    } catch (error) {
      metrics.events.inc({ consumer, type, outcome: 'failed' });
      throw error;
    }
  }

  private async advanceTo(position: Position): Promise<void> {
    const { advance, advanceAfterMs = 0 } = this.options;
    if (advanceAfterMs === 0) return advance([position]);
    this.done.set(laneKey(position.lane), position);
    this.timer ??= setTimeout(() => void this.advanceAll(), advanceAfterMs).unref();
  }

  /** One write for all lanes. */
  private async store(): Promise<void> {
    const positions = [...this.done.values()];
    if (positions.length === 0) return;
    await this.options.advance(positions);
    for (const { lane, seq } of positions)
      if (this.done.get(laneKey(lane))?.seq === seq) this.done.delete(laneKey(lane));
  }

  /** A failure loses nothing: the next try has the same lanes or later ones. */
  private async advanceAll(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    try {
      await this.store();
    } catch {
      this.timer ??= setTimeout(() => void this.advanceAll(), this.options.advanceAfterMs).unref();
    }
  }
}
