// A fetch names what is new: what the broker was told stays told, whatever the reader pauses, resumes or seeks.
import { describe, expect, test } from '@jest/globals';
import { createRequire } from 'node:module';
import { FetchSession, type AskedTopic, type SessionFetch } from './fetch-session.js';

const require = createRequire(import.meta.url);
const Broker = require('kafkajs/src/broker') as { prototype: object };

/** `t: {0: '5'}` asks for partition 0 of topic t from offset 5 on. */
type Offsets = Readonly<Record<string, Readonly<Record<number, string>>>>;

const asked = (offsets: Offsets): AskedTopic[] =>
  Object.entries(offsets).map(([topic, partitions]) => ({
    topic,
    partitions: Object.entries(partitions).map(([partition, fetchOffset]) => ({
      ...{ partition: Number(partition), fetchOffset, maxBytes: 1_000 },
    })),
  }));

/** A broker by the protocol's rules: it reads what it was told, in the session that it was told it in. */
class RuledBroker {
  readonly reads = new Map<string, string>();
  id = 0;
  epoch = -1;

  hear({ sessionId, sessionEpoch, topics, forgottenTopics }: SessionFetch): { errorCode: number; sessionId: number } {
    if (sessionEpoch === 0) {
      this.reads.clear();
      this.id++;
    } else if (sessionId !== this.id) return { errorCode: 70, sessionId: 0 };
    else if (sessionEpoch !== this.epoch + 1) return { errorCode: 71, sessionId: 0 };
    this.epoch = sessionEpoch;
    for (const { topic, partitions } of forgottenTopics)
      for (const one of partitions) expect(this.reads.delete(`${topic}/${one}`)).toBe(true);
    for (const { topic, partitions } of topics)
      for (const { partition, fetchOffset } of partitions) this.reads.set(`${topic}/${partition}`, fetchOffset);
    return { errorCode: 0, sessionId: this.id };
  }
}

const readsOf = (offsets: Offsets) =>
  Object.entries(offsets).flatMap(([topic, partitions]) =>
    Object.entries(partitions).map(([partition, offset]) => [`${topic}/${partition}`, offset]),
  );

describe('a session', () => {
  test('says everything once, then what has moved, what came and what went', () => {
    const session = new FetchSession();
    const broker = new RuledBroker();
    const say = (offsets: Offsets) => {
      const { topics, forgottenTopics, sessionEpoch } = session.ask(asked(offsets));
      session.answered(broker.hear({ sessionId: broker.id, sessionEpoch, topics, forgottenTopics }));
      return [sessionEpoch, topics.flatMap(({ partitions }) => partitions.map(({ partition }) => partition))];
    };
    const full = { t: { 0: '0', 1: '0', 2: '7' }, u: { 0: '3' } };
    expect(say(full)).toEqual([0, [0, 1, 2, 0]]);
    expect(say(full)).toEqual([1, []]);
    expect(say({ t: { 0: '0', 1: '4', 2: '7' }, u: { 0: '3' } })).toEqual([2, [1]]);
    expect(say({ t: { 0: '0' }, u: { 0: '3' } })).toEqual([3, []]);
    expect([...broker.reads]).toEqual([
      ['t/0', '0'],
      ['u/0', '3'],
    ]);
    expect(say({ t: { 0: '0', 1: '4' } })).toEqual([4, [1]]);
    expect([...broker.reads.keys()]).toEqual(['t/0', 't/1']);
  });

  test('says everything again after an error, no answer, or where there was no room for it', () => {
    const session = new FetchSession();
    const wanted = asked({ t: { 0: '0', 1: '0' } });
    for (const answer of [{ errorCode: 70 }, { errorCode: 0, sessionId: 0 }, {}]) {
      session.ask(wanted);
      session.answered({ sessionId: 9 });
      expect(session.stands).toBe(true);
      session.ask(wanted);
      session.answered(answer);
      expect(session.ask(wanted)).toMatchObject({ sessionEpoch: 0, topics: wanted, forgottenTopics: [] });
    }
    session.answered({ sessionId: 9 });
    session.lost();
    // The broker ends the session of that id when it begins another.
    expect(session.ask(wanted)).toMatchObject({ sessionId: 9, sessionEpoch: 0, topics: wanted });
  });

  test('lets the broker read exactly what is wanted, whatever happens on the way', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    let state = seed;
    const dice = (sides: number): number => (state = (state * 48_271 + 11) % 2_147_483_647) % sides;
    const session = new FetchSession();
    const broker = new RuledBroker();
    for (let round = 0; round < 3_000; round++) {
      const partitions = Object.fromEntries([0, 1, 2, 3].filter(() => dice(5) > 0).map((one) => [one, `${dice(3)}`]));
      const wanted = { t: partitions, ...(dice(3) > 0 ? { u: { 0: `${dice(2)}` } } : {}) };
      const said = session.ask(asked(wanted));
      const fate = dice(20);
      // The request is lost, the broker is started anew, the answer is lost.
      if (fate === 0) session.lost();
      else if (fate === 1) {
        broker.id += 100;
        session.answered(said.sessionEpoch === 0 ? broker.hear(said) : { errorCode: 70 });
      } else {
        const answer = broker.hear(said);
        if (answer.errorCode === 0)
          expect([seed, round, Object.fromEntries(broker.reads)]).toEqual([
            seed,
            round,
            Object.fromEntries(readsOf(wanted)),
          ]);
        if (fate === 2) session.lost();
        else session.answered(answer);
      }
    }
  });
});

/** A broker object of the client, and what it said over the wire. */
function clientBroker(answers: readonly (object | Error)[]) {
  const said: Record<string, unknown>[] = [];
  const left = [...answers];
  const send = async (): Promise<unknown> => {
    const answer = left.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const broker = Object.assign(Object.create(Broker.prototype), {
    connectionPool: { send },
    lookupRequest: () => (request: Record<string, unknown>) => void said.push(request),
  }) as { fetch(request: object): Promise<object> };
  const epochs = () => said.map(({ sessionEpoch }) => sessionEpoch);
  const named = () => said.map(({ topics }) => (topics as AskedTopic[]).flatMap(({ partitions }) => partitions).length);
  return { broker, epochs, named };
}

test('kafkajs begins no session by itself; ours goes on in one, and begins anew at once where it was forgotten', async () => {
  const request = { maxWaitTime: 1, topics: asked({ t: { 0: '0', 1: '0' } }) };
  const bare = clientBroker([{ responses: [] }, { responses: [] }]);
  for (let i = 0; i < 2; i++) await bare.broker.fetch(request);
  expect([bare.epochs(), bare.named()]).toEqual([
    [undefined, undefined],
    [2, 2],
  ]);

  const { openKafka } = await import('./index.js');
  openKafka({ brokers: ['127.0.0.1:1'], clientId: 'spec' });
  const given = { errorCode: 0, sessionId: 5, responses: [] };
  const forgotten = { errorCode: 70, sessionId: 0, responses: [] };
  const closed = new Error('the connection was closed');
  const ours = clientBroker([given, given, forgotten, given, given, closed, given]);
  for (let i = 0; i < 4; i++) await ours.broker.fetch(request);
  await expect(ours.broker.fetch(request)).rejects.toThrow(closed);
  await ours.broker.fetch(request);
  expect([ours.epochs(), ours.named()]).toEqual([
    [0, 1, 2, 0, 1, 2, 0],
    [2, 0, 0, 2, 0, 0, 2],
  ]);

  // Two at once would mix up their places: the second one has none.
  const two = clientBroker([given, { responses: [] }]);
  await Promise.all([two.broker.fetch(request), two.broker.fetch(request)]);
  expect(two.epochs()).toEqual([0, undefined]);
});
