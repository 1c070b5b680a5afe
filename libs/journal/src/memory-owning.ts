// Owned lanes in memory: taking over, renewing, giving up, sharing out.
import { assert, type Instant } from '@frontdesk/kernel';
import { EMPTY_HEAD } from './ledger.js';
import type { MemoryStore } from './memory-store.js';
import type { Journal, LaneLease, OwnedHead } from './port.js';
import { laneKey, type LaneId } from './record.js';

type Owning = Pick<Journal<unknown>, 'acquire' | 'acquireIf' | 'release' | 'renew' | 'leases' | 'join' | 'leave'>;

export function owning(service: string, store: MemoryStore, clock: { now(): Instant }): Owning {
  const epochOf = (lane: LaneId): number => (store.lanes.get(laneKey(lane)) ?? EMPTY_HEAD).epoch;
  const take = (lane: LaneId, owner: string): OwnedHead => {
    assert(lane.service === service, `a journal of ${service} doesn't own ${laneKey(lane)}`);
    const name = laneKey(lane);
    const head = store.lanes.get(name) ?? EMPTY_HEAD;
    const owned = { ...head, epoch: head.epoch + 1 };
    const silentMs = clock.now() - (store.aliveAt.get(name) ?? clock.now());
    store.lanes.set(name, owned);
    store.owners.set(name, owner);
    store.aliveAt.set(name, clock.now());
    return { ...owned, silentMs };
  };
  return {
    acquire: (lane, owner) => store.exclusively(async () => take(lane, owner)),
    acquireIf: (lane, owner, epoch) =>
      store.exclusively(async () => (epochOf(lane) === epoch ? take(lane, owner) : null)),
    release: (lane, epoch) =>
      store.exclusively(async () => {
        if (epochOf(lane) === epoch) store.owners.set(laneKey(lane), null);
      }),
    renew: (owned) =>
      store.exclusively(async () => {
        const alive = owned.filter(({ lane, epoch }) => epochOf(lane) === epoch);
        for (const { lane } of alive) store.aliveAt.set(laneKey(lane), clock.now());
        return owned.filter(({ lane, epoch }) => epochOf(lane) !== epoch).map(({ lane }) => lane);
      }),
    leases: async (topic) => leasesOf(service, store, clock, topic),
    join: async (group, member, withinMs) => {
      const members = store.members.get(group) ?? new Map<string, number>();
      store.members.set(group, members.set(member, clock.now()));
      return [...members]
        .filter(([, at]) => clock.now() - at <= withinMs)
        .map(([name]) => name)
        .sort();
    },
    leave: async (group, member) => void store.members.get(group)?.delete(member),
  };
}

function leasesOf(service: string, store: MemoryStore, clock: { now(): Instant }, topic: string): readonly LaneLease[] {
  return [...store.lanes].flatMap(([name, { epoch }]) => {
    const [of, named, partition] = name.split('/');
    if (of !== service || named !== topic || epoch === 0) return [];
    const silentMs = clock.now() - (store.aliveAt.get(name) ?? clock.now());
    const lane = { service, topic, partition: Number(partition) };
    return [{ lane, epoch, owner: store.owners.get(name) ?? null, silentMs }];
  });
}
