// A journal that is published to topics of its own, and a reader of everything that arrives.
import { chainHash, createMemoryJournal, type NewRecord, type OwnedHead } from '@frontdesk/journal';
import { createKafkaPublisher, createMemoryPublisherLock, type KafkaPublisherOptions } from '../index.js';
import { freshTopics, laneOf, oneTo, quickBus, Taken, type TestBroker } from './native-kafka.js';

export const TOPIC = 'spec.events';
export const DECISIONS = 'spec.decisions';

export const POLL_MS = 100;

export const note = (key: string, id: string): NewRecord => ({
  ...{ id, topic: TOPIC, key, workspace: 'w', type: 'spec.noted', stream: `${key}/${id}`, at: 1_800_000_000_000 },
  ...{ meta: { actor: 'a', correlationId: 'c', causationId: null, requestId: 'r' }, data: { text: `Grüße ${id}` } },
});

export async function publishedJournal(broker: TestBroker) {
  const prefix = await freshTopics(broker.admin, [TOPIC, DECISIONS], 64);
  const journal = createMemoryJournal({ service: 'first' });
  const lock = createMemoryPublisherLock();
  const troubles: unknown[] = [];
  const publisher = (rest: Partial<KafkaPublisherOptions> = {}) =>
    createKafkaPublisher({
      ...{ journal, kafka: broker.kafka, topics: [TOPIC, DECISIONS], lock, prefix, pollMs: POLL_MS },
      onTrouble: (_, error) => void troubles.push(error),
      ...rest,
    });
  const taken = new Taken();
  const bus = quickBus(broker.kafka, prefix);
  const subscriptions = [TOPIC, DECISIONS].map((topic) => bus.subscribe({ topic, after: new Map(), ...taken }));
  const stop = async () => void (await Promise.all(subscriptions.map((subscription) => subscription.stop())));
  const write = (key: string, from: number, to: number) =>
    journal.append({
      records: oneTo(to)
        .slice(from - 1)
        .map((n) => note(key, `${key}-${n}`)),
    });
  const lane = laneOf(DECISIONS, 7);
  /** One record more, by who acquired the lane. */
  const decide = async (head: OwnedHead): Promise<OwnedHead> => {
    const seq = head.seq + 1;
    const fields = { seq, id: `d${seq}`, key: 'k', workspace: 'w', type: 'spec.decided', at: 5, body: '{}' };
    const { meta } = note('k', 'x');
    const hash = chainHash(head.hash, lane, { ...fields, meta, epoch: head.epoch });
    await journal.appendOwned(lane, head.epoch, [{ ...fields, meta, hash }], []);
    return { ...head, seq, hash };
  };
  return { prefix, journal, lock, lane, decide, troubles, publisher, taken, stop, write };
}
