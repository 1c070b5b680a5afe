// The engine as a service, as staff, visitors and the other services meet it.
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { offers } from './testing/offers.chapter.js';
import { pool } from './testing/pool.chapter.js';
import { staff } from './testing/staff.chapter.js';
import { waiting } from './testing/waiting.chapter.js';
import { ServedQueue } from './testing/served-queue.js';

const queue = new ServedQueue();

beforeAll(() => queue.start(), 60_000);

afterAll(() => queue.stop(), 30_000);

afterEach(() => queue.clear());

offers(queue);
staff(queue);
waiting(queue);
pool(queue);
