// The settings service as administrators, people and routing meet it, on a real database; its chapters have a workspace each.
import { afterAll, beforeAll } from '@jest/globals';
import { apiKeys } from './testing/api-keys.chapter.js';
import { changing } from './testing/changing.chapter.js';
import { config } from './testing/config.chapter.js';
import { documents } from './testing/documents.chapter.js';
import { holidays } from './testing/holidays.chapter.js';
import { hoursRunning } from './testing/hours-running.chapter.js';
import { invitations } from './testing/invitations.chapter.js';
import { naming } from './testing/naming.chapter.js';
import { PeopleDesk } from './testing/people-desk.js';
import { refused } from './testing/refused.chapter.js';
import { roles } from './testing/roles.chapter.js';
import { schedules } from './testing/schedules.chapter.js';
import { ServedSettings } from './testing/served-settings.js';

const served = new ServedSettings();

beforeAll(() => served.start(), 60_000);

afterAll(() => served.stop(), 30_000);

documents(served);
changing(served);
naming(served);
refused(served);
config(served);
schedules(served);
holidays(served);
hoursRunning(served);
apiKeys(new PeopleDesk(served, 'keys'));
roles(new PeopleDesk(served, 'roles'));
invitations(new PeopleDesk(served, 'invitations'));
