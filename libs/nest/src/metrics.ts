// What a process counts and measures of itself, in Prometheus' words. All of it is named here and described in
// docs/metrics.md; no label tells workspaces, people or conversations apart.
import type { LaneKey } from '@frontdesk/journal';
import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const NANOSECONDS = 1e9;
const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Positions or heads as one number per topic. */
export function sumByTopic(lanes: ReadonlyMap<LaneKey, number>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [lane, seq] of lanes) {
    const topic = lane.split('/')[1] ?? '';
    sums.set(topic, (sums.get(topic) ?? 0) + seq);
  }
  return sums;
}

/** Fills gauges of what is looked at only when somebody asks. */
export type Collector = () => Promise<void> | void;

export class Metrics {
  readonly registry = new Registry();
  private readonly collectors: Collector[] = [];
  private readonly loop: IntervalHistogram = monitorEventLoopDelay({ resolution: 20 });

  readonly httpSeconds = this.histogram(
    'frontdesk_http_request_duration_seconds',
    'From a request to the end of its answer, by the route it matched.',
    ['method', 'route', 'status'],
  );
  readonly httpInFlight = this.gauge('frontdesk_http_requests_in_flight', 'Requests that have no answer yet.');
  readonly sockets = this.gauge('frontdesk_sockets', 'Open sockets that have said hello.', ['role']);
  readonly events = this.counter('frontdesk_events_processed_total', 'Events taken in by a handler.', [
    'consumer',
    'type',
    'outcome',
  ]);
  readonly eventAge = this.histogram(
    'frontdesk_event_age_seconds',
    'How old an event was when its handler had taken it in.',
    ['consumer'],
  );
  readonly consumed = this.gauge(
    'frontdesk_consumer_position_records',
    'Records that a consumer has taken in, over all lanes of a topic.',
    ['consumer', 'topic'],
  );
  readonly gaps = this.counter('frontdesk_consumer_gaps_total', 'Lanes that were halted because a record is missing.', [
    'consumer',
    'topic',
  ]);
  readonly parked = this.gauge('frontdesk_parked_records', 'Records set aside, to be replayed or discarded.', [
    'consumer',
  ]);
  readonly journalHead = this.gauge('frontdesk_journal_head_records', 'Records that stand in the journal, by topic.', [
    'topic',
  ]);
  readonly confirmed = this.gauge(
    'frontdesk_publisher_confirmed_records',
    'Records that Kafka has confirmed, by topic; behind the head: not yet published.',
    ['topic'],
  );
  readonly publishing = this.gauge(
    'frontdesk_publisher_active',
    '1 in the replica that publishes its service’s journal.',
  );
  readonly decisions = this.counter('frontdesk_decisions_total', 'Decisions committed by the lanes of this process.');
  readonly decisionSeconds = this.histogram(
    'frontdesk_decision_batch_seconds',
    'From the first input of a batch to the commit of its decisions.',
  );
  readonly laneEpoch = this.gauge('frontdesk_lane_epoch', 'Epoch of every engine lane that this process owns.', [
    'lane',
  ]);
  readonly laneWaiting = this.gauge(
    'frontdesk_lane_waiting_inputs',
    'Batches of inputs that an owned engine lane has not begun to decide.',
    ['lane'],
  );
  readonly queueWaiting = this.gauge('frontdesk_queue_waiting', 'Visitors who wait, in the lanes of this process.');
  readonly agents = this.gauge('frontdesk_agents', 'Agents by effective status, in the lanes of this process.', [
    'status',
  ]);
  readonly database = this.gauge('frontdesk_database_connections', 'Connections to the database.', [
    'owner',
    'pool',
    'state',
  ]);
  readonly alarms = this.counter('frontdesk_alarms_total', 'What the log calls an alarm, by its fixed words.', [
    'message',
  ]);
  private readonly loopDelay = this.gauge(
    'frontdesk_event_loop_delay_seconds',
    'How late the process was to its own work since the last look.',
    ['quantile'],
  );
  private readonly memory = this.gauge('frontdesk_process_resident_memory_bytes', 'Memory of the process.');
  private readonly cpu = this.gauge('frontdesk_process_cpu_seconds', 'Processor time since the process started.', [
    'mode',
  ]);

  constructor(readonly service: string) {
    this.registry.setDefaultLabels({ service });
    this.loop.enable();
    this.onCollect(() => this.lookAtProcess());
  }

  onCollect(collector: Collector): void {
    this.collectors.push(collector);
  }

  /** The page. What can't be looked at (a database that is away) leaves its last values. */
  async page(): Promise<string> {
    await Promise.allSettled(this.collectors.map(async (collect) => collect()));
    return this.registry.metrics();
  }

  /** Each metric as it is, for documents and dashboards to be checked against. */
  described(): readonly { readonly name: string; readonly type: string; readonly labels: readonly string[] }[] {
    type Known = { readonly name: string; readonly type: string; readonly labelNames: readonly string[] };
    const all = this.registry.getMetricsAsArray() as unknown as readonly Known[];
    return all.map(({ name, type, labelNames }) => ({ name, type, labels: [...labelNames] }));
  }

  stop(): void {
    this.loop.disable();
  }

  private lookAtProcess(): void {
    const { loop, loopDelay } = this;
    for (const [quantile, nanoseconds] of [
      ['0.5', loop.percentile(50)],
      ['0.99', loop.percentile(99)],
      ['1', loop.max],
    ] as const)
      loopDelay.set({ quantile }, nanoseconds / NANOSECONDS);
    loop.reset();
    this.memory.set(process.memoryUsage.rss());
    const { user, system } = process.cpuUsage();
    this.cpu.set({ mode: 'user' }, user / 1e6);
    this.cpu.set({ mode: 'system' }, system / 1e6);
  }

  private counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets: QUICK, registers: [this.registry] });
  }
}
