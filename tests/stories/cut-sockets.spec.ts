// Show 6: both ends of a conversation lose their line again and again, and miss nothing, double nothing.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { ConversationEvent } from '@frontdesk/contracts';
import type { Api } from '../harness/api.js';
import { RealtimeClient } from '../harness/realtime-client.js';
import { found, RoutedHouse } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import { dice } from './dice.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(180_000);

const MESSAGES = 1_000;
const CUTS = 200;
/** Every so many of the agent's messages a note follows, which the visitor must not even know of. */
const NOTE_EVERY = 25;
/** So many messages are sent a second time, as by a client that never saw the answer. */
const REPEATED = 0.1;

let house: RoutedHouse;

beforeAll(async () => {
  // A person is not this quick: what is tried here is the line, not the limits.
  const unlimited = { FRONTDESK_RATE_VISITOR: '0', FRONTDESK_RATE_PERSON: '0' };
  house = await RoutedHouse.open(runtimeWanted(), unlimited);
});

afterAll(async () => {
  await house.product.remove();
});

/** One end: whatever is cut, it comes back after the last event that it has. */
class Line {
  readonly events: ConversationEvent[] = [];
  cuts = 0;
  private socket: RealtimeClient | null = null;
  private connecting: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: Api,
    private readonly conversationId: string,
  ) {}

  get last(): number {
    return this.all().at(-1)?.sequence ?? 0;
  }

  connect(): Promise<void> {
    return (this.connecting = this.connecting.then(async () => {
      this.socket = await RealtimeClient.open(this.api);
      this.socket.follow(this.conversationId, this.last);
    }));
  }

  /** The cable is pulled in the midst of whatever is under way; it is back in a moment. */
  async cut(): Promise<void> {
    await this.connecting;
    this.socket?.cut();
    this.events.push(...(this.socket?.events() ?? []));
    this.socket = null;
    this.cuts++;
    void this.connect();
  }

  all(): readonly ConversationEvent[] {
    return [...this.events, ...(this.socket?.events() ?? [])];
  }

  async end(): Promise<void> {
    await this.connecting;
    await this.socket?.close();
  }
}

const said = (events: readonly ConversationEvent[]): readonly string[] =>
  events.flatMap((event) =>
    event.type === 'conversation.message_added' && event.data.kind !== 'note'
      ? [`${event.sequence} ${event.data.author.kind}: ${event.data.text}`]
      : [],
  );

it(`F1g F1b of ${MESSAGES} messages and ${CUTS} cuts both ends keep the same list: no gap, no double`, async () => {
  const chance = dice('cut sockets');
  const started = performance.now();
  const ana = await StaffClient.atWork(house.product.url, 'ana');
  const mia = await house.newcomer();
  await house.goesTo(mia, 'ana');
  const lines = [new Line(mia.api, mia.conversationId), new Line(ana.api, mia.conversationId)] as const;
  await Promise.all(lines.map((line) => line.connect()));
  const post = async (api: Api, text: string, note: boolean): Promise<void> => {
    const body = { clientMessageId: randomUUID(), text, ...(note && { note }) };
    const times = chance.next() < REPEATED ? 2 : 1;
    const path = `/v1/conversations/${mia.conversationId}/messages`;
    await Promise.all(Array.from({ length: times }, () => api.post(path, body)));
  };
  const cutAt = new Set(chance.shuffle(Array.from({ length: MESSAGES }, (_, i) => i)).slice(0, CUTS));
  const side = async (api: Api, mine: number, isStaff: boolean): Promise<void> => {
    for (let i = mine; i < MESSAGES; i += 2) {
      if (cutAt.has(i)) await chance.pick(lines).cut();
      await post(api, `message ${i}`, false);
      if (isStaff && i % NOTE_EVERY === 0) await post(api, `secret ${i}`, true);
    }
  };
  await Promise.all([side(ana.api, 0, true), side(mia.api, 1, false)]);
  const log = await house.ada.get<{ sequence: number }>(`/v1/conversations/${mia.conversationId}`);
  await found('the last event at both ends', async () =>
    lines.every((line) => line.last >= log.sequence) ? true : undefined,
  );
  const [visitor, agent] = lines.map((line) => line.all());
  const numbers = Array.from({ length: log.sequence }, (_, i) => i + 1);
  expect(visitor?.map(({ sequence }) => sequence)).toEqual(numbers);
  expect(agent?.map(({ sequence }) => sequence)).toEqual(numbers);
  expect(said(visitor ?? [])).toEqual(said(agent ?? []));
  // With the words that opened the chat.
  expect(new Set(said(agent ?? []).map((one) => one.replace(/^\d+ /, ''))).size).toBe(MESSAGES + 1);
  expect(said(agent ?? [])).toHaveLength(MESSAGES + 1);
  expect(JSON.stringify(visitor)).not.toContain('secret');
  expect(lines[0].cuts + lines[1].cuts).toBe(CUTS);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  process.stdout.write(`cut sockets: ${log.sequence} events, ${lines.map(({ cuts }) => cuts)} cuts, ${seconds} s\n`);
  await Promise.all(lines.map((line) => line.end()));
  await ana.goodbye();
});

it('the log of it is sound', async () => {
  const report = await expectSoundLog('cut sockets', house.product);
  expect(report.decisions).toBeGreaterThan(0);
});
