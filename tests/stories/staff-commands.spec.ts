// Show 8: what staff do with conversations, raced against each other and against the visitors: one outcome, losers told why.
import { afterAll, beforeAll, beforeEach, describe, it, jest } from '@jest/globals';
import { expectSoundLog } from './proof.js';
import { commands } from './staff-commands/commands.chapter.js';
import { races } from './staff-commands/races.chapter.js';
import { slots } from './staff-commands/slots.chapter.js';
import { anaAlone, openStaffed, type Staffed } from './staff-commands/staffed.js';

jest.setTimeout(60_000);

let staffed: Staffed;

beforeAll(async () => {
  staffed = await openStaffed();
});

afterAll(async () => {
  await staffed.house.product.remove();
});

beforeEach(() => anaAlone(staffed));

commands(() => staffed);
races(() => staffed);
slots(() => staffed);

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('staff-commands', staffed.house.product);
  });
});
