// Show 4: visitors through every reason for which a conversation ends, with every automatic message on, on a clock that
// runs fast; the same kinds of events, as many of each, whoever went the same way, on either runtime.
//
// `FRONTDESK_STORY_VISITORS=500` lives it in full: thirty minutes of the reception, in three; in six where it is many processes.
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { runtimeWanted } from '../harness/runtimes.js';
import type { VisitorClient } from '../harness/visitor-client.js';
import { EndingHouse, SAID } from './ending-house.js';
import { expectSoundLog } from './proof.js';
import { kindsOf, WAYS, type Together, type Way } from './ways-to-end.js';

const TABLE = Object.entries(WAYS).flatMap(([reason, ways]) => ways.map((way) => ({ reason, way })));

const VISITORS = Number(process.env['FRONTDESK_STORY_VISITORS'] ?? 2 * TABLE.length);
const RUNTIME = runtimeWanted();
const IN_FULL = VISITORS > 100;
/** Many visitors and many processes on one machine need the time of two. */
const SPEED = IN_FULL && RUNTIME === 'distributed' ? 5 : 10;
const MINUTE = 60_000;
/** Those of the full story come over most of its half an hour; a few come at once. */
const COMING_MS = IN_FULL ? 26 * MINUTE : VISITORS * 800;
const LONGEST_MS = COMING_MS / SPEED + 60_000;
const AT_ONCE = 8;

jest.setTimeout(2 * LONGEST_MS);

let house: EndingHouse;

beforeAll(async () => {
  house = await EndingHouse.open(RUNTIME, { startsAt: Date.now(), speed: SPEED }, LONGEST_MS);
}, 180_000);

afterAll(async () => {
  await house?.remove();
}, 60_000);

/** Who has gone which way. */
interface Gone {
  readonly way: Way;
  readonly reason: string;
  readonly visitor: VisitorClient;
}

/** Until as many have come; the last one acts for all. */
function gathering(expected: number): Together {
  let come = 0;
  let open: (acted: Promise<void> | void) => void;
  const all = new Promise<void>((done) => (open = done));
  return (act) => {
    if (++come === expected) open(act());
    return all;
  };
}

async function live(): Promise<readonly Gone[]> {
  const { clock } = house;
  const opening = clock.now();
  const of = (index: number) => Array.from({ length: VISITORS }, (_, i) => i % TABLE.length).filter((i) => i === index);
  const gatherings = TABLE.map((_, index) => gathering(of(index).length));
  const coming = Array.from({ length: VISITORS }, async (_, i): Promise<Gone> => {
    const index = i % TABLE.length;
    const { reason, way } = TABLE[index] as (typeof TABLE)[number];
    await clock.sleepUntil(opening + (i * COMING_MS) / VISITORS);
    const visitor = await way.go(house, gatherings[index] as Together);
    await house.isOver(visitor);
    await visitor.goodbye();
    return { way, reason, visitor };
  });
  return Promise.all(coming);
}

interface Told {
  readonly way: string;
  readonly reason: string | null;
  readonly events: Readonly<Record<string, number>>;
}

/** Only when all is over, so that nothing can come after it. */
async function told(gone: readonly Gone[]): Promise<readonly Told[]> {
  const all: Told[] = [];
  for (let from = 0; from < gone.length; from += AT_ONCE) {
    const some = gone.slice(from, from + AT_ONCE).map(async ({ way: { name }, visitor }): Promise<Told> => {
      const [{ closedReason }, events] = await Promise.all([visitor.view(), house.sue.events(visitor.conversationId)]);
      return { way: name, reason: closedReason, events: kindsOf(events) };
    });
    all.push(...(await Promise.all(some)));
  }
  return all;
}

it('F2a F4b F4c P53 everybody who went the same way has the same kinds of events, and the log is sound', async () => {
  const from = house.clock.now();
  const gone = await live();
  await house.isEmpty();
  const minutes = ((house.clock.now() - from) / MINUTE).toFixed(1);
  expect(await told(gone)).toEqual(
    gone.map(({ reason, way: { name, events } }): Told => ({ way: name, reason, events })),
  );
  const occasions = new Set(TABLE.flatMap(({ way }) => Object.keys(way.events)));
  expect(Object.keys(SAID).filter((kind) => !occasions.has(kind))).toEqual([]);
  const ways = `${TABLE.length} ways to ${Object.keys(WAYS).length} reasons for an end`;
  const story = `${RUNTIME}: ${VISITORS} visitors, ${ways}, ${minutes} minutes at ${SPEED} times the speed`;
  await expectSoundLog(story, house.house.product);
});
