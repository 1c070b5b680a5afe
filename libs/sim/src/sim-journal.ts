// The memory journal as a process sees it: each call is a request over the network, each hint may be old, each cached
// snapshot broken. What the port promises is kept.
import type { Journal, LaneLease, MemoryTx, Snapshot } from '@frontdesk/journal';
import type { Faults } from './faults.js';
import type { Life } from './life.js';
import type { Network } from './network.js';

export function simJournal(store: Journal<MemoryTx>, life: Life, network: Network, faults: Faults): Journal<MemoryTx> {
  const asks = (writes: boolean) => {
    return <T>(name: string, work: () => Promise<T>): Promise<T> =>
      network.call(life, { name: `${store.service} ${name}`, writes, work });
  };
  const reads = asks(false);
  const writes = asks(true);
  return {
    service: store.service,
    heads: (topic) => reads('heads', () => store.heads(topic)),
    read: (lane, after, limit) => reads(`read ${lane.partition}`, () => store.read(lane, after, limit)),
    readMany: (topic, after, limit) => reads('readMany', () => store.readMany(topic, after, limit)),
    readStream: (workspace, stream, after) => reads('readStream', () => store.readStream(workspace, stream, after)),
    positions: (consumer) => reads('positions', () => store.positions(consumer)),
    onAppend: (topic, wake) => wakeLater(store, topic, life, faults, wake),
    append: (append) => writes('append', () => store.append(append)),
    advance: (positions) => writes('advance', () => store.advance(positions)),
    acquire: (lane, owner) => writes(`acquire ${lane.partition}`, () => store.acquire(lane, owner)),
    acquireIf: (lane, owner, epoch) =>
      writes(`acquireIf ${lane.partition} ${epoch}`, () => store.acquireIf(lane, owner, epoch)),
    appendOwned: (lane, epoch, records, positions) =>
      writes(`appendOwned ${lane.partition} ${epoch} ×${records.length}`, () =>
        store.appendOwned(lane, epoch, records, positions),
      ),
    renew: (owned) => writes(`renew ×${owned.length}`, () => store.renew(owned)),
    release: (lane, epoch) => writes(`release ${lane.partition} ${epoch}`, () => store.release(lane, epoch)),
    leave: (group, member) => writes('leave', () => store.leave(group, member)),
    saveSnapshot: (snapshot) => writes(`saveSnapshot ${snapshot.seq}`, () => store.saveSnapshot(snapshot)),
    loadSnapshot: async (lane, atMost) =>
      aged(await reads('loadSnapshot', () => store.loadSnapshot(lane, atMost)), faults),
    ...hints(store, faults, writes),
  };
}

function wakeLater(store: Journal<MemoryTx>, topic: string, life: Life, faults: Faults, wake: () => void): () => void {
  let cancel = (): void => undefined;
  const forget = store.onAppend(topic, () => {
    cancel();
    if (!faults.strikes('lost wake-up')) cancel = life.after(0, 'wake', wake);
  });
  return () => (cancel(), forget());
}

type Ask = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Who is there and who has what: true once, and then as old as it happens to be. */
function hints(store: Journal<MemoryTx>, faults: Faults, ask: Ask): Pick<Journal<MemoryTx>, 'join' | 'leases'> {
  let members: readonly string[] | null = null;
  let leases: readonly LaneLease[] | null = null;
  return {
    join: async (group, member, withinMs) => {
      const now = await ask('join', () => store.join(group, member, withinMs));
      if (!faults.strikes('stale members')) return (members = now);
      return faults.of('stale members').chance(0.5) ? [member] : (members ?? now);
    },
    leases: async (topic) => {
      const now = await ask('leases', () => store.leases(topic));
      return faults.strikes('stale leases') ? (leases ?? now) : (leases = now);
    },
  };
}

/** A snapshot is a cache: it may be gone, or be another than was saved, as long as its hash tells. */
function aged(snapshot: Snapshot | null, faults: Faults): Snapshot | null {
  if (snapshot === null || faults.strikes('snapshot missing')) return null;
  if (!faults.strikes('snapshot corrupted')) return snapshot;
  const body = snapshot.body.replace(/"(load|arrivals)":(\d+)/, (_, name, n) => `"${name}":${Number(n) + 1}`);
  return { ...snapshot, body: body === snapshot.body ? `${body} ` : body };
}
