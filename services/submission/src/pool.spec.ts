// The desk of submissions: forms in several languages, whose a submission is, replies both ways, finding and export.
import { afterAll, beforeAll, jest } from '@jest/globals';
import { after } from './testing/after.chapter.js';
import { forms } from './testing/forms.chapter.js';
import { OpenDesk } from './testing/open-desk.js';
import { work } from './testing/work.chapter.js';

jest.setTimeout(60_000);

const desk = new OpenDesk();

beforeAll(() => desk.open());

afterAll(() => desk.close());

forms(desk);
work(desk);
after(desk);
