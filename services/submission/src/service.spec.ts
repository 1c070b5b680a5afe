// The service as its callers meet it: booted whole on a real PostgreSQL, with a scripted engine and conversations, and
// real receivers of mail and webhooks.
import { afterAll, beforeAll, jest } from '@jest/globals';
import { after } from './testing/after.chapter.js';
import { attachments } from './testing/attachments.chapter.js';
import { delivery } from './testing/delivery.chapter.js';
import { forms } from './testing/forms.chapter.js';
import { leaving } from './testing/leaving.chapter.js';
import { ServedSubmissions } from './testing/served-submissions.js';
import { webhookSecret } from './testing/webhook-secret.chapter.js';
import { work } from './testing/work.chapter.js';

jest.setTimeout(60_000);

const house = new ServedSubmissions();

beforeAll(() => house.start());

afterAll(() => house.stop());

leaving(house);
forms(house);
work(house);
after(house);
attachments(house);
delivery(house);
webhookSecret(house);
