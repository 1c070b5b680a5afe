// After the faults: a world that mends itself takes everything in, serves everybody, and tells one story about it.
import { rebuildLane } from '@frontdesk/engine';
import { checkLog } from '@frontdesk/checker';
import { partitionOf, type StoredRecord } from '@frontdesk/journal';
import { routingCore } from '@frontdesk/routing';
import { journalOf } from './engine-process.js';
import { demand, Violation } from './laws/violation.js';
import { DECISIONS, ENGINE_SERVICE } from './stage.js';
import type { World } from './world.js';

/** Longest lease, longest pause before a retry, longest wait of the world, and the way there. */
const LIMIT_MS = 60_000;
const QUIET_MS = 10_000;
/** A timer may be this late: it was armed by a clock that was as much behind. */
const LATE_MS = 7_000;

export async function aftermath(world: World): Promise<void> {
  world.calm();
  const taken = (): boolean => world.writersAreIdle && world.judge.waitingInputs === 0;
  await world.until(taken, LIMIT_MS, 'inputs are not taken in');
  await quiet(world);
  for (const deed of world.reception.clearing()) world.add(deed);
  await world.until(taken, LIMIT_MS, 'the last settings are not taken in');
  await tidy(world);
  await oneStory(world);
  await stop(world);
  await check(world);
}

/** Nothing comes in: what is due now is due to nobody's input. */
async function quiet(world: World): Promise<void> {
  const { scheduler, judge } = world;
  const end = scheduler.now + QUIET_MS;
  await world.until(() => scheduler.now >= end, LIMIT_MS, 'time stands still');
  const due = judge.nextDeadline;
  const text = (): string => `a timer is due since ${scheduler.now - (due ?? 0)} ms`;
  demand(due === null || due > scheduler.now - LATE_MS, 'liveness', text);
}

/** Closes what is open, until nobody waits and nothing is open. */
async function tidy(world: World): Promise<void> {
  const { scheduler, stage, judge } = world;
  const round = (): void => {
    let open = 0;
    for (const workspace of stage.workspaces)
      for (const talk of judge.book(workspace).open.values()) {
        open++;
        if (talk.state === 'waiting' && talk.live) continue;
        world.add(world.reception.tidying(workspace, talk));
      }
    if (open > 0) scheduler.add({ label: 'tidying', life: null, at: scheduler.now + 1_000, run: round });
  };
  round();
  const over = (): boolean => stage.workspaces.every((workspace) => judge.book(workspace).open.size === 0);
  await world.until(over, LIMIT_MS, 'the queue does not drain');
}

/** Each workspace has exactly one owner, who tells the state that a replay of the lane comes to. */
async function oneStory(world: World): Promise<void> {
  const { stage, engines, judge } = world;
  for (const workspace of stage.workspaces) {
    const answers: (string | null)[] = [];
    for (const engine of engines) void world.look(engine, workspace).then((answer) => answers.push(answer));
    const told = (): boolean => answers.length === engines.length;
    await world.until(told, LIMIT_MS, `a process does not answer about ${workspace}`);
    const owners = answers.filter((answer) => answer !== null);
    demand(owners.length === 1, 'owner', () => `${owners.length} processes answer for ${workspace}`);
    const same = owners[0] === judge.replayOf(partitionOf(workspace)).textNow(workspace);
    demand(same, 'read', () => `the owner of ${workspace} is in another state than its lane`);
  }
}

async function stop(world: World): Promise<void> {
  for (const engine of world.engines) engine.stop(null);
  const down = (): boolean => world.engines.every(({ isDown }) => isDown);
  await world.until(down, LIMIT_MS, 'a process does not stop');
}

/** The log alone: from snapshot and tail as from nothing, and in the eyes of the independent checker. */
async function check({ stage, judge, store }: World): Promise<void> {
  const journal = journalOf(stage, ENGINE_SERVICE);
  for (const partition of stage.partitions) {
    const lane = { service: ENGINE_SERVICE, topic: DECISIONS, partition };
    const whole = await rebuildLane(routingCore, journal, lane, { snapshot: null });
    const short = await rebuildLane(routingCore, journal, lane, { snapshot: await journal.loadSnapshot(lane) });
    const hashes = [whole.state, short.state, judge.replayOf(partition).lane].map((state) => state.seal().hash);
    demand(new Set(hashes).size === 1, 'replay', `lane ${partition} folds to ${hashes.join(', ')}`);
  }
  const report = await checkLog(exported(store));
  const [finding] = report.findings;
  if (finding) throw new Violation('checker', `${finding.law} ${finding.where}: ${finding.text}`);
}

/** As an export does it: by time, each lane in its order. */
function exported(store: World['store']): readonly string[] {
  const records: StoredRecord[] = [];
  for (const [name, { seq }] of store.lanes) {
    const [service = '', topic = '', partition] = name.split('/');
    records.push(...store.lane({ service, topic, partition: Number(partition) }, 0, seq));
  }
  return records.map((record) => JSON.stringify(record));
}
