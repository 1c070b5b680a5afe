// Presence as gateway, agents and routing meet it, on a real database; each test has a workspace of its own.
import { afterAll, beforeAll } from '@jest/globals';
import { approvals } from './testing/approvals.chapter.js';
import { beingThere } from './testing/being-there.chapter.js';
import { durations } from './testing/durations.chapter.js';
import { idle } from './testing/idle.chapter.js';
import { leases } from './testing/leases.chapter.js';
import { PresenceWorld } from './testing/presence-world.js';
import { statuses } from './testing/statuses.chapter.js';

const world = new PresenceWorld();

beforeAll(() => world.start(), 60_000);

afterAll(() => world.stop(), 30_000);

beingThere(world);
leases(world);
statuses(world);
approvals(world);
idle(world);
durations(world);
