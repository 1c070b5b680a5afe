// An owned lane goes to Kafka from the process that owns it: it has the records in hand when they are committed, and
// nobody else has to hear of them first. The more owners, the more publishers.
//
//   a commit of this process to a lane that is not open ─┐
//   every pollMs ────────────────────────────────────────┴▶ leases ─▶ ours: open · another's: shut
//
// Leases are hints here, too: two who take a lane for theirs only say everything twice, which readers drop. A lane that
// was given up stays open until it has another owner, and what that one finds unsaid it says.
import type { Journal, StoredRecord } from '@frontdesk/journal';
import { LanePublishing, POLL_MS, PUBLISHER, type PublishingOptions } from './lane-publishing.js';
import { pauseMs, shortPauses } from './trying-again.js';

export interface OwnedPublishingOptions extends PublishingOptions {
  readonly journal: PublishingOptions['journal'] & Pick<Journal<never>, 'leases'>;
}

export interface Owned {
  readonly topics: readonly string[];
  /** The name under which this process acquires lanes. */
  readonly owner: string;
}

export class OwnedLanes {
  readonly #lanes: LanePublishing;
  /** `topic/partition` of those that are open. */
  readonly #open = new Set<string>();
  #nap = new AbortController();

  constructor(
    private readonly options: OwnedPublishingOptions,
    private readonly owned: Owned,
  ) {
    this.#lanes = new LanePublishing(options, owned.topics, false);
  }

  /** Until the signal is aborted, and what is under way has been sent. */
  async run(signal: AbortSignal): Promise<void> {
    const { journal, onTrouble, pollMs = POLL_MS } = this.options;
    const { topics } = this.owned;
    const forget = topics.map((topic) => journal.onAppend(topic, (records) => this.#heard(records ?? [])));
    signal.addEventListener('abort', () => this.#nap.abort(), { once: true });
    let failures = 0;
    while (!signal.aborted) {
      this.#nap = new AbortController();
      try {
        for (const topic of topics) await this.#look(topic);
        failures = 0;
      } catch (error) {
        onTrouble(null, error, ++failures);
      }
      if (failures > 0) await shortPauses.wait(pauseMs(failures, shortPauses), signal);
      else await shortPauses.wait(pollMs, this.#nap.signal);
    }
    for (const one of forget) one();
    await this.#lanes.stop();
  }

  #heard(records: readonly StoredRecord[]): void {
    if (records.some(({ lane: { topic, partition } }) => !this.#open.has(`${topic}/${partition}`))) this.#nap.abort();
  }

  async #look(topic: string): Promise<void> {
    const { journal } = this.options;
    const leases = await journal.leases(topic);
    const ours = leases.filter(({ owner }) => owner === this.owned.owner);
    for (const { owner, lane } of leases) {
      if (owner !== null && owner !== this.owned.owner && this.#open.delete(`${topic}/${lane.partition}`))
        this.#lanes.shut(topic, lane.partition);
    }
    const fresh = ours.filter(({ lane }) => !this.#open.has(`${topic}/${lane.partition}`));
    if (fresh.length === 0) return;
    const positions = await journal.positions(PUBLISHER);
    for (const { lane } of fresh) {
      this.#open.add(`${topic}/${lane.partition}`);
      this.#lanes.open(topic, lane.partition, positions);
    }
  }
}
