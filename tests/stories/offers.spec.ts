// Show 8: an offer ends exactly once, however many answer it at once, and whoever comes too late is told why.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ConversationEvent } from '@frontdesk/contracts';
import { answerOffer, deskOf, found, RoutedHouse, wordOf } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import type { VisitorClient } from '../harness/visitor-client.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(120_000);

const ROUNDS = 4;
const RACERS = 12;
/** As short as the settings let it be. */
const SHORT_SECONDS = 5;

let house: RoutedHouse;
let ana: StaffClient;
let ben: StaffClient;

beforeAll(async () => {
  house = await RoutedHouse.open(runtimeWanted());
  await house.strategy({ offer: { policy: 'offer', acceptSeconds: 120 } });
  for (const agentId of ['ana', 'ben']) await house.limit(agentId, 1);
  const { url } = house.product;
  ana = await StaffClient.atWork(url, 'ana');
  ben = await StaffClient.atWork(url, 'ben', 'busy');
});

afterAll(async () => {
  await house.product.remove();
});

/** What was offered to whom, and how each offer ended, in order. */
const offersOf = async (visitor: VisitorClient): Promise<readonly string[]> =>
  (await house.history(visitor)).flatMap((event: ConversationEvent) => {
    if (event.type === 'conversation.offered') return [`to ${event.data.agentId}`];
    return event.type === 'conversation.offer_ended' ? [event.data.outcome] : [];
  });

/** The conversation hears of a decision a moment after the engine has made it. */
const hears = (visitor: VisitorClient, ...offers: readonly string[]) =>
  found(offers.join(', '), async () => (`${await offersOf(visitor)}` === `${offers}` ? true : undefined));

const offered = async (): Promise<{ visitor: VisitorClient; offerId: string; conversationId: string }> => {
  const visitor = await house.newcomer();
  const { offerId, conversationId } = await house.offerTo(ana, visitor);
  return { visitor, offerId, conversationId };
};

/** Whatever a test left behind, the next begins with Ana alone and free. */
beforeEach(async () => {
  await house.clear();
  await ben.status('busy');
  await ana.status('online');
  await house.says({ ana: 'online', ben: 'busy' });
});

describe('B4e an offer', () => {
  it('P64 waits for the agent’s answer, and holds the slot meanwhile', async () => {
    const { visitor, ...offer } = await offered();
    expect(await visitor.view()).toMatchObject({ state: 'queued', outcome: 'queued', agent: null });
    expect(await visitor.place()).toMatchObject({ position: 1, ahead: 0 });
    // The only slot is held: the next one waits.
    const second = await house.newcomer();
    expect((await second.view()).outcome).toBe('queued');
    expect(await offersOf(second)).toEqual([]);
    expect(await answerOffer(ana, offer, 'accept')).toMatchObject({ outcome: 'assigned', agentId: 'ana' });
    await house.goesTo(visitor, 'ana');
    await hears(visitor, 'to ana', 'accepted');
    await second.end();
    await house.clear();
  });

  it('B4f P25 declined, goes on to the next, who is not asked twice, and back to its old place', async () => {
    await ben.status('online');
    const visitor = await house.newcomer();
    const [first, second] = await found('somebody who is asked', async () => {
      const [a, b] = await Promise.all([deskOf(ana), deskOf(ben)]);
      return a.offers.length > 0 ? [ana, ben] : b.offers.length > 0 ? [ben, ana] : undefined;
    });
    const { arrivedAt } = await visitor.view();
    expect(
      await answerOffer(first as StaffClient, await house.offerTo(first as StaffClient, visitor), 'reject'),
    ).toMatchObject({
      outcome: 'offered',
      agentId: second?.sub,
    });
    expect(
      await answerOffer(second as StaffClient, await house.offerTo(second as StaffClient, visitor), 'reject'),
    ).toMatchObject({
      outcome: 'queued',
    });
    const order = [`to ${first?.sub ?? ''}`, 'rejected', `to ${second?.sub ?? ''}`, 'rejected'];
    expect(
      await found('both refusals', async () =>
        (await offersOf(visitor)).length === 4 ? offersOf(visitor) : undefined,
      ),
    ).toEqual(order);
    expect(await visitor.view()).toMatchObject({ state: 'queued', arrivedAt });
    // Both are free and online, and neither is asked again; the table says so (D6c, R10).
    const { waiting } = await house.sue.api.get<{ waiting: { table: { agentId: string; notTaken: string }[] } }>(
      `/v1/explanations/${visitor.conversationId}`,
    );
    expect(waiting.table.map(({ agentId, notTaken }) => [agentId, notTaken])).toEqual(
      expect.arrayContaining([
        ['ana', 'excluded'],
        ['ben', 'excluded'],
      ]),
    );
    await visitor.end();
    await ben.status('busy');
  });

  it('P25 not answered in time, moves on by itself', async () => {
    await house.strategy({ offer: { policy: 'offer', acceptSeconds: SHORT_SECONDS } });
    const { visitor, ...offer } = await offered();
    await found('the lapse', async () => ((await offersOf(visitor)).includes('timed_out') ? true : undefined));
    expect(await wordOf(answerOffer(ana, offer, 'accept'))).toBe('offer_over');
    expect((await visitor.view()).state).toBe('queued');
    await visitor.end();
    await house.strategy({ offer: { policy: 'offer', acceptSeconds: 120 } });
  });

  it('P43 C5c is withdrawn by a change of status, and goes to whoever is there', async () => {
    const { visitor, ...offer } = await offered();
    await ben.status('online');
    await ana.status('busy');
    await house.offerTo(ben, visitor);
    await hears(visitor, 'to ana', 'withdrawn', 'to ben');
    expect(await wordOf(answerOffer(ana, offer, 'accept'))).toBe('taken_by_other');
    await answerOffer(ben, await house.offerTo(ben, visitor), 'accept');
    await ana.status('online');
    await ben.status('busy');
    await house.goesTo(visitor, 'ben');
    await house.clear();
  });

  it('P64 ends as visitor_left when nobody waits for it any more', async () => {
    const { visitor, ...offer } = await offered();
    await visitor.end();
    await hears(visitor, 'to ana', 'visitor_left');
    expect(['offer_over', 'visitor_left']).toContain(await wordOf(answerOffer(ana, offer, 'accept')));
    expect((await deskOf(ana)).offers).toEqual([]);
  });

  it('is another workspace’s business for nobody else: a stranger’s id is no offer', async () => {
    expect(await wordOf(answerOffer(ana, { conversationId: 'nothing', offerId: 'o1' }, 'accept'))).toBe('not_found');
  });
});

/** Many who race for one offer; what each is told, sorted. */
async function race(
  act: (offer: { visitor: VisitorClient; offerId: string; conversationId: string }) => readonly Promise<unknown>[],
) {
  const one = await offered();
  const words = await Promise.all(act(one).map((asked) => wordOf(asked as Promise<{ outcome?: string }>)));
  await found('one outcome', async () => ((await offersOf(one.visitor)).length >= 2 ? true : undefined));
  return { ...one, words, offers: await offersOf(one.visitor) };
}

describe('R11 racing for one offer', () => {
  it('P04 accepted eight times at once, it is accepted once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { words, offers } = await race((offer) =>
        Array.from({ length: 8 }, () => answerOffer(ana, offer, 'accept')),
      );
      expect(words.filter((word) => word === 'assigned')).toHaveLength(1);
      // They have it already: nothing is taken from them by asking again.
      expect(words.filter((word) => word !== 'assigned')).toEqual(Array<string>(7).fill('no_change'));
      expect(offers).toEqual(['to ana', 'accepted']);
      await house.clear();
    }
  });

  it('accepted and declined at once, one of the two counts', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { words, offers, visitor } = await race((offer) => [
        answerOffer(ana, offer, round % 2 ? 'accept' : 'reject'),
        answerOffer(ana, offer, round % 2 ? 'reject' : 'accept'),
      ]);
      const accepted = offers.includes('accepted');
      expect(words.filter((word) => word === (accepted ? 'assigned' : 'queued'))).toHaveLength(1);
      const late = words.find((word) => word !== (accepted ? 'assigned' : 'queued')) ?? '';
      expect(['offer_over', 'no_change', 'taken_by_other']).toContain(late);
      expect(offers).toEqual(['to ana', accepted ? 'accepted' : 'rejected']);
      await visitor.end();
      await house.clear();
    }
  });

  it('accepted while its visitor leaves, it is one or the other', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { words, offers, visitor } = await race((offer) =>
        round % 2
          ? [offer.visitor.end(), answerOffer(ana, offer, 'accept')]
          : [answerOffer(ana, offer, 'accept'), offer.visitor.end()],
      );
      const accepted = offers.includes('accepted');
      const answer = words[round % 2 ? 1 : 0] ?? '';
      expect(accepted ? ['assigned'] : ['offer_over', 'visitor_left']).toContain(answer);
      expect(offers).toHaveLength(2);
      expect((await visitor.view()).state).toBe('closed');
      await house.clear();
    }
  });

  it('P43 accepted while its agent goes busy, it is one or the other', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { words, offers, visitor } = await race((offer) =>
        round % 2
          ? [ana.status('busy'), answerOffer(ana, offer, 'accept')]
          : [answerOffer(ana, offer, 'accept'), ana.status('busy')],
      );
      const accepted = offers.includes('accepted');
      expect(words[round % 2 ? 1 : 0]).toBe(accepted ? 'assigned' : 'offer_over');
      expect(offers).toEqual(['to ana', accepted ? 'accepted' : 'withdrawn']);
      expect(await house.owner(visitor)).toBe(accepted ? 'ana' : null);
      await visitor.end();
      await ana.status('online');
      await house.clear();
    }
  });
});

describe('R11 P25 accepting against its own time', () => {
  it('one of the two counts, and who was too late is told so', async () => {
    await house.limit('ana', RACERS);
    await house.strategy({ offer: { policy: 'offer', acceptSeconds: SHORT_SECONDS } });
    const visitors = await Promise.all(Array.from({ length: RACERS }, () => house.newcomer()));
    const offers = await Promise.all(visitors.map((visitor) => house.offerTo(ana, visitor)));
    const ended = await Promise.all(
      offers.map(async (offer, i) => {
        // From a little before its last moment to a little after; some of them meet it.
        const at = new Date(offer.expiresAt).getTime() + (i - RACERS / 2) * 5;
        await new Promise((done) => setTimeout(done, Math.max(0, at - Date.now())));
        return wordOf(answerOffer(ana, offer, 'accept'));
      }),
    );
    for (const [i, word] of ended.entries()) {
      const visitor = visitors[i] as VisitorClient;
      const won = word === 'assigned';
      if (!won) expect(word).toBe('offer_over');
      await hears(visitor, 'to ana', won ? 'accepted' : 'timed_out');
      expect(await house.owner(visitor)).toBe(won ? 'ana' : null);
    }
    const won = ended.filter((word) => word === 'assigned').length;
    process.stdout.write(`offers: ${RACERS} accepted at their last moment, ${won} in time\n`);
    await house.clear();
    await house.limit('ana', 1);
    await house.strategy({ offer: { policy: 'offer', acceptSeconds: 120 } });
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('offers', house.product);
  });
});
