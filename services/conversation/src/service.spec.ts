// The service as its callers meet it: booted whole on a real PostgreSQL, with a scripted engine and scripted settings.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { automatic } from './testing/automatic.chapter.js';
import { closingTime } from './testing/closing-time.chapter.js';
import { conversing } from './testing/conversing.chapter.js';
import { directing } from './testing/directing.chapter.js';
import { goingOn } from './testing/going-on.chapter.js';
import { handingOver } from './testing/handing-over.chapter.js';
import { pooling } from './testing/pooling.chapter.js';
import { profiles } from './testing/profiles.chapter.js';
import { rating } from './testing/rating.chapter.js';
import { ServedConversations } from './testing/served-conversations.js';
import { signingIn } from './testing/signing-in.chapter.js';
import { starting } from './testing/starting.chapter.js';
import { summingUp } from './testing/summing-up.chapter.js';

const house = new ServedConversations();

beforeAll(() => house.start(), 60_000);

afterAll(() => house.stop(), 30_000);

starting(house);
directing(house);
pooling(house);
conversing(house);
automatic(house);
goingOn(house);
handingOver(house);
closingTime(house);
rating(house);
summingUp(house);
profiles(house);
signingIn(house);

it('a restart keeps tokens valid and conversations open', async () => {
  const { open, session, talk, view } = house.workspace('restarting');
  await open();
  const { id, token, visitorId } = await talk({});
  await house.restart();
  const again = await session({ token });
  expect([again.visitorId, again.conversation?.conversationId]).toEqual([visitorId, id]);
  // Its own public keys are fetched anew from where it listens now.
  expect((await view(id, token)).conversationId).toBe(id);
}, 30_000);
