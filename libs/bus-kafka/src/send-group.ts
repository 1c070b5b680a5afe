// Sending for many lanes at once: while one request is under way the next one fills up. A lane is told that its records
// stand at Kafka only when Kafka named their partition and a place behind the lane's last ones.
import type { Message, Producer, ProducerBatch, RecordMetadata } from 'kafkajs';

export interface Outgoing extends Message {
  readonly partition: number;
  readonly value: Buffer;
}

interface Lane {
  readonly topic: string;
  readonly partition: number;
  /** What isn't sent yet. */
  messages: readonly Outgoing[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Part {
  readonly lane: Lane;
  readonly messages: readonly Outgoing[];
}

/** Kafka takes at most about 1 MB per partition and request; headers and framing are estimated. */
const PARTITION_BYTES = 800_000;
const REQUEST_BYTES = 8_000_000;
const FRAME_BYTES = 600;

export class SendGroup {
  readonly #waiting: Lane[] = [];
  /** Per partition: the lowest offset at which the next records can stand. */
  readonly #next = new Map<string, number>();
  #producer: Producer | null = null;
  #running = false;
  #closed = false;

  /** @param order the topics whose readers are to be woken first, within one request */
  constructor(
    private readonly open: () => Promise<Producer>,
    private readonly order: readonly string[] = [],
  ) {}

  /** One call per lane at a time. Rejected means: nobody knows how much of it stands; sending again is harmless. */
  send(topic: string, partition: number, messages: readonly Outgoing[]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error('the publisher has stopped'));
      this.#waiting.push({ topic, partition, messages, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  /** Turns away who waits, and lets the connection go. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const lane of this.#waiting.splice(0)) lane.reject(new Error('the publisher has stopped'));
    await this.#forgetProducer();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      // What is called for in one turn of the loop goes together.
      await Promise.resolve();
      const group = this.#fill();
      const error = await this.#transmit(group);
      // A record that Kafka refuses must not hold up the lanes beside it.
      if (error !== null && group.length > 1 && isRefusal(error)) await this.#oneByOne(group);
      else if (error !== null) for (const { lane } of group) lane.reject(error);
    }
    this.#running = false;
  }

  async #oneByOne(group: readonly Part[]): Promise<void> {
    for (const part of group) {
      const error = await this.#transmit([part]);
      if (error !== null) part.lane.reject(error);
    }
  }

  #fill(): readonly Part[] {
    const group: Part[] = [];
    let bytes = 0;
    while (bytes < REQUEST_BYTES) {
      const lane = this.#waiting.shift();
      if (lane === undefined) break;
      const messages = upTo(PARTITION_BYTES, lane.messages);
      group.push({ lane, messages });
      bytes += messages.reduce((sum, message) => sum + sizeOf(message), 0);
    }
    return group;
  }

  /** Answers what failed for the whole group; a lane that alone failed is told here. */
  async #transmit(group: readonly Part[]): Promise<unknown> {
    try {
      if (this.#closed) throw new Error('the publisher has stopped');
      this.#producer ??= await this.open();
      const answers = await this.#producer.sendBatch(batchOf(group, this.order));
      const places = new Map(answers.map((answer) => [`${answer.topicName}/${answer.partition}`, answer]));
      for (const part of group) {
        const name = `${part.lane.topic}/${part.lane.partition}`;
        const trouble = this.#misplaced(name, places.get(name), part.messages.length);
        if (trouble === null) this.#sent(part);
        else {
          part.lane.reject(trouble);
          await this.#forgetProducer();
        }
      }
      return null;
    } catch (error) {
      await this.#forgetProducer();
      return error ?? new Error('sending failed without an error');
    }
  }

  #misplaced(name: string, place: RecordMetadata | undefined, count: number): Error | null {
    // kafkajs drops what is for a partition that it hasn't heard of, without an error.
    if (place === undefined) return new Error(`Kafka’s client knows no partition ${name} and has dropped its records`);
    const offset = Number(place.baseOffset);
    // After a refused request kafkajs counts its batches anew, and Kafka takes the next one for a repetition.
    if (offset < (this.#next.get(name) ?? 0)) return new Error(`${name}: Kafka took new records for a repetition`);
    this.#next.set(name, offset + count);
    return null;
  }

  #sent({ lane, messages }: Part): void {
    lane.messages = lane.messages.slice(messages.length);
    if (lane.messages.length === 0) lane.resolve();
    else this.#waiting.push(lane);
  }

  /** Its numbering of batches may be wrong, its metadata old: a new one begins with neither. */
  async #forgetProducer(): Promise<void> {
    const producer = this.#producer;
    this.#producer = null;
    this.#next.clear();
    await producer?.disconnect().catch(() => undefined);
  }
}

const sizeOf = ({ value }: Outgoing): number => value.length + FRAME_BYTES;

/** At least one: what is too large alone is Kafka's to refuse. */
function upTo(bytes: number, messages: readonly Outgoing[]): readonly Outgoing[] {
  let sum = 0;
  const tooMany = messages.findIndex((message, i) => (sum += sizeOf(message)) > bytes && i > 0);
  return tooMany === -1 ? messages : messages.slice(0, tooMany);
}

/** The broker wakes the readers of a request's topics in their order. */
function batchOf(group: readonly Part[], order: readonly string[]): ProducerBatch {
  const topics = new Map<string, Outgoing[]>(order.map((topic) => [topic, []]));
  for (const { lane, messages } of group) topics.set(lane.topic, (topics.get(lane.topic) ?? []).concat(messages));
  return {
    acks: -1,
    topicMessages: [...topics].flatMap(([topic, messages]) => (messages.length > 0 ? [{ topic, messages }] : [])),
  };
}

/** The broker has answered, and the answer was no: others in the request may have been taken. */
function isRefusal(error: unknown): boolean {
  const { name, cause } = error as { name?: string; cause?: { name?: string } };
  return (
    name === 'KafkaJSProtocolError' || (name === 'KafkaJSNonRetriableError' && cause?.name === 'KafkaJSProtocolError')
  );
}
