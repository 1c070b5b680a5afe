// Show 7: whatever is sent, the answer is a problem that says what to do, and nothing is written.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { bodies } from './bad-input/bodies.chapter.js';
import { credentials } from './bad-input/credentials.chapter.js';
import { documents } from './bad-input/documents.chapter.js';
import { elsewhere } from './bad-input/elsewhere.chapter.js';
import { letters } from './bad-input/letters.chapter.js';
import { repetitions } from './bad-input/repetitions.chapter.js';
import { sockets } from './bad-input/sockets.chapter.js';
import { WrongAsker } from './bad-input/wrong-asker.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(120_000);

const asker = new WrongAsker();

beforeAll(() => asker.open());

afterAll(() => asker.close());

bodies(asker);
documents(asker);
letters(asker);
elsewhere(asker);
credentials(asker);
repetitions(asker);
sockets(asker);

describe('afterwards', () => {
  it('the log holds no unhandled fault', () => {
    expect(asker.there.product.output()).not.toMatch(/"code":"internal"|"msg":"internal/);
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('bad-input', asker.there.product);
  });
});
